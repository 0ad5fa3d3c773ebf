using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using OpenRouterKeys.Fluent.Testing;
using OpenRouterKeys.Fluent.Tests.Http;
using Rotation;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests.Recipes;

public sealed class MonthlyRotationTests : HostTestBase
{
    private static readonly DateTimeOffset Today = new(2027, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan UntilFirstOfMonth = TimeSpan.FromHours(12);

    private readonly FakeTimeProvider _time = new(Today);

    [Fact]
    public async Task Key_is_rotated_on_the_first_of_the_month()
    {
        var timeProvider = new RecordingTimeProvider(_time);
        var vault = new Vault(timeProvider);
        await using var services = await StartAsync(timeProvider, vault);
        var (oldHash, stored) = (vault.Hash!, vault.WaitForNextAsync());
        await timeProvider.WaitForTimerAsync(UntilFirstOfMonth);
        _time.Advance(UntilFirstOfMonth - TimeSpan.FromSeconds(1));
        Assert.False(stored.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await stored;
        await timeProvider.WaitForTimerAsync(TimeSpan.FromDays(28));

        Assert.Equal([(vault.Hash!, false), (oldHash, true)], OpenRouter.Keys.Select(key => (key.Hash, key.IsDisabled)));
        await services.GetRequiredService<IHostedService>().StopAsync(Token);
    }

    [Fact]
    public async Task Rotation_with_dropped_response_is_retried_and_leaves_no_orphan()
    {
        var timeProvider = new RecordingTimeProvider(_time);
        var vault = new Vault(timeProvider);
        await using var services = await StartAsync(timeProvider, vault);
        var (oldHash, stored) = (vault.Hash!, vault.WaitForNextAsync());
        await timeProvider.WaitForTimerAsync(UntilFirstOfMonth);
        LetPass(9); // the old key (twice) and its 7 bindings are read
        OpenRouter.EnqueueFault(SimulatedFault.DropResponse());
        _time.Advance(UntilFirstOfMonth);
        await timeProvider.WaitForTimerAsync(TimeSpan.FromHours(1));
        Assert.Equal(2, OpenRouter.Keys.Count);
        _time.Advance(TimeSpan.FromHours(1));
        await stored;
        await timeProvider.WaitForTimerAsync(TimeSpan.FromDays(28) - TimeSpan.FromHours(1));

        Assert.Equal([(vault.Hash!, false), (oldHash, true)], OpenRouter.Keys.Select(key => (key.Hash, key.IsDisabled)));
        await services.GetRequiredService<IHostedService>().StopAsync(Token);
    }

    [Fact]
    public async Task Old_key_that_cannot_be_disabled_is_deleted_an_hour_later()
    {
        var timeProvider = new RecordingTimeProvider(_time);
        var vault = new Vault(timeProvider);
        await using var services = await StartAsync(timeProvider, vault);
        await timeProvider.WaitForTimerAsync(UntilFirstOfMonth);
        LetPass(10); // the old key (twice) and its 7 bindings are read, and the new key is created
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadRequest));
        _time.Advance(UntilFirstOfMonth);
        await timeProvider.WaitForTimerAsync(TimeSpan.FromHours(1));
        Assert.Equal(2, OpenRouter.Keys.Count(key => !key.IsDisabled));
        _time.Advance(TimeSpan.FromHours(1));
        await timeProvider.WaitForTimerAsync(TimeSpan.FromDays(28) - TimeSpan.FromHours(1));

        Assert.Equal(vault.Hash, Assert.Single(OpenRouter.Keys).Hash);
        await services.GetRequiredService<IHostedService>().StopAsync(Token);
    }

    [Fact]
    public async Task First_key_is_created_in_an_empty_vault()
    {
        var timeProvider = new RecordingTimeProvider(_time);
        var vault = new Vault(timeProvider);
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadRequest));
        await using var services = await StartAsync(timeProvider, vault, isVaultEmpty: true);
        await timeProvider.WaitForTimerAsync(TimeSpan.FromHours(1));
        Assert.Null(vault.Hash);
        _time.Advance(TimeSpan.FromHours(1));
        await timeProvider.WaitForTimerAsync(UntilFirstOfMonth - TimeSpan.FromHours(1));

        var key = Assert.Single(OpenRouter.Keys);
        Assert.Equal((vault.Hash, 100m), (key.Hash, key.LimitUsd));
        Assert.StartsWith("application #", key.Name, StringComparison.Ordinal);
        await services.GetRequiredService<IHostedService>().StopAsync(Token);
    }

    [Fact]
    public async Task File_vault_returns_the_last_key()
    {
        var folder = Directory.CreateTempSubdirectory("openrouter-keys-vault-");
        try
        {
            var vault = new FileVault(Path.Combine(folder.FullName, "application.key"));
            Assert.Null(vault.Hash);
            using var client = OpenRouter.CreateClient();
            for (var i = 0; i < 2; i++)
            {
                var created = await client.CreateAsync(KeyRequest.Named("application"), vault.StoreAsync, Token);
                Assert.Equal(created.Info.Hash, vault.Hash);
                Assert.InRange(vault.StoredAt, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
            }

            Assert.Single(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<ServiceProvider> StartAsync(TimeProvider timeProvider, Vault vault, bool isVaultEmpty = false)
    {
        Services.AddOpenRouterKeys(Section());
        Services.AddSingleton(timeProvider).AddSingleton<IVault>(vault).AddHostedService<MonthlyRotation>();
        var services = Services.BuildServiceProvider();
        if (!isVaultEmpty)
        {
            await services.GetRequiredService<IOpenRouterKeysClient>().CreateAsync(KeyRequest.Named("application"), vault.StoreAsync, Token);
        }

        await services.GetRequiredService<IHostedService>().StartAsync(Token);
        return services;
    }

    private sealed class Vault(TimeProvider timeProvider) : IVault
    {
        private TaskCompletionSource _stored = new();

        public string? Hash { get; private set; }

        public DateTimeOffset StoredAt { get; private set; }

        public Task WaitForNextAsync() => (_stored = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public Task StoreAsync(CreatedKey created, CancellationToken cancellationToken)
        {
            (Hash, StoredAt) = (created.Info.Hash, timeProvider.GetUtcNow());
            _stored.TrySetResult();
            return Task.CompletedTask;
        }
    }
}
