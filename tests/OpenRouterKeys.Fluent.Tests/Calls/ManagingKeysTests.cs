using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests.Calls;

/// <summary>The calls on keys that exist, against the simulator.</summary>
public sealed class ManagingKeysTests : IAsyncLifetime
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
    public async Task ListAsync_pages_to_the_end(int keys)
    {
        Add(keys);
        Assert.Equal(_openRouter.Keys.Select(key => key.Hash).Order(), (await _client.ListAsync(cancellationToken: Token).ToListAsync(Token)).Select(key => key.Hash).Order());
    }

    [Fact]
    public async Task ListAsync_asks_for_no_page_that_nobody_reads()
    {
        Add(250);
        await _client.ListAsync(cancellationToken: Token).Take(100).ToListAsync(Token);
        Assert.Single(_openRouter.Requests);
    }

    [Fact]
    public async Task ListAsync_drops_what_it_has_told_when_keys_move_to_the_next_page()
    {
        Add(150);
        var listed = new List<KeyInfo>();
        await foreach (var key in _client.ListAsync(cancellationToken: Token))
        {
            listed.Add(key);
            if (listed.Count == 1)
            {
                _openRouter.Add(new() { Hash = "new", CreatedAt = DateTimeOffset.MaxValue });
            }
        }

        Assert.Equal(150, listed.Count);
        Assert.Equal(150, listed.Select(key => key.Hash).Distinct().Count());
    }

    [Fact]
    public async Task ListAsync_tells_disabled_keys_where_asked()
    {
        _openRouter.Add(new() { Hash = "on" });
        _openRouter.Add(new() { Hash = "off", IsDisabled = true });

        Assert.Equal(["on"], await HashesAsync(null));
        Assert.Equal(["off", "on"], await HashesAsync(new() { IncludeDisabled = true }));
    }

    [Fact]
    public async Task ListAsync_tells_the_keys_of_one_workspace()
    {
        _openRouter.Add(new() { Hash = "here" });
        _openRouter.Add(new() { Hash = "there", WorkspaceId = Workspace });

        Assert.Equal(["here"], await HashesAsync(new()));
        Assert.Equal(["there"], await HashesAsync(new() { WorkspaceId = Workspace }));
    }

    [Theory]
    [InlineData("h1")]
    [InlineData("a/b")]
    [InlineData("../keys")]
    [InlineData("?include_disabled=true#%2e")]
    [InlineData("ключ 1")]
    public async Task GetAsync_finds_a_key_by_any_hash(string hash)
    {
        _openRouter.Add(new() { Hash = hash, Name = "ci-bot", LimitUsd = 5m });
        Assert.Equal(Assert.Single(_openRouter.Keys), await _client.GetAsync(hash, Token));
    }

    [Fact]
    public async Task GetAsync_finds_a_key_by_a_hash_of_10_kB()
    {
        var hash = new string('h', 7000);
        _openRouter.Add(new() { Hash = hash });
        Assert.Equal(hash, (await _client.GetAsync(hash, Token)).Hash);
    }

    [Fact]
    public async Task UpdateAsync_leaves_what_is_not_named()
    {
        var created = await KeyRequest.Named("ci-bot").Limit(25m).ResetsMonthly().SendAsync(_client, Token);
        var changed = await _client.UpdateAsync(created.Info.Hash, change => change.Limit(50m).ResetsWeekly(), Token);

        Assert.Equal(("ci-bot", 50m, 50m, LimitReset.Weekly), (changed.Name, changed.LimitUsd, changed.LimitRemainingUsd, changed.LimitReset));
        Assert.Equal(changed, Assert.Single(_openRouter.Keys));
        Assert.Equal("""{"limit":50,"limit_reset":"weekly"}""", _openRouter.Requests[^1].Body);
    }

    [Fact]
    public async Task UpdateAsync_clears_by_null()
    {
        _openRouter.Add(new() { Hash = "h1", LimitUsd = 5m, LimitReset = LimitReset.Daily });
        var changed = await _client.UpdateAsync("h1", change => change.Unlimited().NeverResets(), Token);

        Assert.Equal((null, LimitReset.Never), (changed.LimitUsd, changed.LimitReset));
        Assert.Equal("""{"limit":null,"limit_reset":null}""", _openRouter.Requests[^1].Body);
    }

    [Fact]
    public async Task DeleteAsync_deletes()
    {
        Add(2);
        await _client.DeleteAsync(_openRouter.Keys[0].Hash, Token);
        Assert.Single(_openRouter.Keys);
    }

    [Fact]
    public async Task GetCurrentAsync_tells_of_the_given_key_or_of_the_management_key()
    {
        var created = await KeyRequest.Named("ci-bot").SendAsync(_client, Token);

        Assert.Equal(created.Info, await _client.GetCurrentAsync(created.Key, Token));
        Assert.Equal("true", (await _client.GetCurrentAsync(cancellationToken: Token)).AdditionalProperties["is_management_key"].GetRawText());
        await Assert.ThrowsAsync<ManagementKeyRejectedException>(() => _client.GetCurrentAsync(ApiKey.From("none"), Token));
    }

    [Fact]
    public async Task Calls_about_a_key_that_is_none_say_so()
    {
        await Assert.ThrowsAsync<NoSuchKeyException>(() => _client.GetAsync("none", Token));
        await Assert.ThrowsAsync<NoSuchKeyException>(() => _client.UpdateAsync("none", change => change.Disable(), Token));
        await Assert.ThrowsAsync<NoSuchKeyException>(() => _client.DeleteAsync("none", Token));
    }

    private void Add(int keys)
    {
        for (var number = 0; number < keys; number++)
        {
            _openRouter.Add(new() { Hash = $"h{number}" });
        }
    }

    private async Task<IEnumerable<string>> HashesAsync(KeyFilter? filter) =>
        (await _client.ListAsync(filter, Token).ToListAsync(Token)).Select(key => key.Hash).Order(StringComparer.Ordinal);
}
