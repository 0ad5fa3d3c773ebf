using BenchmarkDotNet.Attributes;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Named, Limit, ResetsMonthly: each step a copy.</summary>
[MemoryDiagnoser]
public class BuildRequest
{
    private static readonly Bare Nothing = new("", null, LimitReset.Never, null, null, null, null);

    [GlobalSetup]
    public void Setup()
    {
        var (bare, built, mutable) = (WithCopies(), Library(), MutableObject());
        Equal.Require((bare.Name, bare.LimitUsd, bare.LimitReset), (built.Name, built.LimitUsd, built.LimitReset), (mutable.Name, mutable.LimitUsd, mutable.LimitReset));
    }

    [Benchmark(Baseline = true)]
    public Bare WithCopies()
    {
        var named = Nothing with { Name = "ci-bot" };
        var limited = named with { LimitUsd = 25m };
        return limited with { LimitReset = LimitReset.Monthly };
    }

    [Benchmark]
    public KeyRequest Library() => KeyRequest.Named("ci-bot").Limit(25m).ResetsMonthly();

    [Benchmark]
    public Mutable MutableObject() => new() { Name = "ci-bot", LimitUsd = 25m, LimitReset = LimitReset.Monthly };

    public sealed record Bare(
        string Name, decimal? LimitUsd, LimitReset LimitReset, bool? IncludeByokInLimit, DateTimeOffset? Expiry, Guid? WorkspaceId, string? CreatorUserId);

    public sealed class Mutable
    {
        public string Name { get; set; } = "";

        public decimal? LimitUsd { get; set; }

        public LimitReset LimitReset { get; set; }

        public bool? IncludeByokInLimit { get; set; }

        public DateTimeOffset? Expiry { get; set; }

        public Guid? WorkspaceId { get; set; }

        public string? CreatorUserId { get; set; }
    }
}
