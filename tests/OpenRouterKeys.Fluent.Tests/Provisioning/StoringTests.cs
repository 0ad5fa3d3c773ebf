using System.Net;
using Flurl.Http;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests.Provisioning;

public sealed class StoringTests : SimulatedAccount
{
    private static readonly KeyRequest Request = KeyRequest.Named("ci-bot").Limit(5m);

    [Fact]
    public async Task A_key_is_returned_after_it_was_stored()
    {
        var created = await Client.CreateAsync(Request, StoreAsync, Token);
        Assert.Equal(created.Key, Vault["ci-bot"]);
        Assert.Equal(created.Info, Assert.Single(OpenRouter.Keys));
    }

    [Fact]
    public async Task A_key_that_could_not_be_stored_is_deleted_again()
    {
        var exception = await Assert.ThrowsAsync<KeyNotStoredException>(() => Client.CreateAsync(Request, FailAsync, Token));

        Assert.Equal((true, "ci-bot"), (exception.IsDeleted, exception.Key.Name));
        Assert.IsType<IOException>(exception.InnerException);
        Assert.Empty(OpenRouter.Keys);
    }

    [Fact]
    public async Task A_key_that_can_neither_be_stored_nor_deleted_is_told_by_its_hash()
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
    public async Task Cancelling_while_it_is_stored_leaves_no_orphan()
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
    public async Task An_exception_that_tells_the_new_key_does_not_come_out()
    {
        string? secret = null;
        var exception = await Assert.ThrowsAsync<KeyNotStoredException>(
            () => Client.CreateAsync(Request, (created, _) => throw new IOException($"Cannot write {secret = created.Key.Reveal()}"), Token));

        Assert.DoesNotContain(secret!, exception.ToString(), StringComparison.Ordinal);
        Assert.Contains("Cannot write", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_created_is_not_stored()
    {
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.PaymentRequired));
        await Assert.ThrowsAsync<KeyRequestRejectedException>(() => Client.CreateAsync(Request, StoreAsync, Token));
        Assert.Empty(Vault);
    }

    [Fact]
    public async Task A_key_whose_deletion_fails_in_any_way_is_told_by_its_hash()
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
    public async Task An_exception_that_cannot_even_be_read_leaves_no_orphan()
    {
        var exception = await Assert.ThrowsAsync<KeyNotStoredException>(() => Client.CreateAsync(Request, (_, _) => throw new UnreadableException(), Token));
        Assert.True(exception.IsDeleted);
        Assert.Empty(OpenRouter.Keys);
    }

    [Fact]
    public async Task A_vault_s_exception_that_carries_what_was_sent_to_it_does_not_come_out()
    {
        var exception = await Assert.ThrowsAsync<KeyNotStoredException>(() => Client.CreateAsync(
            Request, (created, token) => "http://127.0.0.1:1/vault".PostStringAsync(created.Key.Reveal(), cancellationToken: token), Token));
        Assert.IsType<InvalidOperationException>(exception.InnerException);
        Assert.Null(exception.InnerException.InnerException);
    }

    private sealed class UnreadableException : Exception
    {
        public override string Message => throw new NotSupportedException();
    }
}
