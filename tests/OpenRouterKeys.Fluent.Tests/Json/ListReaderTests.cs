using System.Text;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Tests.Json;

/// <summary>Reading a list item by item accepts what reading it at once accepts.</summary>
public class ListReaderTests
{
    private const int MiB = 1024 * 1024;
    private static readonly ManagementKey Key = ManagementKey.From("management-key");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"data":[]}""", 0)]
    [InlineData(""" { "data" : [ { "hash" : "h1" } , { } , ] , } """, 2)]
    [InlineData("""{"other":{"data":[{"a":1}]},"more":["data",[{}]],"data":[{"hash":"h1"}],"last":"data"}""", 1)]
    [InlineData("""{"data":[{},{}],"data":[{"hash":"h1"}]}""", 1)]
    [InlineData("""{"\u0064ata":[{"hash":"h1","name":"\ud800"}]}""", 1)]
    [InlineData("""/* [ */ {"data":[{"hash":"h1" // }""" + "\n,}]}", 1)]
    [InlineData("""{"data":[{"hash":"h1","name":"of management-key","other":{"a":[1,{"b":"/"}]}}]} trailing text""", 1)]
    [InlineData("""{"data":[{"hash":1,"limit":"x","created_at":"never"}]}""", 1)]
    [InlineData("""{"data":[{}]""")]
    [InlineData("""{"data":[{},""")]
    [InlineData("""{"data":[{},1]}""")]
    [InlineData("""{"data":[{},null]}""")]
    [InlineData("""{"data":[[{}]]}""")]
    [InlineData("""{"data":[{},{"a":}]}""")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":"x"}""")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":[{}],"data":null}""")]
    [InlineData("""{"data":[{}],"other":[}}""")]
    [InlineData("""{"other":[]}""")]
    [InlineData("[]")]
    [InlineData("[{}]")]
    [InlineData("\"data\"")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task List_is_accepted_as_if_it_was_read_at_once(string json, int? count = null)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);
        var keys = await ReadAsync(utf8);

        Assert.Equal(count, keys?.Count);
        Assert.Equal(KeyResponse.ReadKeys(utf8, Key), keys);
    }

    [Fact]
    public async Task Truncated_list_is_not_accepted()
    {
        var utf8 = """{"other":{"data":[]},"data":[{"hash":"h1","other":[1]},{"hash":"h2"}],"last":1}"""u8.ToArray();
        for (var length = 0; length < utf8.Length; length++)
        {
            Assert.Null(await ReadAsync(utf8[..length]));
        }
    }

    [Fact]
    public async Task Items_at_any_position_of_the_buffer_are_complete()
    {
        var random = new Random(1);
        var names = Enumerable.Range(0, 60).Select(number => $"{number}:{new string('x', random.Next(100_000))}").ToList();
        var json = $$"""{"data":[{{string.Join(",\n  ", names.Select((name, number) => $$"""{"hash":"h{{number}}","name":"{{name}}","other":[[1]]}"""))}}]}""";
        for (var offset = 0; offset < 5; offset++)
        {
            using var stream = new SmallReadsStream(Encoding.UTF8.GetBytes(new string(' ', offset * 777) + json), random);
            Assert.Equal(names, (await ReadAsync(stream))?.Select(key => key.Name));
        }
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Item_of_more_than_1_MiB_is_too_large(int additional, bool isAccepted)
    {
        var shell = """{"name":""}""".Length;
        var item = $$"""{"name":"{{new string('x', MiB - shell + additional)}}"}""";
        foreach (var (before, after) in new[] { ("", ""), ("{},", ""), ($"{item[..^10]}\"}},\n\n", ""), (new string(' ', 5000), ",{}") })
        {
            var utf8 = Encoding.UTF8.GetBytes($$"""{"data":[{{before}}{{item}}{{after}}]}""");
            var exception = await Record.ExceptionAsync(async () => Assert.NotNull(await ReadAsync(utf8)));
            Assert.Equal(isAccepted, exception is null);
            Assert.True(isAccepted || exception is InvalidDataException);
        }
    }

    [Fact]
    public async Task Item_that_never_ends_is_too_large() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(Encoding.UTF8.GetBytes($$"""{"data":[{},{"name":"{{new string('x', 4 * MiB)}}""")));

    [Theory]
    [InlineData(10_000, true)]
    [InlineData(10_001, false)]
    public async Task List_of_more_than_10_000_items_is_too_large(int count, bool isAccepted)
    {
        var exception = await Record.ExceptionAsync(() => ReadAsync(Encoding.UTF8.GetBytes($$"""{"data":[{{string.Join(',', Enumerable.Repeat("{}", count))}}]}""")));
        Assert.Equal(isAccepted, exception is null);
        Assert.True(isAccepted || exception is InvalidDataException);
    }

    [Fact]
    public async Task Reader_reads_another_response_after_restart()
    {
        var reader = new ListReader<KeyInfo>(KeyResponse.ReadItem);
        foreach (var json in new[] { """{"data":[{},{"a":[""", """{"data":[{},{"hash":1""", """{"data":[{},}""", """{"data":[{},{"hash":"h2"}]}""" })
        {
            reader.Restart([Key]);
            Assert.False(reader.IsUsed);
            await reader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(json)), Token);
            Assert.True(reader.IsUsed);
        }

        Assert.Equal(["", "h2"], reader.Items!.Select(key => key.Hash));
    }

    private static Task<List<KeyInfo>?> ReadAsync(byte[] utf8) => ReadAsync(new MemoryStream(utf8));

    private static async Task<List<KeyInfo>?> ReadAsync(Stream utf8)
    {
        var reader = new ListReader<KeyInfo>(KeyResponse.ReadItem);
        reader.Restart([Key]);
        await reader.ReadAsync(utf8, Token);
        return reader.Items;
    }

    /// <summary>Returns fewer bytes than requested, as a network does.</summary>
    private sealed class SmallReadsStream(byte[] bytes, Random random) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, random.Next(1, 50_000))], cancellationToken);
    }
}
