using System.Net;
using OpenRouterKeys.Fluent.Testing;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Provisioning;

/// <summary><c>FindPossibleOrphansAsync</c> and <c>CreateOnceAsync</c>.</summary>
public sealed class RecoveryTests : SimulatorTestBase
{
    private static readonly KeyRequest Request = KeyRequest.Named("ci-bot").Limit(5m).ResetsDaily();

    [Fact]
    public async Task FindPossibleOrphans_returns_key_of_dropped_response()
    {
        var other = await Request.SendAsync(Client, Token);
        OpenRouter.Spend(other.Info.Hash, 1m); // a used key is not an orphan
        await Request.Limit(6m).SendAsync(Client, Token);
        await Request.WithName("ci-bot 2").SendAsync(Client, Token);
        OpenRouter.EnqueueFault(SimulatedFault.DropResponse());
        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => Request.SendAsync(Client, Token));

        var found = Assert.Single(await Client.FindPossibleOrphansAsync(exception, Token).ToListAsync(Token));
        Assert.Equal(OpenRouter.Keys[0], found);
    }

    [Fact]
    public async Task FindPossibleOrphans_with_hash_returns_its_key()
    {
        var existing = await Request.SendAsync(Client, Token);
        var exception = new KeyOutcomeUnknownException { AttemptedAt = DateTimeOffset.MaxValue, Request = Request, Hash = existing.Info.Hash };
        Assert.Equal(existing.Info, Assert.Single(await Client.FindPossibleOrphansAsync(exception, Token).ToListAsync(Token)));
    }

    [Fact]
    public async Task FindPossibleOrphans_skips_key_created_before_attempt()
    {
        await Request.SendAsync(Client, Token);
        var exception = new KeyOutcomeUnknownException { AttemptedAt = TimeProvider.System.GetUtcNow().AddMinutes(6), Request = Request };
        Assert.Empty(await Client.FindPossibleOrphansAsync(exception, Token).ToListAsync(Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","limit":"5","limit_reset":5,"include_byok_in_limit":"yes" """)]
    public async Task FindPossibleOrphans_returns_key_whose_settings_cannot_be_read(string settings)
    {
        var response = $$"""{"data":[{"hash":"h1","name":"ci-bot"{{settings}}}]}""";
        OpenRouter.EnqueueFault(SimulatedFault.RespondWith(response, HttpStatusCode.OK));
        OpenRouter.EnqueueFault(SimulatedFault.RespondWith(response, HttpStatusCode.OK));

        Assert.Equal("h1", Assert.Single(await Client.FindPossibleOrphansAsync(Request.IncludesByok(), DateTimeOffset.MinValue, Token).ToListAsync(Token)).Hash);
    }

    [Fact]
    public void FindPossibleOrphans_for_update_throws() =>
        Assert.Throws<ArgumentException>(() => Client.FindPossibleOrphansAsync(new() { AttemptedAt = default, Hash = "h1" }, Token));

    [Theory]
    [InlineData("ci-bot", true)]
    [InlineData("ci-bot #3f2a91c04b7de856", true)]
    [InlineData("ci-bot #3f2a91c04b7de856 #0123456789abcdef", false)]
    [InlineData("ci-bot #3f2a91c04b7de85", false)]
    [InlineData("ci-bot #3F2A91C04B7DE856", false)]
    [InlineData("ci-bot 3f2a91c04b7de856", false)]
    [InlineData("ci-bot 2 #3f2a91c04b7de856", false)]
    [InlineData("CI-bot #3f2a91c04b7de856", false)]
    public async Task FindPossibleOrphans_recognizes_marked_names(string name, bool isFound)
    {
        OpenRouter.Add(new() { Hash = "h1", Name = name, LimitUsd = 5m, LimitReset = LimitReset.Daily, CreatedAt = TimeProvider.System.GetUtcNow() });
        var unknown = new KeyOutcomeUnknownException { AttemptedAt = DateTimeOffset.MinValue, Request = Request };

        Assert.Equal(isFound, await Client.FindPossibleOrphansAsync(Request, DateTimeOffset.MinValue, Token).AnyAsync(Token));
        Assert.Equal(isFound, await Client.FindPossibleOrphansAsync(unknown, Token).AnyAsync(Token));
    }

    [Fact]
    public async Task FindPossibleOrphans_recognizes_mark_after_mark()
    {
        var marked = await Client.CreateOnceAsync(Request, StoreAsync, Token);
        var markedAgain = await Client.CreateOnceAsync(KeyRequest.CopyOf(marked.Info), StoreAsync, Token);

        var found = await Client.FindPossibleOrphansAsync(KeyRequest.CopyOf(marked.Info), DateTimeOffset.MinValue, Token).ToListAsync(Token);
        Assert.Equal([markedAgain.Info, marked.Info], found);
    }

    [Fact]
    public async Task FindPossibleOrphans_by_request_returns_keys_created_since()
    {
        var now = TimeProvider.System.GetUtcNow();
        var key = new KeyInfo { Hash = "", Name = "ci-bot", LimitUsd = 5m, LimitReset = LimitReset.Daily };
        OpenRouter.Add(key with { Hash = "before", CreatedAt = now.AddMinutes(-6) });
        OpenRouter.Add(key with { Hash = "within tolerance", CreatedAt = now.AddMinutes(-4) });
        OpenRouter.Add(key with { Hash = "disabled", CreatedAt = now, IsDisabled = true });
        OpenRouter.Add(key with { Hash = "used", CreatedAt = now, LastUsedAt = now });
        OpenRouter.Add(key with { Hash = "another limit", CreatedAt = now, LimitUsd = 6m });

        var found = await Client.FindPossibleOrphansAsync(Request, now, Token).ToListAsync(Token);
        Assert.Equal(["disabled", "within tolerance"], found.Select(orphan => orphan.Hash).Order());
    }

    // The request is built again after the crash, so ExpiresIn returns a later time.
    [Theory]
    [InlineData(-61, false)]
    [InlineData(-59, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(null, true)]
    public async Task FindPossibleOrphans_by_request_accepts_expiration_of_earlier_request(int? minutes, bool isFound)
    {
        var now = TestTime.Now;
        using var client = OpenRouter.CreateClient(new() { TimeProvider = TestTime.NewProvider() });
        var request = Request.ExpiresAt(now.AddDays(1));
        OpenRouter.Add(new()
        {
            Hash = "h1",
            Name = "ci-bot",
            LimitUsd = 5m,
            LimitReset = LimitReset.Daily,
            CreatedAt = now,
            ExpiresAt = minutes is { } offset ? request.Expiration!.Value.AddMinutes(offset) : null,
        });

        Assert.Equal(isFound, await client.FindPossibleOrphansAsync(request, now.AddHours(-1), Token).AnyAsync(Token));
    }

    [Fact]
    public async Task FindPossibleOrphans_skips_keys_of_another_workspace_or_external_user()
    {
        const string Own = "01234567-0000-0000-0000-000000000001";
        string[] keys =
        [
            $$"""{"hash":"own","name":"ci-bot","workspace_id":"{{Own}}","external_user":"customer 1"}""",
            """{"hash":"unknown","name":"ci-bot"}""",
            """{"hash":"another workspace","name":"ci-bot","workspace_id":"01234567-0000-0000-0000-000000000002","external_user":"customer 1"}""",
            $$"""{"hash":"another customer","name":"ci-bot","workspace_id":"{{Own}}","external_user":"customer 2"}""",
        ];
        var page = RawServer.Respond(200, $$"""{"data":[{{string.Join(',', keys)}}]}""");
        var lastPage = RawServer.Respond(200, $$"""{"data":[{{keys[^1]}}]}""");
        await using var server = new RawServer(page, lastPage, page, lastPage);
        using var client = server.CreateClient();
        var request = KeyRequest.Named("ci-bot").InWorkspace(Guid.Parse(Own)).ForExternalUser("customer 1");

        var found = await client.FindPossibleOrphansAsync(request, DateTimeOffset.MinValue, Token).ToListAsync(Token);
        Assert.Equal(["own", "unknown"], found.Select(key => key.Hash));
        var foundWithoutUser = await client.FindPossibleOrphansAsync(KeyRequest.Named("ci-bot"), DateTimeOffset.MinValue, Token).ToListAsync(Token);
        Assert.Equal(["unknown"], foundWithoutUser.Select(key => key.Hash));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public async Task CreateOnce_with_dropped_responses_leaves_one_key(int dropped)
    {
        var created = await new ResponseDroppingClient(Client, OpenRouter, dropped).CreateOnceAsync(Request, StoreAsync, Token);

        Assert.Equal(created.Info, Assert.Single(OpenRouter.Keys));
        Assert.Equal(created.Key, Stored[created.Info.Name]);
        Assert.Matches("^ci-bot #[0-9a-f]{16}$", created.Info.Name);
    }

    [Fact]
    public async Task CreateOnce_with_dropped_request_creates_key()
    {
        OpenRouter.EnqueueFault(SimulatedFault.DropRequest());
        var created = await Client.CreateOnceAsync(Request, StoreAsync, Token);
        Assert.Equal(created.Info, Assert.Single(OpenRouter.Keys));
    }

    [Fact]
    public async Task CreateOnce_throws_after_five_unknown_outcomes()
    {
        for (var round = 0; round < 5; round++)
        {
            OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadGateway));
            for (var search = 0; search < 4; search++)
            {
                OpenRouter.EnqueueFault(SimulatedFault.RespondWith("""{"data":[]}""", HttpStatusCode.OK));
            }
        }

        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => Client.CreateOnceAsync(Request, StoreAsync, Token));
        Assert.Equal(5, OpenRouter.Requests.Count(request => request.Method == "POST"));
        Assert.Empty(Stored);
    }

    [Fact]
    public async Task CreateOnce_with_failed_search_is_unknown()
    {
        OpenRouter.EnqueueFault(SimulatedFault.DropResponse());
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.Unauthorized));
        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => Client.CreateOnceAsync(Request, StoreAsync, Token));
        Assert.IsType<ManagementKeyRejectedException>(exception.InnerException);
    }

    [Fact]
    public async Task CreateOnce_with_unnamed_request_throws() =>
        await Assert.ThrowsAsync<InvalidKeyRequestException>(() => Client.CreateOnceAsync(KeyRequest.Unnamed, StoreAsync, Token));

    [Fact]
    public async Task CreateOnce_after_five_dropped_responses_leaves_no_key()
    {
        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => new ResponseDroppingClient(Client, OpenRouter, 5).CreateOnceAsync(Request, StoreAsync, Token));
        Assert.Equal(5, OpenRouter.Requests.Count(request => request.Method == "POST"));
        Assert.Empty(OpenRouter.Keys);
    }

    [Fact]
    public async Task CreateOnce_deletes_late_orphan_and_keeps_returned_key()
    {
        DropResponseAndHideKey();
        OpenRouter.EnqueueFault(SimulatedFault.RespondWith("""{"key":"a key without a hash"}""").AfterProcessing());
        var created = await Client.CreateOnceAsync(Request, StoreAsync, Token);

        Assert.Equal(created.Info, Assert.Single(OpenRouter.Keys));
        Assert.Equal(created.Key, Stored[created.Info.Name]);
    }

    [Fact]
    public async Task CreateOnce_with_rejected_second_attempt_is_unknown()
    {
        DropResponseAndHideKey();
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.PaymentRequired));
        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => Client.CreateOnceAsync(Request, StoreAsync, Token));

        Assert.IsType<KeyRequestRejectedException>(exception.InnerException);
        Assert.Equal(Assert.Single(OpenRouter.Keys).Name, exception.Request!.Name);
    }

    // The four searches after the dropped response do not find the key yet.
    private void DropResponseAndHideKey()
    {
        OpenRouter.EnqueueFault(SimulatedFault.DropResponse());
        for (var search = 0; search < 4; search++)
        {
            OpenRouter.EnqueueFault(SimulatedFault.RespondWith("""{"data":[]}""", HttpStatusCode.OK));
        }
    }

    /// <summary>Drops the responses of the first creations, after they were processed.</summary>
    private sealed class ResponseDroppingClient(IOpenRouterKeysClient client, OpenRouterSimulator openRouter, int dropped) : IOpenRouterKeysClient
    {
        public Task<CreatedKey> CreateAsync(KeyRequest request, CancellationToken cancellationToken = default)
        {
            if (dropped-- > 0)
            {
                openRouter.EnqueueFault(SimulatedFault.DropResponse());
            }

            return client.CreateAsync(request, cancellationToken);
        }

        public IAsyncEnumerable<KeyInfo> ListAsync(KeyFilter? filter = null, CancellationToken cancellationToken = default) => client.ListAsync(filter, cancellationToken);

        public Task<KeyInfo> GetAsync(string hash, CancellationToken cancellationToken = default) => client.GetAsync(hash, cancellationToken);

        public Task<KeyInfo> UpdateAsync(string hash, KeyUpdate update, CancellationToken cancellationToken = default) => client.UpdateAsync(hash, update, cancellationToken);

        public Task DeleteAsync(string hash, CancellationToken cancellationToken = default) => client.DeleteAsync(hash, cancellationToken);
    }
}
