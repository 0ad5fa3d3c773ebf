using System.Collections.Concurrent;
using System.Net.Http.Json;
using BenchmarkDotNet.Attributes;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Creates and stores 1,000 keys, eight at a time, in a new simulator in this process. The library also lists the existing keys first.
/// Thread pool scheduling makes single runs vary by half, so there are many iterations: compare the medians and the minima.</summary>
[MemoryDiagnoser]
[MinColumn]
[MedianColumn]
[WarmupCount(20)]
[IterationCount(60)]
public class CreateManyOverLoopback
{
    private const int Keys = 1_000;
    private static readonly ParallelOptions Parallelism = new() { MaxDegreeOfParallelism = new CreateManyOptions().MaxConcurrency };

    private readonly ConcurrentDictionary<string, string> _vault = new();
    private OpenRouterSimulator? _simulator;
    private OpenRouterKeysClient? _client;
    private HttpClient? _http;
    private Uri? _keys;

    [IterationSetup]
    public void Start()
    {
        _vault.Clear();
        _simulator = OpenRouterSimulator.StartAsync().GetAwaiter().GetResult();
        _client = _simulator.CreateClient();
        _http = new() { DefaultRequestHeaders = { Authorization = new("Bearer", _simulator.ManagementKey.Reveal()) } };
        _keys = new(_simulator.BaseAddress, "keys");
    }

    [IterationCleanup]
    public void Stop()
    {
        var stored = _simulator!.Keys.Count(key => _vault.ContainsKey(key.Hash));
        _client!.Dispose();
        _http!.Dispose();
        _simulator.DisposeAsync().AsTask().GetAwaiter().GetResult();
        if (stored != Keys)
        {
            throw new InvalidOperationException($"{stored} of {Keys} keys were created and stored.");
        }
    }

    [Benchmark(Baseline = true)]
    public Task HandWritten() => Parallel.ForEachAsync(Enumerable.Range(0, Keys), Parallelism, async (number, token) =>
    {
        using var content = JsonContent.Create(Examples.PlainFull with { Name = $"customer-{number}" }, PlainJson.Default.PlainRequest);
        using var response = await _http!.PostAsync(_keys, content, token);
        response.EnsureSuccessStatusCode();
        var created = (await response.Content.ReadFromJsonAsync(PlainJson.Default.PlainCreated, token))!;
        _vault[created.Data.Hash] = created.Key;
    });

    [Benchmark]
    public async Task Library()
    {
        var requests = Enumerable.Range(0, Keys).Select(number => Examples.Full.WithName($"customer-{number}"));
        await foreach (var result in _client!.CreateManyAsync(requests, StoreAsync))
        {
            if (result.Exception is { } exception)
            {
                throw exception;
            }
        }
    }

    private Task StoreAsync(CreatedKey created, CancellationToken cancellationToken)
    {
        _vault[created.Info.Hash] = created.Key.Reveal();
        return Task.CompletedTask;
    }
}
