using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using OpenRouterKeys.Fluent.Testing;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests.Recipes;

public sealed class MonthlyRotationTests : HostedAccount
{
    private static readonly DateTimeOffset Today = new(2027, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan UntilTheFirst = TimeSpan.FromHours(12);

    private readonly FakeTimeProvider _time = new(Today);

    [Fact]
    public async Task The_key_is_rotated_on_the_first_of_each_month()
    {
        var clock = new RecordingTimeProvider(_time);
        var vault = new Vault(clock);
        await using var services = await StartAsync(clock, vault);
        var (first, second) = (vault.Hash, vault.NextAsync());
        await clock.WaitForTimerAsync(UntilTheFirst);
        _time.Advance(UntilTheFirst - TimeSpan.FromSeconds(1));
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await second;
        await clock.WaitForTimerAsync(TimeSpan.FromDays(28));

        Assert.Equal([(vault.Hash, false), (first, true)], OpenRouter.Keys.Select(key => (key.Hash, key.IsDisabled)));
        await services.GetRequiredService<IHostedService>().StopAsync(Token);
    }

    [Fact]
    public async Task A_rotation_whose_answer_is_lost_is_made_again_and_leaves_no_orphan()
    {
        var clock = new RecordingTimeProvider(_time);
        var vault = new Vault(clock);
        await using var services = await StartAsync(clock, vault);
        var (first, second) = (vault.Hash, vault.NextAsync());
        await clock.WaitForTimerAsync(UntilTheFirst);
        OpenRouter.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.Zero)); // the old key is read as ever
        OpenRouter.EnqueueFault(SimulatedFault.DropResponse());
        _time.Advance(UntilTheFirst);
        await clock.WaitForTimerAsync(TimeSpan.FromHours(1));
        Assert.Equal(2, OpenRouter.Keys.Count);
        _time.Advance(TimeSpan.FromHours(1));
        await second;
        await clock.WaitForTimerAsync(TimeSpan.FromDays(28) - TimeSpan.FromHours(1));

        Assert.Equal([(vault.Hash, false), (first, true)], OpenRouter.Keys.Select(key => (key.Hash, key.IsDisabled)));
        await services.GetRequiredService<IHostedService>().StopAsync(Token);
    }

    [Fact]
    public async Task An_old_key_that_cannot_be_switched_off_is_deleted_an_hour_later()
    {
        var clock = new RecordingTimeProvider(_time);
        var vault = new Vault(clock);
        await using var services = await StartAsync(clock, vault);
        await clock.WaitForTimerAsync(UntilTheFirst);
        OpenRouter.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.Zero)); // the old key is read,
        OpenRouter.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.Zero)); // the new one created
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadRequest));
        _time.Advance(UntilTheFirst);
        await clock.WaitForTimerAsync(TimeSpan.FromHours(1));
        Assert.Equal(2, OpenRouter.Keys.Count(key => !key.IsDisabled));
        _time.Advance(TimeSpan.FromHours(1));
        await clock.WaitForTimerAsync(TimeSpan.FromDays(28) - TimeSpan.FromHours(1));

        Assert.Equal(vault.Hash, Assert.Single(OpenRouter.Keys).Hash);
        await services.GetRequiredService<IHostedService>().StopAsync(Token);
    }

    private async Task<ServiceProvider> StartAsync(TimeProvider timeProvider, Vault vault)
    {
        Services.AddOpenRouterKeys(Section());
        Services.AddSingleton(timeProvider).AddSingleton<IVault>(vault).AddHostedService<MonthlyRotation>();
        var services = Services.BuildServiceProvider();
        await services.GetRequiredService<IOpenRouterKeysClient>().CreateAsync(KeyRequest.Named("the application's own"), vault.StoreAsync, Token);
        await services.GetRequiredService<IHostedService>().StartAsync(Token);
        return services;
    }

    private sealed class Vault(TimeProvider timeProvider) : IVault
    {
        private TaskCompletionSource _stored = new();

        public string Hash { get; private set; } = "";

        public DateTimeOffset StoredAt { get; private set; }

        public Task NextAsync() => (_stored = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public Task StoreAsync(CreatedKey created, CancellationToken cancellationToken)
        {
            (Hash, StoredAt) = (created.Info.Hash, timeProvider.GetUtcNow());
            _stored.TrySetResult();
            return Task.CompletedTask;
        }
    }
}
