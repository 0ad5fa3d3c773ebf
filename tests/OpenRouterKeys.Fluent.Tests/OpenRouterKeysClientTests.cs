using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests;

/// <summary>The calls that manage existing keys, against the simulator.</summary>
public sealed class OpenRouterKeysClientTests : IAsyncLifetime
{
    private static readonly Guid Workspace = Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11");
    private OpenRouterSimulator _openRouter = null!;
    private OpenRouterKeysClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _openRouter = await OpenRouterSimulator.StartAsync(Token);
        _client = _openRouter.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _openRouter.DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(250)]
    public async Task ListAsync_returns_keys_of_all_pages(int count)
    {
        AddKeys(count);
        Assert.Equal(_openRouter.Keys.Select(key => key.Hash).Order(), (await _client.ListAsync(cancellationToken: Token).ToListAsync(Token)).Select(key => key.Hash).Order());
    }

    [Fact]
    public async Task ListAsync_requests_only_enumerated_pages()
    {
        AddKeys(250);
        await _client.ListAsync(cancellationToken: Token).Take(100).ToListAsync(Token);
        Assert.Single(_openRouter.Requests);
    }

    [Fact]
    public async Task Loop_that_deletes_every_key_leaves_none()
    {
        AddKeys(250);
        await foreach (var key in _client.ListAsync(cancellationToken: Token))
        {
            await _client.DeleteAsync(key.Hash, Token);
        }

        Assert.Empty(_openRouter.Keys);
        Assert.InRange(_openRouter.Requests.Count(request => request.Method == "GET"), 3, 12);
    }

    [Fact]
    public async Task Loop_that_disables_every_second_key_lists_all()
    {
        AddKeys(250);
        var hashes = _openRouter.Keys.Select(key => key.Hash).ToList();
        var listed = new List<string>();
        await foreach (var key in _client.ListAsync(cancellationToken: Token))
        {
            listed.Add(key.Hash);
            if (listed.Count % 2 == 0)
            {
                await _client.UpdateAsync(key.Hash, update => update.Disable(), Token);
            }
        }

        Assert.Equal(hashes, listed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Loop_that_creates_keys_lists_all_existing_keys_once(int createdPerKey)
    {
        AddKeys(250);
        var hashes = _openRouter.Keys.Select(key => key.Hash).ToList();
        var listed = new List<string>();
        await foreach (var key in _client.ListAsync(cancellationToken: Token))
        {
            listed.Add(key.Hash);
            Assert.InRange(listed.Count, 1, 400);
            for (var number = 0; number < createdPerKey; number++)
            {
                await KeyRequest.Named("new").SendAsync(_client, Token);
            }
        }

        Assert.Equal(hashes, listed.Intersect(hashes));
        Assert.Equal(listed.Distinct(), listed);
    }

    [Fact]
    public async Task Loop_that_replaces_every_key_ends()
    {
        AddKeys(150);
        var hashes = _openRouter.Keys.Select(key => key.Hash).ToList();
        var listed = new List<string>();
        await foreach (var key in _client.ListAsync(cancellationToken: Token))
        {
            listed.Add(key.Hash);
            Assert.InRange(listed.Count, 1, 150);
            await KeyRequest.Named("new").SendAsync(_client, Token);
            await _client.DeleteAsync(key.Hash, Token);
        }

        Assert.Equal(hashes, listed);
    }

    [Fact]
    public async Task ListAsync_returns_disabled_keys_if_included()
    {
        _openRouter.Add(new() { Hash = "enabled" });
        _openRouter.Add(new() { Hash = "disabled", IsDisabled = true });

        Assert.Equal(["enabled"], await ListHashesAsync(null));
        Assert.Equal(["disabled", "enabled"], await ListHashesAsync(new() { IncludeDisabled = true }));
    }

    [Fact]
    public async Task ListAsync_returns_expired_keys_if_included()
    {
        _openRouter.Add(new() { Hash = "valid", ExpiresAt = DateTimeOffset.MaxValue });
        _openRouter.Add(new() { Hash = "expired", ExpiresAt = TestTime.Parse("2026-01-01T00:00:00Z") });

        Assert.Equal(["valid"], await ListHashesAsync(new() { IncludeDisabled = true }));
        Assert.Equal(["expired", "valid"], await ListHashesAsync(new() { IncludeExpired = true }));
    }

    [Fact]
    public async Task ListAsync_filters_by_workspace()
    {
        _openRouter.Add(new() { Hash = "default" });
        _openRouter.Add(new() { Hash = "other", WorkspaceId = Workspace });

        Assert.Equal(["default"], await ListHashesAsync(new()));
        Assert.Equal(["other"], await ListHashesAsync(new() { WorkspaceId = Workspace }));
    }

    [Theory]
    [InlineData("h1")]
    [InlineData("a/b")]
    [InlineData("../keys")]
    [InlineData("?include_disabled=true#%2e")]
    [InlineData("ключ 1")]
    public async Task GetAsync_escapes_hash(string hash)
    {
        _openRouter.Add(new() { Hash = hash, Name = "ci-bot", LimitUsd = 5m });
        Assert.Equal(Assert.Single(_openRouter.Keys), await _client.GetAsync(hash, Token));
    }

    [Fact]
    public async Task GetAsync_accepts_hash_of_7000_characters()
    {
        var hash = new string('h', 7000);
        _openRouter.Add(new() { Hash = hash });
        Assert.Equal(hash, (await _client.GetAsync(hash, Token)).Hash);
    }

    [Fact]
    public async Task UpdateAsync_leaves_other_settings_unchanged()
    {
        var created = await KeyRequest.Named("ci-bot").Limit(25m).ResetsMonthly().SendAsync(_client, Token);
        var updated = await _client.UpdateAsync(created.Info.Hash, update => update.Limit(50m).ResetsWeekly(), Token);

        Assert.Equal(("ci-bot", 50m, 50m, LimitReset.Weekly), (updated.Name, updated.LimitUsd, updated.LimitRemainingUsd, updated.LimitReset));
        Assert.Equal(updated, Assert.Single(_openRouter.Keys));
        Assert.Equal("""{"limit":50,"limit_reset":"weekly"}""", _openRouter.Requests[^1].Body);
    }

    [Fact]
    public async Task UpdateAsync_clears_limit_and_reset_with_null()
    {
        _openRouter.Add(new() { Hash = "h1", LimitUsd = 5m, LimitReset = LimitReset.Daily });
        var updated = await _client.UpdateAsync("h1", update => update.Unlimited().NeverResets(), Token);

        Assert.Equal((null, LimitReset.Never), (updated.LimitUsd, updated.LimitReset));
        Assert.Equal("""{"limit":null,"limit_reset":null}""", _openRouter.Requests[^1].Body);
    }

    [Fact]
    public async Task DeleteAsync_deletes_key()
    {
        AddKeys(2);
        await _client.DeleteAsync(_openRouter.Keys[0].Hash, Token);
        Assert.Single(_openRouter.Keys);
    }

    [Fact]
    public async Task GetCurrentAsync_returns_given_key_or_management_key()
    {
        var created = await KeyRequest.Named("ci-bot").SendAsync(_client, Token);

        Assert.Equal(created.Info.Label, (await _client.GetCurrentAsync(created.Key, Token)).Label);
        Assert.Equal("true", (await _client.GetCurrentAsync(cancellationToken: Token)).AdditionalProperties["is_management_key"].GetRawText());
        await Assert.ThrowsAsync<ManagementKeyRejectedException>(() => _client.GetCurrentAsync(ApiKey.From("none"), Token));
    }

    [Fact]
    public async Task Unknown_hash_throws_NoSuchKeyException()
    {
        await Assert.ThrowsAsync<NoSuchKeyException>(() => _client.GetAsync("none", Token));
        await Assert.ThrowsAsync<NoSuchKeyException>(() => _client.UpdateAsync("none", update => update.Disable(), Token));
        await Assert.ThrowsAsync<NoSuchKeyException>(() => _client.DeleteAsync("none", Token));
    }

    private void AddKeys(int count)
    {
        for (var number = 0; number < count; number++)
        {
            _openRouter.Add(new() { Hash = $"h{number}" });
        }
    }

    private async Task<IEnumerable<string>> ListHashesAsync(KeyFilter? filter) =>
        (await _client.ListAsync(filter, Token).ToListAsync(Token)).Select(key => key.Hash).Order(StringComparer.Ordinal);
}
