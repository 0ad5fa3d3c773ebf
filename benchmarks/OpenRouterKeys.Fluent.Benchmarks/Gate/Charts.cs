using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>What one would rather look at than read, as SVG.</summary>
internal static class Charts
{
    private static readonly string[] InFlight = ["InFlight=1", "InFlight=64"];

    public static void Write(string folder, Figures figures, IReadOnlyList<Figure> all)
    {
        Write(Path.Combine(folder, "create.svg"), Creation(figures));
        Write(Path.Combine(folder, "growth.svg"), Growing(all));
    }

    private static PlotModel Creation(Figures figures)
    {
        var model = new PlotModel { Title = "A key over loopback, by how many are under way at once", Legends = { new Legend { LegendPosition = LegendPosition.RightTop } } };
        model.Axes.Add(new CategoryAxis { Position = AxisPosition.Left, ItemsSource = InFlight, Key = "ways" });
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Title = "microseconds a key", Minimum = 0, Key = "time" });
        foreach (var candidate in figures.CandidatesOf("CreateOverLoopback InFlight=1"))
        {
            var bars = new BarSeries { Title = candidate, XAxisKey = "time", YAxisKey = "ways" };
            bars.Items.AddRange(InFlight.Select(count => new BarItem(figures.Median($"CreateOverLoopback {count}", candidate, Cost.Time)!.Value / 1000)));
            model.Series.Add(bars);
        }

        return model;
    }

    private static PlotModel Growing(IReadOnlyList<Figure> all)
    {
        var model = new PlotModel { Title = "More and more: a straight line of slope 1 is linear", Legends = { new Legend { LegendPosition = LegendPosition.LeftTop } } };
        model.Axes.Add(new LogarithmicAxis { Position = AxisPosition.Bottom, Title = "keys listed, keys created, chains in a file" });
        model.Axes.Add(new LogarithmicAxis { Position = AxisPosition.Left, Title = "milliseconds" });
        foreach (var (name, sizes, times) in Growth.Lines(all).DistinctBy(line => line.Name))
        {
            var line = new LineSeries { Title = name, MarkerType = MarkerType.Circle };
            line.Points.AddRange(sizes.Zip(times, (size, time) => new DataPoint(size, time / 1e6)));
            model.Series.Add(line);
        }

        return model;
    }

    private static void Write(string file, PlotModel model)
    {
        model.Background = OxyColors.White;
        using var stream = File.Create(file);
        new SvgExporter { Width = 900, Height = 420 }.Export(model, stream);
    }
}
