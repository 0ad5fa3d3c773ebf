using BenchmarkDotNet.Attributes;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>More and more keys by one client, one after another.</summary>
[MemoryDiagnoser]
public class CreateGrowth
{
    private readonly OpenRouterKeysClient _client = new(ManagementKey.From(FixedServer.Token), new() { BaseAddress = FixedServer.Address });

    [Params(1, 10, 100, 1_000)]
    public int Keys { get; set; }

    [GlobalCleanup]
    public void Cleanup() => _client.Dispose();

    [Benchmark]
    public async Task Library()
    {
        for (var key = 0; key < Keys; key++)
        {
            await _client.CreateAsync(Examples.Full);
        }
    }
}
