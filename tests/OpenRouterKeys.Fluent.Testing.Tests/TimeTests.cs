using Microsoft.Extensions.Time.Testing;

namespace OpenRouterKeys.Fluent.Testing.Tests;

public sealed class TimeTests : IAsyncLifetime
{
    // A Sunday that is the last day of its month.
    private readonly FakeTimeProvider _clock = new(new(2027, 1, 31, 23, 59, 59, TimeSpan.Zero));
    private OpenRouterSimulator _simulator = null!;
    private OpenRouterKeysClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await OpenRouterSimulator.StartAsync(_clock, TestContext.Current.CancellationToken);
        _client = _simulator.CreateClient(new() { TimeProvider = _clock });
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _simulator.DisposeAsync();
    }

    [Fact]
    public async Task Keys_are_dated_by_the_clock()
    {
        var created = await CreateAsync(KeyRequest.Named("a"));
        var before = _clock.GetUtcNow();
        _clock.Advance(TimeSpan.FromDays(1));
        var changed = await _client.UpdateAsync(created.Info.Hash, change => change.Disable(), TestContext.Current.CancellationToken);

        Assert.Equal((before, before.AddDays(1)), (changed.CreatedAt, changed.UpdatedAt));
    }

    [Theory]
    [InlineData(0, 7, 7, 7, 3, 3, 3)]
    [InlineData(1, 0, 0, 0, 10, 10, 10)] // Monday the 1st: day, week and month begin
    public async Task At_midnight_usage_falls_and_limits_refill(int seconds, int day, int week, int month, int leftOfDay, int leftOfWeek, int leftOfMonth)
    {
        var limited = KeyRequest.Named("a").Limit(10);
        var keys = new[] { await CreateAsync(limited.ResetsDaily()), await CreateAsync(limited.ResetsWeekly()), await CreateAsync(limited.ResetsMonthly()) };
        foreach (var key in keys)
        {
            _simulator.Spend(key.Info.Hash, 7);
        }

        _clock.Advance(TimeSpan.FromSeconds(seconds));

        var told = await Task.WhenAll(keys.Select(key => _client.GetAsync(key.Info.Hash, TestContext.Current.CancellationToken)));
        Assert.All(told, key => Assert.Equal(new KeyUsage(7, day, week, month), key.Usage));
        Assert.Equal([leftOfDay, leftOfWeek, leftOfMonth], told.Select(key => key.LimitRemainingUsd));
        Assert.Equal(told.Reverse(), _simulator.Keys);
    }

    [Theory]
    [InlineData(1, 3, 5, 5)] // Tuesday
    [InlineData(6, 3, 5, 5)] // Sunday
    [InlineData(7, 3, 3, 5)] // the next Monday
    [InlineData(28, 3, 3, 3)] // the next month
    public async Task Each_window_ends_for_itself(int days, int day, int week, int month)
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        var hash = (await CreateAsync(KeyRequest.Named("a"))).Info.Hash;
        _simulator.Spend(hash, 2);
        _clock.Advance(TimeSpan.FromDays(days));
        _simulator.Spend(hash, 3);

        Assert.Equal(new KeyUsage(5, day, week, month), Assert.Single(_simulator.Keys).Usage);
    }

    [Fact]
    public async Task A_limit_that_never_refills_stays_spent()
    {
        var hash = (await CreateAsync(KeyRequest.Named("a").Limit(10))).Info.Hash;
        _simulator.Spend(hash, 7);
        _clock.Advance(TimeSpan.FromDays(365));

        Assert.Equal(3, Assert.Single(_simulator.Keys).LimitRemainingUsd);
    }

    [Fact]
    public async Task An_expired_key_and_a_disabled_one_are_refused()
    {
        var expiring = await CreateAsync(KeyRequest.Named("a").ExpiresIn(TimeSpan.FromDays(1), _clock));
        var disabled = await CreateAsync(KeyRequest.Named("b"));
        Assert.Equal("a", (await CurrentAsync(expiring)).Name);
        await _client.UpdateAsync(disabled.Info.Hash, change => change.Disable(), TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromDays(1));

        await Assert.ThrowsAsync<ManagementKeyRejectedException>(() => CurrentAsync(expiring));
        await Assert.ThrowsAsync<ManagementKeyRejectedException>(() => CurrentAsync(disabled));
    }

    private Task<CreatedKey> CreateAsync(KeyRequest request) => _client.CreateAsync(request, TestContext.Current.CancellationToken);

    private Task<KeyInfo> CurrentAsync(CreatedKey key) => _client.GetCurrentAsync(key.Key, TestContext.Current.CancellationToken);
}
