using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using OpenRouterKeys.Fluent.Http;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Reads a page of 100 keys from a stream of unknown length.</summary>
[MemoryDiagnoser]
public class ReadKeyList
{
    private static readonly ManagementKey Bearer = ManagementKey.From(FixedServer.Token);
    private readonly byte[] _utf8 = Examples.CreateList(100);

    [GlobalSetup]
    public async Task SetupAsync() => ResultCheck.EnsureEqual(
        Describe(await HandWrittenAsync()),
        Describe(await LibraryAsync()),
        Describe((await SourceGeneratedAsync()).Data.Select(key => key.ToKeyInfo())),
        Describe((await ReflectionAsync()).Data.Select(key => key.ToKeyInfo())),
        Describe((await NewtonsoftJsonAsync()).Data.Select(key => key.ToKeyInfo())));

    [Benchmark(Baseline = true)]
    public async Task<List<KeyInfo>> HandWrittenAsync()
    {
        using var content = CreateContent();
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
        using var content = CreateContent();
        using var message = new HttpResponseMessage { Content = content };
        using var response = await ApiResponse.ReadAsync(message, HttpMethod.Get, FixedServer.Address, CancellationToken.None);
        return KeyResponse.ReadKeys(response.Body, Bearer)!;
    }

    [Benchmark]
    public async Task<PlainList> SourceGeneratedAsync()
    {
        using var content = CreateContent();
        return (await JsonSerializer.DeserializeAsync(await content.ReadAsStreamAsync(), PlainJson.Default.PlainList))!;
    }

    [Benchmark]
    public async Task<PlainList> ReflectionAsync()
    {
        using var content = CreateContent();
        return (await JsonSerializer.DeserializeAsync<PlainList>(await content.ReadAsStreamAsync(), PlainJson.Reflection))!;
    }

    [Benchmark]
    public async Task<PlainList> NewtonsoftJsonAsync()
    {
        using var content = CreateContent();
        return PlainNewtonsoft.Read<PlainList>(await content.ReadAsStreamAsync());
    }

    private StreamContent CreateContent() => new(PipeReader.Create(new ReadOnlySequence<byte>(_utf8)).AsStream());

    private static string Describe(IEnumerable<KeyInfo> keys) => string.Join('\n', keys);
}
