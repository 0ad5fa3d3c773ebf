using System.Text.Json;
using BenchmarkDotNet.Attributes;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Reads the response to a creation.</summary>
[MemoryDiagnoser]
public class ReadCreatedKey
{
    private static readonly ManagementKey Bearer = ManagementKey.From(FixedServer.Token);
    private readonly byte[] _utf8 = Examples.Created;

    [GlobalSetup]
    public void Setup() => ResultCheck.EnsureEqual(
        HandWritten(), Library(), SourceGenerated().ToCreatedKey(), Reflection().ToCreatedKey(), NewtonsoftJson().ToCreatedKey());

    [Benchmark(Baseline = true)]
    public CreatedKey HandWritten() => HandWrittenReader.ReadCreated(_utf8);

    [Benchmark]
    public CreatedKey Library()
    {
        var (secret, info) = CreationResponse.Read(_utf8, Bearer);
        return new() { Key = ApiKey.From(secret!), Info = info };
    }

    [Benchmark]
    public PlainCreated SourceGenerated() => JsonSerializer.Deserialize(_utf8, PlainJson.Default.PlainCreated)!;

    [Benchmark]
    public PlainCreated Reflection() => JsonSerializer.Deserialize<PlainCreated>(_utf8, PlainJson.Reflection)!;

    [Benchmark]
    public PlainCreated NewtonsoftJson() => PlainNewtonsoft.Read<PlainCreated>(new MemoryStream(_utf8));
}
