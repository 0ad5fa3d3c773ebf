using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using Perfolizer.Horology;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>What BenchmarkDotNet measures, in launches that take turns, so that what else the machine does meets all ways alike.</summary>
internal static class BenchmarkFigures
{
    private static readonly Type[] Classes =
    [
        typeof(WriteRequest), typeof(ReadCreated), typeof(ReadList), typeof(BuildRequest), typeof(ValidateRequest), typeof(CreateOverLoopback),
        typeof(ListGrowth), typeof(CreateGrowth),
    ];

    public static (IReadOnlyList<Figure> Figures, string Machine) Measure(int launches)
    {
        var config = ManualConfig.CreateEmpty()
            .AddLogger(ConsoleLogger.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .WithOptions(ConfigOptions.DisableLogFile);
        for (var launch = 1; launch <= launches; launch++)
        {
            // Jobs that differ in nothing would be one.
            config.AddJob(Job.Default
                .WithId(string.Create(CultureInfo.InvariantCulture, $"Launch {launch}"))
                .WithEnvironmentVariable("OPENROUTERKEYS_BENCHMARK_LAUNCH", launch.ToString(CultureInfo.InvariantCulture))
                .WithEvaluateOverhead(false)
                .WithWarmupCount(8)
                .WithIterationCount(8)
                .WithIterationTime(TimeInterval.FromMilliseconds(100)));
        }

        var summaries = BenchmarkRunner.Run(Classes, config);
        if (summaries.FirstOrDefault(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) is { } failed)
        {
            throw new InvalidOperationException($"{failed.Title} failed: see above.");
        }

        return (
            [
                .. from summary in summaries
                   from report in summary.Reports
                   let descriptor = report.BenchmarkCase.Descriptor
                   let question = $"{descriptor.Type.Name} {report.BenchmarkCase.Parameters.PrintInfo}".Trim()
                   let candidate = descriptor.WorkloadMethod.Name.Replace("Async", "", StringComparison.Ordinal)
                   from figure in new Figure[]
                   {
                       new(question, candidate, Cost.Time, report.ResultStatistics!.Median),
                       new(question, candidate, Cost.Bytes, report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0),
                       new(question, candidate, Cost.LargeCollections, report.GcStats.Gen2Collections * 1000.0 / report.GcStats.TotalOperations),
                   }
                   select figure,
            ],
            string.Join('\n', summaries[0].HostEnvironmentInfo.ToFormattedString()));
    }
}
