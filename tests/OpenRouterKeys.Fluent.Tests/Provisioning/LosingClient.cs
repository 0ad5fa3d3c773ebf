using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests.Provisioning;

/// <summary>A client whose first creations are carried out and not answered.</summary>
internal sealed class LosingClient(IOpenRouterKeysClient client, OpenRouterSimulator openRouter, int lost) : IOpenRouterKeysClient
{
    public Task<CreatedKey> CreateAsync(KeyRequest request, CancellationToken cancellationToken = default)
    {
        if (lost-- > 0)
        {
            openRouter.EnqueueFault(SimulatedFault.DropResponse());
        }

        return client.CreateAsync(request, cancellationToken);
    }

    public IAsyncEnumerable<KeyInfo> ListAsync(KeyFilter? filter = null, CancellationToken cancellationToken = default) => client.ListAsync(filter, cancellationToken);

    public Task<KeyInfo> GetAsync(string hash, CancellationToken cancellationToken = default) => client.GetAsync(hash, cancellationToken);

    public Task<KeyInfo> UpdateAsync(string hash, KeyUpdate change, CancellationToken cancellationToken = default) => client.UpdateAsync(hash, change, cancellationToken);

    public Task DeleteAsync(string hash, CancellationToken cancellationToken = default) => client.DeleteAsync(hash, cancellationToken);
}
