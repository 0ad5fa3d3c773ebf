namespace OpenRouterKeys.Fluent.Tests.Provisioning;

/// <summary>Disabled and expired keys in searches for a lost key and in <c>CreateManyAsync</c>.</summary>
public sealed class DisabledAndExpiredKeyTests : SimulatorTestBase
{
    private static readonly KeyRequest Request = KeyRequest.Named("ci-bot").Limit(5m);
    private static readonly DateTimeOffset Past = TestTime.Parse("2026-01-01T00:00:00Z");

    public static TheoryData<bool, bool> States => new() { { true, false }, { false, true }, { true, true } };

    [Theory]
    [MemberData(nameof(States))]
    public async Task FindPossibleOrphans_returns_disabled_and_expired_keys(bool isDisabled, bool isExpired)
    {
        OpenRouter.Add(new() { Hash = "h1", Name = "ci-bot", LimitUsd = 5m, IsDisabled = isDisabled, ExpiresAt = isExpired ? Past : null });
        var exception = new KeyOutcomeUnknownException { AttemptedAt = Past, Request = isExpired ? Request.ExpiresAt(Past) : Request };

        Assert.Equal("h1", Assert.Single(await Client.FindPossibleOrphansAsync(exception, Token).ToListAsync(Token)).Hash);
    }

    [Fact]
    public async Task FindPossibleOrphans_skips_key_that_was_used_for_free()
    {
        OpenRouter.Add(new() { Hash = "h1", Name = "ci-bot", LimitUsd = 5m });
        OpenRouter.Spend("h1", 0m);

        Assert.Empty(await Client.FindPossibleOrphansAsync(new() { AttemptedAt = Past, Request = Request }, Token).ToListAsync(Token));
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task CreateOnce_deletes_disabled_or_expired_orphan(bool isDisabled, bool isExpired)
    {
        var client = new TestClient(Client)
        {
            CreateAsync = async (request, create) =>
            {
                if (OpenRouter.Keys.Count + OpenRouter.Requests.Count > 0)
                {
                    return await create();
                }

                OpenRouter.Add((await create()).Info with { Hash = "orphan", IsDisabled = isDisabled, ExpiresAt = isExpired ? Past : null });
                await Client.DeleteAsync(OpenRouter.Keys.Single(key => key.Hash != "orphan").Hash, Token);
                throw new KeyOutcomeUnknownException { AttemptedAt = Past, Request = request };
            },
        };
        var created = await client.CreateOnceAsync(Request, StoreAsync, Token);

        Assert.Equal(created.Info, Assert.Single(OpenRouter.Keys));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CreateMany_counts_disabled_key_as_existing_and_expired_key_as_not_existing(bool clientListsExpiredKeys)
    {
        OpenRouter.Add(new() { Hash = "h1", Name = "disabled", IsDisabled = true });
        OpenRouter.Add(new() { Hash = "h2", Name = "expired", ExpiresAt = Past });
        OpenRouter.Add(new() { Hash = "h3", Name = "renewed", ExpiresAt = DateTimeOffset.MaxValue });
        OpenRouter.Add(new() { Hash = "h4", Name = "renewed", ExpiresAt = Past });
        var client = new TestClient(Client) { Filter = filter => filter! with { IncludeExpired = filter.IncludeExpired || clientListsExpiredKeys } };
        string[] names = ["disabled", "expired", "renewed"];
        var results = await client.CreateManyAsync(names.Select(KeyRequest.Named), StoreAsync, cancellationToken: Token).ToListAsync(Token);

        Assert.Equal(["disabled h1", "expired ", "renewed h3"], results.Select(result => $"{result.Request.Name} {result.Existing?.Hash}").Order(StringComparer.Ordinal));
        Assert.Equal(["expired"], Stored.Keys);
    }

    /// <summary>Replaces creations and filters of another client.</summary>
    private sealed class TestClient(IOpenRouterKeysClient client) : IOpenRouterKeysClient
    {
        public Func<KeyRequest, Func<Task<CreatedKey>>, Task<CreatedKey>> CreateAsync { get; init; } = (_, create) => create();

        public Func<KeyFilter?, KeyFilter?> Filter { get; init; } = filter => filter;

        Task<CreatedKey> IOpenRouterKeysClient.CreateAsync(KeyRequest request, CancellationToken cancellationToken) =>
            CreateAsync(request, () => client.CreateAsync(request, cancellationToken));

        public IAsyncEnumerable<KeyInfo> ListAsync(KeyFilter? filter = null, CancellationToken cancellationToken = default) =>
            client.ListAsync(Filter(filter), cancellationToken);

        public Task<KeyInfo> GetAsync(string hash, CancellationToken cancellationToken = default) => client.GetAsync(hash, cancellationToken);

        public Task<KeyInfo> UpdateAsync(string hash, KeyUpdate update, CancellationToken cancellationToken = default) => client.UpdateAsync(hash, update, cancellationToken);

        public Task DeleteAsync(string hash, CancellationToken cancellationToken = default) => client.DeleteAsync(hash, cancellationToken);
    }
}
