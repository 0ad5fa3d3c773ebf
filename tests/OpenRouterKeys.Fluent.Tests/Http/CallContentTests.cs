using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent.Tests.Http;

public sealed class CallContentTests : IDisposable
{
    private readonly CallContent _content = new("{}"u8.ToArray(), new("http://localhost/"), CancellationToken.None);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _content.Dispose();

    [Fact]
    public void TryClaim_succeeds_once()
    {
        Assert.False(_content.IsClaimed);
        Assert.True(_content.TryClaim());
        Assert.True(_content.IsClaimed);
        Assert.False(_content.TryClaim());
    }

    [Fact]
    public void AttachTo_sets_same_content() => Assert.Same(_content, Attach("http://localhost/").Content);

    [Fact]
    public async Task AttachTo_after_buffering_sets_new_content()
    {
        await _content.LoadIntoBufferAsync(Token);
        using var sent = Attach("http://localhost/");

        Assert.NotSame(_content, sent.Content);
        Assert.Equal("application/json", sent.Content!.Headers.ContentType!.MediaType);
        Assert.True(_content.PreventWriting()); // buffering is not sending
    }

    [Fact]
    public async Task AttachTo_after_buffering_copies_headers()
    {
        await _content.LoadIntoBufferAsync(Token);
        _content.Headers.ContentMD5 = [1, 2, 3];
        _content.Headers.ContentType = new("application/json", "utf-8");
        using var sent = Attach("http://localhost/");

        Assert.Equal([1, 2, 3], sent.Content!.Headers.ContentMD5!);
        Assert.Equal("application/json; charset=utf-8", sent.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public void Content_type_changed_by_handler_applies_to_one_call()
    {
        Attach("http://localhost/").Content!.Headers.ContentType!.CharSet = "utf-8";
        using var next = new CallContent("{}"u8.ToArray(), _content.Address, Token);
        next.SetContentType();

        Assert.Equal("application/json", next.Headers.ContentType!.ToString());
    }

    [Fact]
    public void AttachTo_sets_authorization_if_bearer_is_set()
    {
        Assert.Null(Attach("http://localhost/").Headers.Authorization);
        _content.Bearer = ManagementKey.From("management-key");
        Assert.Equal("Bearer management-key", Attach("http://localhost/").Headers.Authorization!.ToString());
    }

    [Fact]
    public void AttachTo_keeps_address_changed_by_handler()
    {
        Assert.Same(_content.Address, Attach("http://localhost/").RequestUri);
        Assert.Equal(new("http://127.0.0.1/"), Attach("http://127.0.0.1/").RequestUri);
    }

    [Fact]
    public async Task Second_copy_throws()
    {
        await _content.CopyToAsync(Stream.Null, Token);

        Assert.False(_content.PreventWriting());
        Assert.Equal(
            "A message handler tried to send the creation of a key again. A creation is sent only once.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => _content.CopyToAsync(Stream.Null, Token))).Message);
    }

    [Fact]
    public async Task Copy_after_PreventWriting_throws()
    {
        Assert.True(_content.PreventWriting());
        await Assert.ThrowsAsync<InvalidOperationException>(() => _content.CopyToAsync(Stream.Null, Token));
    }

    [Fact]
    public async Task PreventWriting_fails_if_content_was_copied()
    {
        using var repeated = new CallContent("{}"u8.ToArray());
        await repeated.CopyToAsync(Stream.Null, Token);
        await repeated.CopyToAsync(Stream.Null, Token);
        using var unsent = new CallContent("{}"u8.ToArray());

        Assert.False(repeated.PreventWriting());
        Assert.True(unsent.PreventWriting());
        await Assert.ThrowsAsync<InvalidOperationException>(() => unsent.CopyToAsync(Stream.Null, Token));
    }

    private HttpRequestMessage Attach(string address)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, address);
        _content.AttachTo(message);
        return message;
    }
}
