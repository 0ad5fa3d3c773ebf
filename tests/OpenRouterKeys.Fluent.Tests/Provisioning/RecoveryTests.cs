using System.Net;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests.Provisioning;

public sealed class RecoveryTests : SimulatedAccount
{
    private static readonly KeyRequest Request = KeyRequest.Named("ci-bot").Limit(5m).ResetsDaily();

    [Fact]
    public async Task A_lost_key_is_found_among_others()
    {
        var other = await Request.SendAsync(Client, Token);
        OpenRouter.Spend(other.Info.Hash, 1m); // used, so it is not the lost one
        await Request.Limit(6m).SendAsync(Client, Token);
        await Request.WithName("ci-bot 2").SendAsync(Client, Token);
        OpenRouter.EnqueueFault(SimulatedFault.DropResponse());
        var lost = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => Request.SendAsync(Client, Token));

        var found = Assert.Single(await Client.FindPossibleOrphansAsync(lost, Token).ToListAsync(Token));
        Assert.Equal(OpenRouter.Keys[0], found);
    }

    [Fact]
    public async Task A_lost_key_whose_hash_is_known_is_found_by_it()
    {
        var there = await Request.SendAsync(Client, Token);
        var lost = new KeyOutcomeUnknownException { AttemptedAt = DateTimeOffset.MaxValue, Request = Request, Hash = there.Info.Hash };
        Assert.Equal(there.Info, Assert.Single(await Client.FindPossibleOrphansAsync(lost, Token).ToListAsync(Token)));
    }

    [Fact]
    public async Task A_key_from_before_the_attempt_is_not_the_lost_one()
    {
        await Request.SendAsync(Client, Token);
        var lost = new KeyOutcomeUnknownException { AttemptedAt = TimeProvider.System.GetUtcNow().AddMinutes(6), Request = Request };
        Assert.Empty(await Client.FindPossibleOrphansAsync(lost, Token).ToListAsync(Token));
    }

    [Fact]
    public void What_became_of_a_change_is_not_looked_for_here() =>
        Assert.Throws<ArgumentException>(() => Client.FindPossibleOrphansAsync(new() { AttemptedAt = default, Hash = "h1" }, Token));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public async Task CreateOnce_leaves_exactly_one_key_however_many_answers_are_lost(int lost)
    {
        var created = await new LosingClient(Client, OpenRouter, lost).CreateOnceAsync(Request, StoreAsync, Token);

        Assert.Equal(created.Info, Assert.Single(OpenRouter.Keys));
        Assert.Equal(created.Key, Vault[created.Info.Name]);
        Assert.Matches("^ci-bot #[0-9a-f]{16}$", created.Info.Name);
    }

    [Fact]
    public async Task CreateOnce_creates_again_where_nothing_was_made()
    {
        OpenRouter.EnqueueFault(SimulatedFault.DropRequest());
        var created = await Client.CreateOnceAsync(Request, StoreAsync, Token);
        Assert.Equal(created.Info, Assert.Single(OpenRouter.Keys));
    }

    [Fact]
    public async Task CreateOnce_gives_up_after_five_unknown_outcomes_and_keeps_count()
    {
        for (var round = 0; round < 5; round++)
        {
            OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadGateway));
            for (var look = 0; look < 4; look++)
            {
                OpenRouter.EnqueueFault(SimulatedFault.RespondWith("""{"data":[]}""", HttpStatusCode.OK));
            }
        }

        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => Client.CreateOnceAsync(Request, StoreAsync, Token));
        Assert.Equal(5, OpenRouter.Requests.Count(request => request.Method == "POST"));
        Assert.Empty(Vault);
    }

    [Fact]
    public async Task CreateOnce_tells_the_unknown_outcome_where_looking_fails()
    {
        OpenRouter.EnqueueFault(SimulatedFault.DropResponse());
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.Unauthorized));
        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => Client.CreateOnceAsync(Request, StoreAsync, Token));
        Assert.IsType<ManagementKeyRejectedException>(exception.InnerException);
    }

    [Fact]
    public async Task CreateOnce_refuses_a_request_that_only_its_mark_would_name() =>
        await Assert.ThrowsAsync<InvalidKeyRequestException>(() => Client.CreateOnceAsync(KeyRequest.Unnamed, StoreAsync, Token));

    [Fact]
    public async Task CreateOnce_leaves_no_orphan_where_it_gives_up()
    {
        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => new LosingClient(Client, OpenRouter, 5).CreateOnceAsync(Request, StoreAsync, Token));
        Assert.Equal(5, OpenRouter.Requests.Count(request => request.Method == "POST"));
        Assert.Empty(OpenRouter.Keys);
    }

    [Fact]
    public async Task CreateOnce_does_not_take_the_key_that_it_returns_for_one_that_came_up_late()
    {
        HideWhatIsLost();
        OpenRouter.EnqueueFault(SimulatedFault.RespondWith("""{"key":"a key without a hash"}""").AfterProcessing());
        var created = await Client.CreateOnceAsync(Request, StoreAsync, Token);

        Assert.Equal(created.Info, Assert.Single(OpenRouter.Keys));
        Assert.Equal(created.Key, Vault[created.Info.Name]);
    }

    [Fact]
    public async Task CreateOnce_is_still_in_doubt_where_creating_again_is_refused()
    {
        HideWhatIsLost();
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.PaymentRequired));
        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => Client.CreateOnceAsync(Request, StoreAsync, Token));

        Assert.IsType<KeyRequestRejectedException>(exception.InnerException);
        Assert.Equal(Assert.Single(OpenRouter.Keys).Name, exception.Request!.Name);
    }

    // The list does not show it yet.
    private void HideWhatIsLost()
    {
        OpenRouter.EnqueueFault(SimulatedFault.DropResponse());
        for (var look = 0; look < 4; look++)
        {
            OpenRouter.EnqueueFault(SimulatedFault.RespondWith("""{"data":[]}""", HttpStatusCode.OK));
        }
    }
}
