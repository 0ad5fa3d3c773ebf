using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using OpenRouterKeys.Fluent.Http;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>A page of 100 keys, from a stream that does not tell its length.</summary>
[MemoryDiagnoser]
public class ReadList
{
    private static readonly ManagementKey Bearer = ManagementKey.From(FixedServer.Token);
    private readonly byte[] _utf8 = Examples.List(100);

    [GlobalSetup]
    public async Task SetupAsync() => Equal.Require(
        Words(await HandWrittenAsync()),
        Words(await LibraryAsync()),
        Words((await SourceGeneratedAsync()).Data.Select(key => key.ToKeyInfo())),
        Words((await ReflectionAsync()).Data.Select(key => key.ToKeyInfo())),
        Words((await NewtonsoftJsonAsync()).Data.Select(key => key.ToKeyInfo())));

    [Benchmark(Baseline = true)]
    public async Task<List<KeyInfo>> HandWrittenAsync()
    {
        using var content = Content();
        var stream = await content.ReadAsStreamAsync();
        var buffer = ArrayPool<byte>.Shared.Rent(2048);
        try
        {
            var length = 0;
            for (int read; (read = await stream.ReadAsync(buffer.AsMemory(length))) > 0;)
            {
                length += read;
                if (length == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(length * 2);
                    buffer.CopyTo(larger, 0);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
            }

            return HandWrittenReader.ReadList(buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    [Benchmark]
    public async Task<List<KeyInfo>> LibraryAsync()
    {
        using var content = Content();
        using var body = await BoundedBody.ReadAsync(content, CancellationToken.None);
        return KeyResponse.ReadKeys(body.Bytes, Bearer)!;
    }

    [Benchmark]
    public async Task<PlainList> SourceGeneratedAsync()
    {
        using var content = Content();
        return (await JsonSerializer.DeserializeAsync(await content.ReadAsStreamAsync(), PlainJson.Default.PlainList))!;
    }

    [Benchmark]
    public async Task<PlainList> ReflectionAsync()
    {
        using var content = Content();
        return (await JsonSerializer.DeserializeAsync<PlainList>(await content.ReadAsStreamAsync(), PlainJson.Reflection))!;
    }

    [Benchmark]
    public async Task<PlainList> NewtonsoftJsonAsync()
    {
        using var content = Content();
        return PlainNewtonsoft.Read<PlainList>(await content.ReadAsStreamAsync());
    }

    private StreamContent Content() => new(PipeReader.Create(new ReadOnlySequence<byte>(_utf8)).AsStream());

    private static string Words(IEnumerable<KeyInfo> keys) => string.Join('\n', keys);
}
