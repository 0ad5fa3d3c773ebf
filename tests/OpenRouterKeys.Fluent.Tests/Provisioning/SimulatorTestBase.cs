using OpenRouterKeys.Fluent.Testing;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Provisioning;

/// <summary>A simulator for each test, and a client whose delays elapse at once.</summary>
public abstract class SimulatorTestBase : IAsyncLifetime
{
    protected OpenRouterSimulator OpenRouter { get; private set; } = null!;

    protected OpenRouterKeysClient Client { get; private set; } = null!;

    /// <summary>The stored keys by name.</summary>
    protected Dictionary<string, ApiKey> Stored { get; } = new(StringComparer.Ordinal);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        OpenRouter = await OpenRouterSimulator.StartAsync(Token);
        Client = OpenRouter.CreateClient(new() { TimeProvider = new AdvancingTimeProvider() });
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await OpenRouter.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task StoreAsync(CreatedKey created, CancellationToken cancellationToken)
    {
        lock (Stored)
        {
            Stored.Add(created.Info.Name, created.Key);
        }

        return Task.CompletedTask;
    }

    protected static Task FailAsync(CreatedKey created, CancellationToken cancellationToken) => throw new IOException("The store is full.");

    /// <summary>The system's time. Delays, except the timeout of an attempt, elapse at once and advance the time.</summary>
    protected sealed class AdvancingTimeProvider : TimeProvider
    {
        private long _advancedTicks;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Volatile.Read(ref _advancedTicks));

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime < TimeSpan.Zero || dueTime == RecordingTimeProvider.AttemptTimeout)
            {
                return base.CreateTimer(callback, state, dueTime, period);
            }

            Interlocked.Add(ref _advancedTicks, dueTime.Ticks);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
