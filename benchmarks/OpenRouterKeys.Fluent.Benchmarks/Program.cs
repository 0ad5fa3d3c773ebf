using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using OpenRouterKeys.Fluent.Benchmarks;

if (args is [BenchmarkFigures.Argument, var name])
{
    await BenchmarkFigures.LaunchAsync(name);
    return 0;
}

// Benchmarks run in child processes, so a server in this one adds nothing to their allocations.
await using var server = await FixedServer.StartAsync();

if (args is ["--gate", .. var launches])
{
    return await SpeedGate.RunAsync(launches is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 5);
}

// A few seconds each: enough for the ratios that are asked for.
var job = Job.Default.WithWarmupCount(5).WithIterationCount(15);
BenchmarkSwitcher.FromAssembly(typeof(FixedServer).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));
return 0;
