using BenchmarkDotNet.Attributes;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Builds a request in three steps: name, limit and reset.</summary>
[MemoryDiagnoser]
public class BuildRequest
{
    private static readonly RecordRequest Empty = new("", null, LimitReset.Never, null, null, null, null, null, null);

    [GlobalSetup]
    public void Setup()
    {
        var (record, library, mutable) = (PlainRecord(), Library(), MutableObject());
        ResultCheck.EnsureEqual(
            (record.Name, record.LimitUsd, record.LimitReset),
            (library.Name, library.LimitUsd, library.LimitReset),
            (mutable.Name, mutable.LimitUsd, mutable.LimitReset));
    }

    [Benchmark(Baseline = true)]
    public RecordRequest PlainRecord()
    {
        var named = Empty with { Name = "ci-bot" };
        var limited = named with { LimitUsd = 25m };
        return limited with { LimitReset = LimitReset.Monthly };
    }

    [Benchmark]
    public KeyRequest Library() => KeyRequest.Named("ci-bot").Limit(25m).ResetsMonthly();

    [Benchmark]
    public MutableRequest MutableObject() => new() { Name = "ci-bot", LimitUsd = 25m, LimitReset = LimitReset.Monthly };

    public sealed record RecordRequest(
        string Name, decimal? LimitUsd, LimitReset LimitReset, bool? IncludeByokInLimit, DateTimeOffset? Expiration, Guid? WorkspaceId,
        string? CreatorUserId, string? ExternalUser, ApiKey? ExternalApiKey);

    public sealed class MutableRequest
    {
        public string Name { get; set; } = "";

        public decimal? LimitUsd { get; set; }

        public LimitReset LimitReset { get; set; }

        public bool? IncludeByokInLimit { get; set; }

        public DateTimeOffset? Expiration { get; set; }

        public Guid? WorkspaceId { get; set; }

        public string? CreatorUserId { get; set; }

        public string? ExternalUser { get; set; }

        public ApiKey? ExternalApiKey { get; set; }
    }
}
