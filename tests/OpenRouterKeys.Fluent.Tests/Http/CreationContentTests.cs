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
        Assert.False(_content.IsClaimed);
        Assert.True(_content.TryClaim());
        Assert.True(_content.IsClaimed);
        Assert.False(_content.TryClaim());
    }

    [Fact]
    public void What_is_sent_is_the_content_itself() => Assert.Same(_content, Sent("http://localhost/").Content);

    [Fact]
    public async Task What_is_sent_is_another_where_a_handler_has_kept_the_bytes()
    {
        await _content.LoadIntoBufferAsync(Token);
        using var sent = Sent("http://localhost/");

        Assert.NotSame(_content, sent.Content);
        Assert.Equal("application/json", sent.Content!.Headers.ContentType!.MediaType);
        Assert.True(_content.PreventSending()); // a buffer is not the wire
    }

    [Fact]
    public async Task What_handlers_say_of_the_bytes_goes_with_them()
    {
        await _content.LoadIntoBufferAsync(Token);
        _content.Headers.ContentMD5 = [1, 2, 3];
        _content.Headers.ContentType = new("application/json", "utf-8");
        using var sent = Sent("http://localhost/");

        Assert.Equal([1, 2, 3], sent.Content!.Headers.ContentMD5!);
        Assert.Equal("application/json; charset=utf-8", sent.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public void A_type_that_a_handler_changes_is_changed_for_this_call_only()
    {
        Sent("http://localhost/").Content!.Headers.ContentType!.CharSet = "utf-8";
        using var next = new CreationContent("{}"u8.ToArray(), _content.Address, Token);
        next.SetContentType();

        Assert.Equal("application/json", next.Headers.ContentType!.ToString());
    }

    [Fact]
    public void Who_asks_is_told_by_the_last_one_where_it_is_asked_to()
    {
        Assert.Null(Sent("http://localhost/").Headers.Authorization);
        _content.Bearer = ManagementKey.From("management-key");
        Assert.Equal("Bearer management-key", Sent("http://localhost/").Headers.Authorization!.ToString());
    }

    [Fact]
    public void An_address_that_a_handler_has_changed_stays_as_it_is()
    {
        Assert.Same(_content.Address, Sent("http://localhost/").RequestUri);
        Assert.Equal(new("http://127.0.0.1/"), Sent("http://127.0.0.1/").RequestUri);
    }

    [Fact]
    public async Task A_second_copy_is_refused()
    {
        await _content.CopyToAsync(Stream.Null, Token);

        Assert.False(_content.PreventSending());
        Assert.Equal(
            "The creation of a key is sent once, and a second copy of it was asked for.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => _content.CopyToAsync(Stream.Null, Token))).Message);
    }

    [Fact]
    public async Task What_has_ended_unsent_cannot_be_sent_any_more()
    {
        Assert.True(_content.PreventSending());
        await Assert.ThrowsAsync<InvalidOperationException>(() => _content.CopyToAsync(Stream.Null, Token));
    }

    [Fact]
    public async Task A_body_that_may_be_sent_again_can_end_unsent_too()
    {
        using var repeated = new CountedContent("{}"u8.ToArray());
        await repeated.CopyToAsync(Stream.Null, Token);
        await repeated.CopyToAsync(Stream.Null, Token);
        using var unsent = new CountedContent("{}"u8.ToArray());

        Assert.False(repeated.PreventWriting());
        Assert.True(unsent.PreventWriting());
        await Assert.ThrowsAsync<InvalidOperationException>(() => unsent.CopyToAsync(Stream.Null, Token));
    }

    private HttpRequestMessage Sent(string address)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, address);
        _content.AttachTo(message);
        return message;
    }
}
