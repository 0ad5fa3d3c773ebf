using BenchmarkDotNet.Attributes;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Audits 10,000 keys with a policy that has every rule, compared with listing them.</summary>
[MemoryDiagnoser]
public class AuditKeys
{
    private const int Keys = 10_000;

    private static readonly AuditOptions Options = new()
    {
        Policy = new()
        {
            RequireLimit = true,
            MaxLimitUsd = 100,
            RequireReset = true,
            RequireExpiration = true,
            MaxLifetimeDays = 3650,
            NamePatterns = ["ci-*", "customer-*"],
            RequireWorkspace = true,
            RequireExternalUser = true,
        },
    };

    private OpenRouterKeysClient? _client;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _client = new(ManagementKey.From(FixedServer.Token), new() { BaseAddress = FixedServer.GetListAddress(Keys) });
        ResultCheck.EnsureEqual(Keys, await ListAsync());
        ResultCheck.EnsureEqual(0, await LibraryAsync()); // otherwise the lifetime of findings is measured too

        var strict = Options with { Policy = Options.Policy! with { MaxLimitUsd = 1 } };
        ResultCheck.EnsureEqual(Keys, await _client.AuditAsync(strict).CountAsync());
    }

    [GlobalCleanup]
    public void Cleanup() => _client!.Dispose();

    [Benchmark]
    public async Task<int> LibraryAsync() => await _client!.AuditAsync(Options).CountAsync();

    [Benchmark(Baseline = true)]
    public async Task<int> ListAsync() => await _client!.ListAsync(new() { IncludeDisabled = true, IncludeExpired = true }).CountAsync();
}
