using System.Text.Json;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Measures each benchmark class in several launches, each in its own process.</summary>
internal static class BenchmarkLauncher
{
    /// <summary>The command-line argument that precedes the name of the class to measure.</summary>
    public const string Argument = "--launch";

    private static readonly (Type Type, int Seconds)[] Classes =
    [
        (typeof(WriteRequest), 3), (typeof(ReadCreatedKey), 3), (typeof(ReadKeyList), 3), (typeof(BuildRequest), 3), (typeof(ValidateRequest), 3), (typeof(ValidateWithPolicy), 3),
        (typeof(CreateOverLoopback), 15), // .NET's network code is fully optimized only after about ten seconds
        (typeof(ListScaling), 4), (typeof(CreateScaling), 4), (typeof(AuditKeys), 4),
    ];

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(int launches)
    {
        var measurements = new List<Measurement>();
        for (var launch = 1; launch <= launches; launch++)
        {
            Console.WriteLine($"Launch {launch} of {launches}");
            foreach (var (type, _) in Classes)
            {
                var output = await ChildProcess.RunAsync(Environment.ProcessPath!, Argument, type.Name);
                measurements.AddRange(JsonSerializer.Deserialize<Measurement[]>(output)!);
            }
        }

        return measurements;
    }

    /// <summary>Measures one class in this process and writes the measurements to standard output, as JSON.</summary>
    public static async Task LaunchAsync(string name)
    {
        var (type, seconds) = Classes.Single(benchmarkClass => benchmarkClass.Type.Name == name);
        Console.WriteLine(JsonSerializer.Serialize(await InterleavedRun.MeasureAsync(type, TimeSpan.FromSeconds(seconds))));
    }
}
