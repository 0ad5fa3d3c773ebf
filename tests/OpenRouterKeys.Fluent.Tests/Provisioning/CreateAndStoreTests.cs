using System.Net;
using Flurl.Http;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests.Provisioning;

/// <summary><c>CreateAsync</c> with a delegate that stores the key.</summary>
public sealed class CreateAndStoreTests : SimulatorTestBase
{
    private static readonly KeyRequest Request = KeyRequest.Named("ci-bot").Limit(5m);

    [Fact]
    public async Task Stored_key_is_returned()
    {
        var created = await Client.CreateAsync(Request, StoreAsync, Token);
        Assert.Equal(created.Key, Stored["ci-bot"]);
        Assert.Equal(created.Info, Assert.Single(OpenRouter.Keys));
    }

    [Fact]
    public async Task Store_failure_deletes_key()
    {
        var exception = await Assert.ThrowsAsync<KeyNotStoredException>(() => Client.CreateAsync(Request, FailAsync, Token));

        Assert.Equal((true, "ci-bot"), (exception.IsDeleted, exception.Key.Name));
        Assert.IsType<IOException>(exception.InnerException);
        Assert.Empty(OpenRouter.Keys);
    }

    [Fact]
    public async Task Rejected_delete_after_store_failure_reports_hash()
    {
        var exception = await Assert.ThrowsAsync<KeyNotStoredException>(() => Client.CreateAsync(
            Request,
            (created, token) =>
            {
                OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.Forbidden));
                return FailAsync(created, token);
            },
            Token));

        Assert.False(exception.IsDeleted);
        Assert.Equal(Assert.Single(OpenRouter.Keys).Hash, exception.Key.Hash);
    }

    [Fact]
    public async Task Key_whose_response_lacks_hash_and_name_is_reported_with_its_name()
    {
        EnqueueResponse();
        var exception = await Assert.ThrowsAsync<KeyNotStoredException>(() => Client.CreateAsync(Request, FailAsync, Token));
        Assert.Equal((false, "ci-bot"), (exception.IsDeleted, exception.Key.Name));

        OpenRouter.EnqueueFault(SimulatedFault.None); // the list
        EnqueueResponse();
        var result = await Client.CreateManyAsync([Request], FailAsync, cancellationToken: Token).SingleAsync(Token);
        Assert.Equal("ci-bot", Assert.IsType<KeyNotStoredException>(result.Exception).Key.Name);

        void EnqueueResponse() => OpenRouter.EnqueueFault(SimulatedFault.RespondWith("""{"key":"sk-or-v1-0123456789abcdef"}"""));
    }

    [Fact]
    public async Task Cancel_while_storing_deletes_key()
    {
        using var cancel = new CancellationTokenSource();
        var exception = await Assert.ThrowsAsync<KeyNotStoredException>(() => Client.CreateAsync(
            Request,
            async (_, token) =>
            {
                await cancel.CancelAsync();
                token.ThrowIfCancellationRequested();
            },
            cancel.Token));

        Assert.True(exception.IsDeleted);
        Assert.IsType<OperationCanceledException>(exception.InnerException);
        Assert.Empty(OpenRouter.Keys);
    }

    [Fact]
    public async Task Secret_in_store_exception_is_scrubbed()
    {
        string? secret = null;
#pragma warning disable ORK3002 // the library must remove the secret from the message
        var exception = await Assert.ThrowsAsync<KeyNotStoredException>(
            () => Client.CreateAsync(Request, (created, _) => throw new IOException($"Cannot write {secret = created.Key.Reveal()}"), Token));
#pragma warning restore ORK3002

        Assert.DoesNotContain(secret!, exception.ToString(), StringComparison.Ordinal);
        Assert.Contains("Cannot write", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejected_request_is_not_stored()
    {
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.PaymentRequired));
        await Assert.ThrowsAsync<KeyRequestRejectedException>(() => Client.CreateAsync(Request, StoreAsync, Token));
        Assert.Empty(Stored);
    }

    [Fact]
    public async Task Delete_on_disposed_client_after_store_failure_reports_hash()
    {
        var exception = await Assert.ThrowsAsync<KeyNotStoredException>(() => Client.CreateAsync(
            Request,
            (created, token) =>
            {
                Client.Dispose();
                return FailAsync(created, token);
            },
            Token));

        Assert.Equal((false, Assert.Single(OpenRouter.Keys).Hash), (exception.IsDeleted, exception.Key.Hash));
        Assert.IsType<IOException>(exception.InnerException);
    }

    [Fact]
    public async Task Store_exception_with_throwing_Message_deletes_key()
    {
        var exception = await Assert.ThrowsAsync<KeyNotStoredException>(() => Client.CreateAsync(Request, (_, _) => throw new ThrowingMessageException(), Token));
        Assert.True(exception.IsDeleted);
        Assert.Empty(OpenRouter.Keys);
    }

    [Fact]
    public async Task Flurl_exception_from_store_is_replaced()
    {
        var exception = await Assert.ThrowsAsync<KeyNotStoredException>(() => Client.CreateAsync(
            Request, (created, token) => "http://127.0.0.1:1/store".PostStringAsync(created.Key.Reveal(), cancellationToken: token), Token));
        Assert.IsType<InvalidOperationException>(exception.InnerException);
        Assert.Null(exception.InnerException.InnerException);
    }

    private sealed class ThrowingMessageException : Exception
    {
        public override string Message => throw new NotSupportedException();
    }
}
