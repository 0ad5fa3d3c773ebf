using System.Net;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests.Lifecycle;

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

        Assert.Equal((true, "ci-bot"), (exception.IsDeleted, exception.Info.Name));
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
                OpenRouter.Next(SimulatedFault.Refuse(HttpStatusCode.Forbidden));
                return FailAsync(created, token);
            },
            Token));

        Assert.False(exception.IsDeleted);
        Assert.Equal(Assert.Single(OpenRouter.Keys).Hash, exception.Info.Hash);
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
        OpenRouter.Next(SimulatedFault.Refuse(HttpStatusCode.PaymentRequired));
        await Assert.ThrowsAsync<KeyRequestRejectedException>(() => Client.CreateAsync(Request, StoreAsync, Token));
        Assert.Empty(Vault);
    }
}
