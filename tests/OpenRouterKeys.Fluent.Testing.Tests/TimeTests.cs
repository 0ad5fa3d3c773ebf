using Microsoft.Extensions.Time.Testing;

namespace OpenRouterKeys.Fluent.Testing.Tests;

public sealed class TimeTests : IAsyncLifetime
{
    // One second before Monday, February 1.
    private readonly FakeTimeProvider _timeProvider = new(new(2027, 1, 31, 23, 59, 59, TimeSpan.Zero));
    private OpenRouterSimulator _simulator = null!;
    private OpenRouterKeysClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await OpenRouterSimulator.StartAsync(_timeProvider, TestContext.Current.CancellationToken);
        _client = _simulator.CreateClient(new() { TimeProvider = _timeProvider });
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _simulator.DisposeAsync();
    }

    [Fact]
    public async Task Keys_are_dated_with_TimeProvider()
    {
        var created = await CreateAsync(KeyRequest.Named("a"));
        var before = _timeProvider.GetUtcNow();
        _timeProvider.Advance(TimeSpan.FromDays(1));
        var updated = await _client.UpdateAsync(created.Info.Hash, update => update.Disable(), TestContext.Current.CancellationToken);

        Assert.Equal((before, before.AddDays(1)), (updated.CreatedAt, updated.UpdatedAt));
    }

    [Theory]
    [InlineData(0, 7, 7, 7, 3, 3, 3)]
    [InlineData(1, 0, 0, 0, 10, 10, 10)] // a new day, week and month
    public async Task Usage_and_limits_reset_at_midnight(
        int seconds, int daily, int weekly, int monthly, int remainingDaily, int remainingWeekly, int remainingMonthly)
    {
        var limited = KeyRequest.Named("a").Limit(10);
        var keys = new[] { await CreateAsync(limited.ResetsDaily()), await CreateAsync(limited.ResetsWeekly()), await CreateAsync(limited.ResetsMonthly()) };
        foreach (var key in keys)
        {
            _simulator.Spend(key.Info.Hash, 7);
        }

        _timeProvider.Advance(TimeSpan.FromSeconds(seconds));

        var infos = await Task.WhenAll(keys.Select(key => _client.GetAsync(key.Info.Hash, TestContext.Current.CancellationToken)));
        Assert.All(infos, key => Assert.Equal(new KeyUsage(7, daily, weekly, monthly), key.Usage));
        Assert.Equal([remainingDaily, remainingWeekly, remainingMonthly], infos.Select(key => key.LimitRemainingUsd));
        Assert.Equal(infos.Reverse(), _simulator.Keys);
    }

    [Theory]
    [InlineData(1, 3, 5, 5)] // Tuesday
    [InlineData(6, 3, 5, 5)] // Sunday
    [InlineData(7, 3, 3, 5)] // the next Monday
    [InlineData(28, 3, 3, 3)] // the next month
    public async Task Daily_weekly_and_monthly_usage_reset_separately(int days, int daily, int weekly, int monthly)
    {
        _timeProvider.Advance(TimeSpan.FromSeconds(1));
        var hash = (await CreateAsync(KeyRequest.Named("a"))).Info.Hash;
        _simulator.Spend(hash, 2);
        _timeProvider.Advance(TimeSpan.FromDays(days));
        _simulator.Spend(hash, 3);

        Assert.Equal(new KeyUsage(5, daily, weekly, monthly), Assert.Single(_simulator.Keys).Usage);
    }

    [Fact]
    public async Task Limit_without_reset_interval_does_not_reset()
    {
        var hash = (await CreateAsync(KeyRequest.Named("a").Limit(10))).Info.Hash;
        _simulator.Spend(hash, 7);
        _timeProvider.Advance(TimeSpan.FromDays(365));

        Assert.Equal(3, Assert.Single(_simulator.Keys).LimitRemainingUsd);
    }

    [Fact]
    public async Task Spend_sets_the_time_of_the_last_use()
    {
        var key = (await CreateAsync(KeyRequest.Named("a"))).Info;
        Assert.Null(key.LastUsedAt);
        _timeProvider.Advance(TimeSpan.FromDays(1));
        var used = _timeProvider.GetUtcNow();
        _simulator.Spend(key.Hash, 3);
        _timeProvider.Advance(TimeSpan.FromDays(1));

        var listed = Assert.Single(await _client.ListAsync(cancellationToken: TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(used, listed.LastUsedAt);
    }

    [Fact]
    public async Task Key_is_listed_until_it_expires()
    {
        await CreateAsync(KeyRequest.Named("a").ExpiresIn(TimeSpan.FromDays(1), _timeProvider));
        var keys = _client.ListAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(1, await keys.CountAsync(TestContext.Current.CancellationToken));
        _timeProvider.Advance(TimeSpan.FromDays(1));

        Assert.Equal(0, await keys.CountAsync(TestContext.Current.CancellationToken));
        Assert.Single(_simulator.Keys);
    }

    [Fact]
    public async Task Expired_and_disabled_keys_are_rejected()
    {
        var expiring = await CreateAsync(KeyRequest.Named("a").ExpiresIn(TimeSpan.FromDays(1), _timeProvider));
        var disabled = await CreateAsync(KeyRequest.Named("b"));
        Assert.Equal(expiring.Info.Label, (await GetCurrentAsync(expiring)).Label);
        await _client.UpdateAsync(disabled.Info.Hash, update => update.Disable(), TestContext.Current.CancellationToken);
        _timeProvider.Advance(TimeSpan.FromDays(1));

        await Assert.ThrowsAsync<ManagementKeyRejectedException>(() => GetCurrentAsync(expiring));
        await Assert.ThrowsAsync<ManagementKeyRejectedException>(() => GetCurrentAsync(disabled));
    }

    private Task<CreatedKey> CreateAsync(KeyRequest request) => _client.CreateAsync(request, TestContext.Current.CancellationToken);

    private Task<KeyInfo> GetCurrentAsync(CreatedKey key) => _client.GetCurrentAsync(key.Key, TestContext.Current.CancellationToken);
}
