using BenchmarkDotNet.Attributes;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Lists of more and more keys, in pages of 100.</summary>
[MemoryDiagnoser]
public class ListGrowth
{
    private OpenRouterKeysClient? _client;

    [Params(100, 1_000, 10_000)]
    public int Keys { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _client = new(ManagementKey.From(FixedServer.Token), new() { BaseAddress = FixedServer.AddressOfList(Keys) });
        Equal.Require(Keys, await Library());
    }

    [GlobalCleanup]
    public void Cleanup() => _client!.Dispose();

    [Benchmark]
    public async Task<int> Library()
    {
        var keys = 0;
        await foreach (var key in _client!.ListAsync())
        {
            keys += key.IsDisabled ? 0 : 1;
        }

        return keys;
    }
}
