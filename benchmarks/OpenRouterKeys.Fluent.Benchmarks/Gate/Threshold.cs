using System.Globalization;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>The maximum cost of the library: relative to a baseline, or in the metric's unit if there is none.</summary>
internal sealed record Threshold(string Benchmark, Metric Metric, double Max, string? Baseline = null, bool IsExclusive = false)
{
    public static IReadOnlyList<Threshold> All { get; } =
    [
        .. new[] { "WriteRequest HasAllProperties=False", "WriteRequest HasAllProperties=True" }.SelectMany(benchmark => new Threshold[]
        {
            new(benchmark, Metric.Time, 1.10, "HandWritten"),
            new(benchmark, Metric.Time, 1.00, "SourceGenerated"),
            new(benchmark, Metric.AllocatedBytes, 0),
        }),
        new("ReadCreatedKey", Metric.Time, 1.25, "HandWritten"),
        new("ReadCreatedKey", Metric.AllocatedBytes, 1.10, "HandWritten"),
        new("ReadKeyList", Metric.Time, 1.25, "HandWritten"),
        new("ReadKeyList", Metric.AllocatedBytes, 1.10, "HandWritten"),
        new("ReadKeyList", Metric.Gen2Collections, 0),
        new("BuildRequest", Metric.Time, 1.10, "PlainRecord"),
        new("BuildRequest", Metric.AllocatedBytes, 1.00, "PlainRecord"),
        .. new[] { "ValidateRequest Violations=0", "ValidateRequest Violations=3" }.SelectMany(benchmark => new Threshold[]
        {
            new(benchmark, Metric.Time, 1.10, "FluentValidation"),
            new(benchmark, Metric.AllocatedBytes, 1.10, "FluentValidation"),
        }),
        new("ValidateWithPolicy", Metric.Time, 1.50, "WithoutPolicy"),
        .. new[] { "CreateOverLoopback InFlight=1", "CreateOverLoopback InFlight=64" }.SelectMany(benchmark => new Threshold[]
        {
            new(benchmark, Metric.Time, 1.15, "HandWritten"), // the library also validates the request with FluentValidation
            new(benchmark, Metric.Time, 1.00, "BareFlurl", IsExclusive: true),
            new(benchmark, Metric.Time, 1.00, "BareRefit", IsExclusive: true),
            new(benchmark, Metric.AllocatedBytes, 1.00, "BareFlurl", IsExclusive: true),
        }),
        new("AuditKeys", Metric.Time, 1.20, "List"),
        new(ColdStartCost.Jit, Metric.Time, 1.30, "HandWritten"),
        new(ColdStartCost.NativeAot, Metric.Time, 1.30, "HandWritten"),
        new(CommandStartCost.Benchmark, Metric.Time, 3.00, CommandStartCost.Baseline),
        new(AnalyzerCost.UnrelatedFiles, Metric.Time, 0.01, "Compiler", IsExclusive: true),
        .. new[] { AnalyzerCost.UnrelatedFiles, AnalyzerCost.FilesWithChain }.SelectMany(benchmark => new[] { "Sdk", "Xunit", "Meziantou" }.Select(
            analyzers => new Threshold(benchmark, Metric.Time, 1.00, analyzers, IsExclusive: true))),
        new(AnalyzerCost.UnrelatedCall, Metric.AllocatedBytes, 0),
        new(AnalyzerCost.Chain, Metric.Time, 50_000, IsExclusive: true),
        .. Scaling.Benchmarks.Select(benchmark => new Threshold(
            benchmark, Metric.ScalingExponent, AnalyzerScaling.Names.Contains(benchmark) ? 1.10 : 1.05)), // the analyzer's time includes its calls of the compiler
    ];

    public double? GetValue(MeasurementSet measurements) => Baseline is null
        ? measurements.GetMedian(Benchmark, "Library", Metric)
        : measurements.GetRatio(Benchmark, "Library", Baseline, Metric);

    public bool Passes(MeasurementSet measurements) =>
        GetValue(measurements) is { } value && (IsExclusive ? value < Max : value <= Max);
}
