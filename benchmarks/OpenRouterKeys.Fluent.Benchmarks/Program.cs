using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using OpenRouterKeys.Fluent.Benchmarks;

if (args is [BenchmarkLauncher.Argument, var type])
{
    await BenchmarkLauncher.LaunchAsync(type);
    return 0;
}

// Only the analyzer's scaling, which needs no server and no other process.
if (args is ["--analyzer-scaling", .. var shapes])
{
    foreach (var name in AnalyzerScaling.Names.Where(name => shapes.Length == 0 || shapes.Any(shape => name.EndsWith(shape, StringComparison.Ordinal))))
    {
        var measurements = await AnalyzerScaling.MeasureAsync(name, rounds: 1);
        var times = string.Join(", ", measurements.Select(measurement => measurement.Value / 1e6).Select(time => time.ToString("0.0", CultureInfo.InvariantCulture)));
        var exponent = Scaling.GetExponents(measurements).Single().Value;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {exponent:0.00} ({times} ms)"));
    }

    return 0;
}

// Only the start of the command.
if (args is ["--command-start"])
{
    var measurements = new MeasurementSet(await CommandStartCost.MeasureAsync(rounds: 30));
    foreach (var candidate in measurements.GetCandidates(CommandStartCost.Benchmark))
    {
        var time = measurements.GetMedian(CommandStartCost.Benchmark, candidate, Metric.Time) / 1e6;
        var ratio = measurements.GetRatio(CommandStartCost.Benchmark, candidate, CommandStartCost.Baseline, Metric.Time);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{candidate}: {time:0.0} ms, {ratio:0.00}"));
    }

    return 0;
}

// Benchmarks run in child processes, so their measured allocations do not include the server's.
await using var server = await FixedServer.StartAsync();

if (args is ["--gate", .. var launches])
{
    return await SpeedGate.RunAsync(launches is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 5);
}

// A few seconds per benchmark.
var job = Job.Default.WithWarmupCount(5).WithIterationCount(15);
BenchmarkSwitcher.FromAssembly(typeof(FixedServer).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));
return 0;
