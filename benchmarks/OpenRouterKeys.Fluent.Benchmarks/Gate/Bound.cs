using System.Globalization;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>What must hold: a ratio against another way, or, where there is none, the figure itself.</summary>
internal sealed record Bound(string Question, Cost Cost, double Most, string? Against = null, bool IsBelow = false)
{
    private const string Ours = "Library";

    public static IReadOnlyList<Bound> All { get; } =
    [
        .. new[] { "WriteRequest Full=False", "WriteRequest Full=True" }.SelectMany(question => new Bound[]
        {
            new(question, Cost.Time, 1.10, "HandWritten"),
            new(question, Cost.Time, 1.00, "SourceGenerated"),
            new(question, Cost.Bytes, 0),
        }),
        new("ReadCreated", Cost.Time, 1.25, "HandWritten"),
        new("ReadCreated", Cost.Bytes, 1.10, "HandWritten"),
        new("ReadList", Cost.Time, 1.25, "HandWritten"),
        new("ReadList", Cost.Bytes, 1.10, "HandWritten"),
        new("ReadList", Cost.LargeCollections, 0),
        new("BuildRequest", Cost.Time, 1.10, "WithCopies"),
        new("BuildRequest", Cost.Bytes, 1.00, "WithCopies"),
        .. new[] { "ValidateRequest Broken=0", "ValidateRequest Broken=3" }.SelectMany(question => new Bound[]
        {
            new(question, Cost.Time, 1.10, "FluentValidation"),
            new(question, Cost.Bytes, 1.10, "FluentValidation"),
        }),
        .. new[] { "CreateOverLoopback InFlight=1", "CreateOverLoopback InFlight=64" }.SelectMany(question => new Bound[]
        {
            new(question, Cost.Time, 1.10, "HandWritten"),
            new(question, Cost.Time, 1.00, "BareFlurl", IsBelow: true),
            new(question, Cost.Time, 1.00, "BareRefit", IsBelow: true),
            new(question, Cost.Bytes, 1.00, "BareFlurl", IsBelow: true),
        }),
        new(ColdFigures.Jit, Cost.Time, 1.30, "HandWritten"),
        new(ColdFigures.Native, Cost.Time, 1.30, "HandWritten"),
        new(AnalyzerFigures.Without, Cost.Time, 0.01, "Compiling", IsBelow: true),
        .. new[] { AnalyzerFigures.Without, AnalyzerFigures.With }.SelectMany(question => new[] { "Sdk", "Xunit", "Meziantou" }.Select(
            others => new Bound(question, Cost.Time, 1.00, others, IsBelow: true))),
        new(AnalyzerFigures.UnrelatedCall, Cost.Bytes, 0),
        new(AnalyzerFigures.Chain, Cost.Time, 50_000, IsBelow: true),
        .. Growth.Questions.Select(question => new Bound(question, Cost.Exponent, 1.05)),
    ];

    public double? ValueIn(Figures figures) =>
        Against is null ? figures.Median(Question, Ours, Cost) : figures.Ratio(Question, Ours, Against, Cost);

    public bool HoldsIn(Figures figures) => ValueIn(figures) is { } value && (IsBelow ? value < Most : value <= Most);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Question}: {Cost}{(Against is null ? "" : $" / {Against}")} {(IsBelow ? "<" : "<=")} {Most}");
}
