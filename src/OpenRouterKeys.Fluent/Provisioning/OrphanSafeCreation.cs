using System.Security.Cryptography;

namespace OpenRouterKeys.Fluent.Provisioning;

/// <summary>Creates a key under a mark of its own, so that what an unknown outcome left behind can be found and deleted.</summary>
internal sealed class OrphanSafeCreation(IOpenRouterKeysClient client, KeyRequest request)
{
    private const int MostRounds = 5;
    private const int MarkDigits = 16;

    // The API does not promise that a list shows at once what was made.
    private static readonly TimeSpan[] WaitsBeforeLooking = [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    private readonly KeyRequest _marked = request.WithName($"{request.Name} #{RandomNumberGenerator.GetHexString(MarkDigits, lowercase: true)}");
    private readonly TimeProvider _clock = Clocks.Of(client);

    /// <summary>The first unknown outcome whose key was not found, and may come up late.</summary>
    private KeyOutcomeUnknownException? _doubt;

    public async Task<CreatedKey> CreateAsync(Func<CreatedKey, CancellationToken, Task> store, CancellationToken cancellationToken)
    {
        for (var round = 1; ; round++)
        {
            CreatedKey created;
            try
            {
                created = await client.CreateAsync(_marked, cancellationToken).ConfigureAwait(false);
            }
            catch (KeyOutcomeUnknownException lost) when (!cancellationToken.IsCancellationRequested)
            {
                await DeleteLostAsync(lost, lost.Hash, cancellationToken).ConfigureAwait(false);
                if (round == MostRounds)
                {
                    throw;
                }

                continue;
            }
            catch (Exception exception) when (_doubt is not null && exception is not KeyOutcomeUnknownException)
            {
                throw StillUnknown(_doubt, "Creating it again failed too", exception); // a later refusal says nothing of an earlier attempt
            }

            if (_doubt is not null && created.Info.Hash.Length == 0 && round < MostRounds)
            {
                await DeleteLostAsync(_doubt, null, cancellationToken).ConfigureAwait(false); // without a hash it cannot be told from one that comes up late
                continue;
            }

            return await Storing.StoreAsync(client, created, StoreTheOnlyOneAsync, cancellationToken).ConfigureAwait(false);
        }

        async Task StoreTheOnlyOneAsync(CreatedKey created, CancellationToken token)
        {
            if (_doubt is not null && created.Info.Hash.Length > 0)
            {
                await DeleteMarkedAsync(created.Info.Hash, token).ConfigureAwait(false); // one may have come up late
            }

            await store(created, token).ConfigureAwait(false);
        }
    }

    private async Task DeleteLostAsync(KeyOutcomeUnknownException lost, string? hash, CancellationToken cancellationToken)
    {
        try
        {
            var isGone = (hash is not null && await TryDeleteAsync(hash, cancellationToken).ConfigureAwait(false))
                || await DeleteMarkedAsync(null, cancellationToken).ConfigureAwait(false);
            _doubt ??= isGone ? null : lost;
        }
        catch (Exception exception) // whatever looking throws, the outcome stays unknown
        {
            throw StillUnknown(lost, "Looking for it failed too", exception);
        }
    }

    /// <returns>Whether there was one.</returns>
    private async Task<bool> DeleteMarkedAsync(string? except, CancellationToken cancellationToken)
    {
        var filter = new KeyFilter { IncludeDisabled = true, WorkspaceId = _marked.WorkspaceId };
        foreach (var wait in WaitsBeforeLooking)
        {
            await Task.Delay(wait, _clock, cancellationToken).ConfigureAwait(false);
            var isFound = false;
            var marked = client.ListAsync(filter, cancellationToken).Where(key => key.Name == _marked.Name && key.Hash != except);
            foreach (var key in await marked.ToListAsync(cancellationToken).ConfigureAwait(false)) // deleting while the pages are read would move them
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

    /// <returns>Whether it was there: a list may still show what was deleted, and not yet what was made.</returns>
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

    private static KeyOutcomeUnknownException StillUnknown(KeyOutcomeUnknownException lost, string what, Exception cause) =>
        new($"{lost.Message} {what}: {cause.Message}", cause)
        {
            AttemptedAt = lost.AttemptedAt,
            Request = lost.Request,
            Hash = lost.Hash,
            StatusCode = lost.StatusCode,
        };
}
