using BenchmarkDotNet.Attributes;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Lists an increasing number of keys, in pages of 100.</summary>
[MemoryDiagnoser]
public class ListScaling
{
    private OpenRouterKeysClient? _client;

    [Params(100, 1_000, 10_000)]
    public int Keys { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _client = new(ManagementKey.From(FixedServer.Token), new() { BaseAddress = FixedServer.GetListAddress(Keys) });
        ResultCheck.EnsureEqual(Keys, await Library());
    }

    [GlobalCleanup]
    public void Cleanup() => _client!.Dispose();

    [Benchmark]
    public async Task<int> Library()
    {
        var enabled = 0;
        await foreach (var key in _client!.ListAsync())
        {
            enabled += key.IsDisabled ? 0 : 1;
        }

        return enabled;
    }
}
