using System.Text.Json;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>What the classes of BenchmarkDotNet measure, in several launches, each a process of its own.</summary>
internal static class BenchmarkFigures
{
    /// <summary>Begins such a process.</summary>
    public const string Argument = "--launch";

    private static readonly (Type Type, int Seconds)[] Classes =
    [
        (typeof(WriteRequest), 3), (typeof(ReadCreated), 3), (typeof(ReadList), 3), (typeof(BuildRequest), 3), (typeof(ValidateRequest), 3),
        (typeof(CreateOverLoopback), 12), // the platform takes ten until the code of its network is compiled for speed
        (typeof(ListGrowth), 3), (typeof(CreateGrowth), 3),
    ];

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(int launches)
    {
        var figures = new List<Figure>();
        for (var launch = 1; launch <= launches; launch++)
        {
            Console.WriteLine($"Launch {launch} of {launches}");
            figures.AddRange(JsonSerializer.Deserialize<Figure[]>(await ColdFigures.RunAsync(Environment.ProcessPath!, Argument))!);
        }

        return figures;
    }

    /// <summary>Writes the figures to standard output, as JSON.</summary>
    public static async Task LaunchAsync()
    {
        var figures = new List<Figure>();
        foreach (var (type, seconds) in Classes)
        {
            figures.AddRange(await Turns.MeasureAsync(type, TimeSpan.FromSeconds(seconds)));
        }

        Console.WriteLine(JsonSerializer.Serialize(figures));
    }
}
