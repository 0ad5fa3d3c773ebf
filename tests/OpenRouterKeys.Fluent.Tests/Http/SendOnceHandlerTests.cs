using System.Net;
using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary><see cref="SendOnceHandler"/> from the point of view of outer handlers.</summary>
public class SendOnceHandlerTests
{
    private static readonly Uri Address = new("http://127.0.0.1:1/");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static HttpRequestMessage CreateMessage(HttpContent content) => new(HttpMethod.Post, Address) { Content = content };

    [Fact]
    public async Task Second_copy_waits_for_first_then_throws()
    {
        var response = new TaskCompletionSource<HttpResponseMessage>();
        using var invoker = new HttpMessageInvoker(new SendOnceHandler(new StubHandler(() => response.Task)));
        using var content = new CallContent("{}"u8.ToArray(), Address, Token);
        var first = invoker.SendAsync(CreateMessage(content), Token);
        var second = invoker.SendAsync(CreateMessage(content), Token);
        Assert.False(second.IsCompleted);

        var created = new StringContent(RawServer.Created);
        response.SetResult(new(HttpStatusCode.Created) { Content = created });
        Assert.Equal("", await (await first).Content.ReadAsStringAsync(Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => second);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => created.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Inner_handler_exception_is_rethrown_and_recorded()
    {
        using var invoker = new HttpMessageInvoker(new SendOnceHandler(new StubHandler(() => Task.FromException<HttpResponseMessage>(new HttpRequestException("dropped")))));
        using var content = new CallContent("{}"u8.ToArray(), Address, Token);

        await Assert.ThrowsAsync<HttpRequestException>(() => invoker.SendAsync(CreateMessage(content), Token));
        Assert.IsType<HttpRequestException>((await content.Result).Failure);
    }

    [Fact]
    public async Task POST_with_replaced_content_throws()
    {
        using var invoker = new HttpMessageInvoker(new SendOnceHandler(new StubHandler(() => new())));
        using var content = new StringContent("{}");

        Assert.Equal(
            "A message handler replaced the request content, so a duplicate creation cannot be ruled out. The request was not sent.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => invoker.SendAsync(CreateMessage(content), Token))).Message);
    }

    [Fact]
    public void Synchronous_send_throws()
    {
        using var invoker = new HttpMessageInvoker(new SendOnceHandler(new StubHandler(() => new())));
        using var message = new HttpRequestMessage(HttpMethod.Get, Address);

        Assert.Equal("Synchronous calls are not supported. Use the asynchronous methods.", Assert.Throws<NotSupportedException>(() => invoker.Send(message, Token)).Message);
    }
}
