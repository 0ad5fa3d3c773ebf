using System.Net;
using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>The guard as handlers around it see it.</summary>
public class SendOnceHandlerTests
{
    private static readonly Uri Address = new("http://127.0.0.1:1/");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static HttpRequestMessage Message(HttpContent content) => new(HttpMethod.Post, Address) { Content = content };

    [Fact]
    public async Task A_second_copy_is_refused_when_the_first_has_ended_and_not_before()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        using var invoker = new HttpMessageInvoker(new SendOnceHandler(new AnsweringHandler(() => answer.Task)));
        using var content = new CreationContent("{}"u8.ToArray(), Address, Token);
        var first = invoker.SendAsync(Message(content), Token);
        var second = invoker.SendAsync(Message(content), Token);
        Assert.False(second.IsCompleted);

        var created = new StringContent(RawServer.Created);
        answer.SetResult(new(HttpStatusCode.Created) { Content = created });
        Assert.Equal("", await (await first).Content.ReadAsStringAsync(Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => second);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => created.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task What_the_wire_throws_is_thrown_to_handlers_outside()
    {
        using var invoker = new HttpMessageInvoker(new SendOnceHandler(new AnsweringHandler(() => Task.FromException<HttpResponseMessage>(new HttpRequestException("lost")))));
        using var content = new CreationContent("{}"u8.ToArray(), Address, Token);

        await Assert.ThrowsAsync<HttpRequestException>(() => invoker.SendAsync(Message(content), Token));
        Assert.IsType<HttpRequestException>((await content.Result).Failure);
    }

    [Fact]
    public async Task A_POST_that_is_no_creation_is_refused()
    {
        using var invoker = new HttpMessageInvoker(new SendOnceHandler(new AnsweringHandler(() => new())));
        using var content = new StringContent("{}");

        Assert.Equal(
            "A handler has replaced the body of a key's creation, so it cannot be told whether it was sent: it is refused.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => invoker.SendAsync(Message(content), Token))).Message);
    }

    [Fact]
    public void Nothing_is_sent_synchronously()
    {
        using var invoker = new HttpMessageInvoker(new SendOnceHandler(new AnsweringHandler(() => new())));
        using var message = new HttpRequestMessage(HttpMethod.Get, Address);

        Assert.Equal("Keys are managed asynchronously only.", Assert.Throws<NotSupportedException>(() => invoker.Send(message, Token)).Message);
    }
}
