using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using OpenRouterKeys.Fluent.Benchmarks;

if (args is [BenchmarkLauncher.Argument, var name])
{
    await BenchmarkLauncher.LaunchAsync(name);
    return 0;
}

// Only the analyzer's scaling, which needs no server and no other process.
if (args is ["--analyzer-scaling"])
{
    foreach (var exponent in Scaling.GetExponents(await AnalyzerScaling.MeasureAsync(rounds: 1)))
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{exponent.Benchmark}: {exponent.Value:0.00}"));
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
