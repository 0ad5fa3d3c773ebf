using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests.Lifecycle;

/// <summary>A client whose first creations are carried out and not answered, and whose answers after that may tell no hash at first.</summary>
internal sealed class LosingClient(IOpenRouterKeysClient client, OpenRouterSimulator openRouter, int lost, int hashless = 0) : IOpenRouterKeysClient
{
    public async Task<CreatedKey> CreateAsync(KeyRequest request, CancellationToken cancellationToken = default)
    {
        if (lost-- > 0)
        {
            openRouter.Next(SimulatedFault.LoseAnswer());
        }

        var created = await client.CreateAsync(request, cancellationToken);
        return hashless-- > 0 ? created with { Info = created.Info with { Hash = "" } } : created;
    }

    public IAsyncEnumerable<KeyInfo> ListAsync(KeyFilter? filter = null, CancellationToken cancellationToken = default) => client.ListAsync(filter, cancellationToken);

    public Task<KeyInfo> GetAsync(string hash, CancellationToken cancellationToken = default) => client.GetAsync(hash, cancellationToken);

    public Task<KeyInfo> UpdateAsync(string hash, KeyChange change, CancellationToken cancellationToken = default) => client.UpdateAsync(hash, change, cancellationToken);

    public Task DeleteAsync(string hash, CancellationToken cancellationToken = default) => client.DeleteAsync(hash, cancellationToken);
}
