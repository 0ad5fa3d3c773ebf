using BenchmarkDotNet.Attributes;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Creates an increasing number of keys with one client, one at a time.</summary>
[MemoryDiagnoser]
public class CreateScaling
{
    private readonly OpenRouterKeysClient _client = new(ManagementKey.From(FixedServer.Token), new() { BaseAddress = FixedServer.Address });

    [Params(1, 10, 100, 1_000)]
    public int Keys { get; set; }

    [GlobalCleanup]
    public void Cleanup() => _client.Dispose();

    [Benchmark]
    public async Task Library()
    {
        for (var i = 0; i < Keys; i++)
        {
            await _client.CreateAsync(Examples.Full);
        }
    }
}
