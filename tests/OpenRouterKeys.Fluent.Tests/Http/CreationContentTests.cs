using System.Net.Http.Headers;
using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent.Tests.Http;

public sealed class CreationContentTests : IDisposable
{
    private readonly CreationContent _content = new("{}"u8.ToArray(), new("http://localhost/"), CancellationToken.None);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _content.Dispose();

    [Fact]
    public void It_is_taken_once()
    {
        Assert.False(_content.IsTaken);
        Assert.True(_content.TryTake());
        Assert.True(_content.IsTaken);
        Assert.False(_content.TryTake());
    }

    [Fact]
    public void What_is_sent_is_the_content_itself() => Assert.Same(_content, _content.ToSend());

    [Fact]
    public async Task What_is_sent_is_another_where_a_handler_has_kept_the_bytes()
    {
        _content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        await _content.LoadIntoBufferAsync(Token);
        using var sent = _content.ToSend();

        Assert.NotSame(_content, sent);
        Assert.Equal("application/json", sent.Headers.ContentType!.MediaType);
        Assert.True(_content.EndsUnsent()); // a buffer is not the wire
    }

    [Fact]
    public async Task A_second_copy_is_refused()
    {
        await _content.CopyToAsync(Stream.Null, Token);

        Assert.False(_content.EndsUnsent());
        Assert.Equal(
            "The creation of a key is sent once, and a second copy of it was asked for.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => _content.CopyToAsync(Stream.Null, Token))).Message);
    }

    [Fact]
    public async Task What_has_ended_unsent_cannot_be_sent_any_more()
    {
        Assert.True(_content.EndsUnsent());
        await Assert.ThrowsAsync<InvalidOperationException>(() => _content.CopyToAsync(Stream.Null, Token));
    }
}
