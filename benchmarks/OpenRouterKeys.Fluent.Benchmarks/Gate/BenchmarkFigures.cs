using System.Text.Json;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>What the classes of BenchmarkDotNet measure, each in several launches, which are processes of their own.</summary>
internal static class BenchmarkFigures
{
    /// <summary>Begins such a process, before the name of a class.</summary>
    public const string Argument = "--launch";

    private static readonly (Type Type, int Seconds)[] Classes =
    [
        (typeof(WriteRequest), 3), (typeof(ReadCreated), 3), (typeof(ReadList), 3), (typeof(BuildRequest), 3), (typeof(ValidateRequest), 3),
        (typeof(CreateOverLoopback), 15), // the platform takes ten until the code of its network is compiled for speed
        (typeof(ListGrowth), 4), (typeof(CreateGrowth), 4),
    ];

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(int launches)
    {
        var figures = new List<Figure>();
        for (var launch = 1; launch <= launches; launch++)
        {
            Console.WriteLine($"Launch {launch} of {launches}");
            foreach (var (type, _) in Classes)
            {
                figures.AddRange(JsonSerializer.Deserialize<Figure[]>(await ColdFigures.RunAsync(Environment.ProcessPath!, Argument, type.Name))!);
            }
        }

        return figures;
    }

    /// <summary>Writes the figures to standard output, as JSON.</summary>
    public static async Task LaunchAsync(string name)
    {
        var (type, seconds) = Classes.Single(each => each.Type.Name == name);
        Console.WriteLine(JsonSerializer.Serialize(await Turns.MeasureAsync(type, TimeSpan.FromSeconds(seconds))));
    }
}
