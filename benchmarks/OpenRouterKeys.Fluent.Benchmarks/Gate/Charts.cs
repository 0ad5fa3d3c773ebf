using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Writes the charts of a results page, as SVG.</summary>
internal static class Charts
{
    private static readonly string[] InFlight = ["InFlight=1", "InFlight=64"];

    public static void Write(string folder, MeasurementSet measurements, IReadOnlyList<Measurement> all)
    {
        Write(Path.Combine(folder, "create.svg"), PlotCreation(measurements));
        var series = Scaling.GetSeries(all).DistinctBy(series => series.Name).ToLookup(series => AnalyzerScaling.Names.Contains(series.Name));
        Write(Path.Combine(folder, "scaling.svg"), PlotScaling("keys listed, keys created, chains in a file", series[false]));
        Write(Path.Combine(folder, "analyzer-scaling.svg"), PlotScaling("variables, uses, violations, calls, fields or keys in a file", series[true]));
    }

    private static PlotModel PlotCreation(MeasurementSet measurements)
    {
        var model = CreateModel("Creating a key over loopback, by requests in flight", LegendPosition.RightTop);
        model.Axes.Add(new CategoryAxis { Position = AxisPosition.Left, ItemsSource = InFlight, Key = "candidates" });
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Title = "microseconds per key", Minimum = 0, Key = "time" });
        foreach (var candidate in measurements.GetCandidates("CreateOverLoopback InFlight=1"))
        {
            var bars = new BarSeries { Title = candidate, XAxisKey = "time", YAxisKey = "candidates" };
            bars.Items.AddRange(InFlight.Select(
                count => new BarItem(measurements.GetMedian($"CreateOverLoopback {count}", candidate, Metric.Time)!.Value / 1000)));
            model.Series.Add(bars);
        }

        return model;
    }

    private static PlotModel PlotScaling(string sizesTitle, IEnumerable<(string Name, double[] Sizes, double[] Times)> series)
    {
        var model = CreateModel("Time by input size (slope 1 is linear)", LegendPosition.LeftTop);
        model.Axes.Add(new LogarithmicAxis { Position = AxisPosition.Bottom, Title = sizesTitle });
        model.Axes.Add(new LogarithmicAxis { Position = AxisPosition.Left, Title = "milliseconds" });
        foreach (var (name, sizes, times) in series)
        {
            var line = new LineSeries { Title = name, MarkerType = MarkerType.Circle };
            line.Points.AddRange(sizes.Zip(times, (size, time) => new DataPoint(size, time / 1e6)));
            model.Series.Add(line);
        }

        return model;
    }

    private static PlotModel CreateModel(string title, LegendPosition position) =>
        new() { Title = title, Legends = { new Legend { LegendPosition = position } } };

    private static void Write(string file, PlotModel model)
    {
        model.Background = OxyColors.White;
        using var stream = File.Create(file);
        new SvgExporter { Width = 900, Height = 420 }.Export(model, stream);
    }
}
