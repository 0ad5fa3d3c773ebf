using OpenRouterKeys.Fluent.Testing;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Provisioning;

/// <summary>A simulator and a client of it for which waiting is over at once.</summary>
public abstract class SimulatedAccount : IAsyncLifetime
{
    protected OpenRouterSimulator OpenRouter { get; private set; } = null!;

    protected OpenRouterKeysClient Client { get; private set; } = null!;

    /// <summary>What was stored, by name.</summary>
    protected Dictionary<string, ApiKey> Vault { get; } = new(StringComparer.Ordinal);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        OpenRouter = await OpenRouterSimulator.StartAsync(Token);
        Client = OpenRouter.CreateClient(new() { TimeProvider = new JumpingClock() });
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await OpenRouter.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task StoreAsync(CreatedKey created, CancellationToken cancellationToken)
    {
        lock (Vault)
        {
            Vault.Add(created.Info.Name, created.Key);
        }

        return Task.CompletedTask;
    }

    protected static Task FailAsync(CreatedKey created, CancellationToken cancellationToken) => throw new IOException("The vault is full.");
}
