using System.Security.Cryptography;

namespace OpenRouterKeys.Fluent.Provisioning;

/// <summary>Creates a key whose name has a unique mark, so that the key of an unknown outcome can be found and deleted.</summary>
internal sealed class OrphanSafeCreation(IOpenRouterKeysClient client, KeyRequest request)
{
    private const int MaxRounds = 5;
    private const int MarkDigits = 16;

    // The API does not guarantee that a new key appears in a list at once.
    private static readonly TimeSpan[] SearchDelays = [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    private readonly KeyRequest _marked = request.WithName($"{request.Name} #{RandomNumberGenerator.GetHexString(MarkDigits, lowercase: true)}");
    private readonly TimeProvider _timeProvider = OpenRouterKeysClient.TimeProviderOf(client);

    /// <summary>The first unknown outcome whose key was not found, and which may still appear in a list.</summary>
    private KeyOutcomeUnknownException? _unresolved;

    public async Task<CreatedKey> CreateAsync(Func<CreatedKey, CancellationToken, Task> store, CancellationToken cancellationToken)
    {
        for (var round = 1; ; round++)
        {
            CreatedKey created;
            try
            {
                created = await client.CreateAsync(_marked, cancellationToken).ConfigureAwait(false);
            }
            catch (KeyOutcomeUnknownException unknown) when (!cancellationToken.IsCancellationRequested)
            {
                await DeleteOrphanAsync(unknown, unknown.Hash, cancellationToken).ConfigureAwait(false);
                if (round == MaxRounds)
                {
                    throw;
                }

                continue;
            }
            catch (Exception exception) when (_unresolved is not null && exception is not KeyOutcomeUnknownException)
            {
                throw StillUnknown(_unresolved, "The next attempt failed too", exception); // its failure does not show what the first attempt did
            }

            if (_unresolved is not null && created.Info.Hash.Length == 0 && round < MaxRounds)
            {
                // Without a hash, this key cannot be distinguished from an orphan that appears late.
                await DeleteOrphanAsync(_unresolved, null, cancellationToken).ConfigureAwait(false);
                continue;
            }

            return await CreateAndStore.StoreOrDeleteAsync(client, created, StoreAfterSearchAsync, cancellationToken).ConfigureAwait(false);
        }

        async Task StoreAfterSearchAsync(CreatedKey created, CancellationToken token)
        {
            if (_unresolved is not null && created.Info.Hash.Length > 0)
            {
                await DeleteMarkedKeysAsync(created.Info.Hash, token).ConfigureAwait(false); // an orphan may have appeared late
            }

            await store(created, token).ConfigureAwait(false);
        }
    }

    private async Task DeleteOrphanAsync(KeyOutcomeUnknownException unknown, string? hash, CancellationToken cancellationToken)
    {
        try
        {
            var isDeleted = (hash is not null && await TryDeleteAsync(hash, cancellationToken).ConfigureAwait(false))
                || await DeleteMarkedKeysAsync(null, cancellationToken).ConfigureAwait(false);
            _unresolved ??= isDeleted ? null : unknown;
        }
        catch (Exception exception) // whatever the search throws, the outcome is still unknown
        {
            throw StillUnknown(unknown, "The search for it failed too", exception);
        }
    }

    /// <returns>Whether a key was found.</returns>
    private async Task<bool> DeleteMarkedKeysAsync(string? exceptHash, CancellationToken cancellationToken)
    {
        var filter = new KeyFilter { IncludeDisabled = true, IncludeExpired = true, WorkspaceId = _marked.WorkspaceId };
        foreach (var delay in SearchDelays)
        {
            await Task.Delay(delay, _timeProvider, cancellationToken).ConfigureAwait(false);
            var isFound = false;
            var marked = client.ListAsync(filter, cancellationToken).Where(key => key.Name == _marked.Name && key.Hash != exceptHash);
            foreach (var key in await marked.ToListAsync(cancellationToken).ConfigureAwait(false)) // deleting while listing would shift the pages
            {
                isFound |= await TryDeleteAsync(key.Hash, cancellationToken).ConfigureAwait(false);
            }

            if (isFound)
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>Whether the key existed: a list may still contain a deleted key.</returns>
    private async Task<bool> TryDeleteAsync(string hash, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteAsync(hash, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (NoSuchKeyException)
        {
            return false;
        }
    }

    private static KeyOutcomeUnknownException StillUnknown(KeyOutcomeUnknownException unknown, string reason, Exception cause) =>
        new($"{unknown.Message} {reason}: {cause.Message}", cause)
        {
            AttemptedAt = unknown.AttemptedAt,
            Request = unknown.Request,
            Hash = unknown.Hash,
            StatusCode = unknown.StatusCode,
        };
}
