using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using OpenRouterKeys.Fluent.Http;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Provisioning;

/// <summary>Creates a key whose name has a unique mark, so that the key of an unknown outcome can be found and deleted.</summary>
internal sealed class OrphanSafeCreation(IOpenRouterKeysClient client, KeyRequest request)
{
    private const int MaxRounds = 5;

    // The API does not guarantee that a new key appears in a list at once.
    private static readonly TimeSpan[] SearchDelays = [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    private readonly KeyRequest _marked = request.WithName(NameMark.AddTo(request.Name, RandomNumberGenerator.GetHexString(NameMark.DigitCount, lowercase: true)));
    private readonly TimeProvider _timeProvider = OpenRouterKeysClient.TimeProviderOf(client);

    /// <summary>The hashes of deleted keys, which a list may still contain.</summary>
    private readonly HashSet<string> _deleted = new(StringComparer.Ordinal);

    /// <summary>The first unknown outcome whose key was not found, and which may still appear in a list.</summary>
    private KeyOutcomeUnknownException? _unresolved;

    /// <summary>The marked key that a search found last.</summary>
    private KeyInfo? _found;

    /// <summary>A marked key that was found and could not be deleted.</summary>
    private KeyInfo? _undeleted;

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
                if (round < MaxRounds)
                {
                    continue;
                }

                if (_unresolved is null || _unresolved == unknown)
                {
                    throw;
                }

                throw StillUnknown(_unresolved, unknown.Hash, "The last attempt has an unknown outcome too", unknown);
            }
            catch (Exception exception) when (_unresolved is not null)
            {
                // Its failure does not show what the first attempt did.
                var cause = exception is KeyOutcomeUnknownException { InnerException: OperationCanceledException canceled } ? canceled : exception;
                throw StillUnknown(_unresolved, (exception as KeyOutcomeUnknownException)?.Hash ?? _unresolved.Hash, "The next attempt failed too", cause);
            }

            if (_unresolved is not null && created.Info.Hash.Length == 0 && round < MaxRounds)
            {
                // Without a hash, this key cannot be distinguished from an orphan that appears late.
                await DeleteOrphanAsync(_unresolved, null, cancellationToken).ConfigureAwait(false);
                continue;
            }

            if (_unresolved is not null && created.Info.Hash.Length > 0)
            {
                await DeleteLateOrphanAsync(_unresolved, created, cancellationToken).ConfigureAwait(false);
            }

            return await CreateAndStore.StoreOrDeleteAsync(client, CreateAndStore.WithName(created, _marked), store, cancellationToken, TryDeleteNewKeyAsync).ConfigureAwait(false);
        }
    }

    /// <summary>Searches for the key of an attempt and deletes it.</summary>
    /// <param name="unknown">The outcome to report if the search fails.</param>
    /// <param name="hash">The key's hash; null: unknown.</param>
    /// <param name="cancellationToken">A token to cancel the search.</param>
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
            throw StillUnknown(_unresolved ?? unknown, _undeleted?.Hash ?? hash, "The search for its key failed too", exception);
        }
    }

    /// <summary>Before the new key is stored, deletes the key of an earlier attempt if it has appeared.</summary>
    private async Task DeleteLateOrphanAsync(KeyOutcomeUnknownException unknown, CreatedKey created, CancellationToken cancellationToken)
    {
        try
        {
            await DeleteMarkedKeysAsync(created.Info.Hash, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) // the new key was not stored, so it must not remain
        {
            var hash = _undeleted?.Hash ?? unknown.Hash;
            var problem = await CreateAndStore.TryDeleteAsync(client, created).ConfigureAwait(false);
            var cause = SafeException.FromCallerCode(exception, created.Key);
            throw problem is null
                ? StillUnknown(unknown, hash, "The key of the next attempt was deleted, because the search for the first one failed", cause)
                : StillUnknown(
                    unknown,
                    created.Info.Hash,
                    $"The search for its key failed, and the key of the next attempt may still exist, because it could not be deleted ({problem})",
                    cause);
        }
    }

    /// <summary>Deletes a key that was not stored, also after cancellation.</summary>
    private async Task<(KeyInfo Key, string? Problem)> TryDeleteNewKeyAsync(CreatedKey created)
    {
        var key = created.Info with { Name = _marked.Name };
        if (key.Hash.Length > 0)
        {
            return (key, await CreateAndStore.TryDeleteAsync(client, created).ConfigureAwait(false));
        }

        try
        {
            var isDeleted = await DeleteMarkedKeysAsync(null, CancellationToken.None).ConfigureAwait(false);
            return !isDeleted ? (key, "the API did not return its hash, and its name did not appear in the list. Look for it by its name.")
                : _unresolved is null ? (_found!, null)
                : (key, "the API did not return its hash, and the key that was found and deleted may be an earlier one. Look for it by its name.");
        }
        catch (Exception exception) // any other exception would hide that the key exists
        {
            return (_undeleted ?? key, SafeException.FromCallerCode(exception, created.Key).Message);
        }
    }

    /// <returns>Whether a key was found.</returns>
    private async Task<bool> DeleteMarkedKeysAsync(string? exceptHash, CancellationToken cancellationToken)
    {
        var filter = new KeyFilter { IncludeDisabled = true, IncludeExpired = true, WorkspaceId = _marked.WorkspaceId };
        foreach (var delay in SearchDelays)
        {
            await Task.Delay(delay, _timeProvider, cancellationToken).ConfigureAwait(false);
            var marked = client.ListAsync(filter, cancellationToken).Where(key => key.Name == _marked.Name && key.Hash != exceptHash && !_deleted.Contains(key.Hash));
            var keys = await marked.ToListAsync(cancellationToken).ConfigureAwait(false); // complete before anything is deleted
            Exception? failure = null;
            foreach (var key in keys)
            {
                try
                {
                    await TryDeleteAsync(key.Hash, cancellationToken).ConfigureAwait(false);
                    _deleted.Add(key.Hash); // also if another caller deleted it
                    _found = key;
                }
                catch (Exception exception) // the others must be deleted too
                {
                    failure ??= exception;
                    _undeleted = key;
                }
            }

            if (failure is not null)
            {
                ExceptionDispatchInfo.Throw(failure);
            }

            if (keys.Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>Whether the key existed.</returns>
    private async Task<bool> TryDeleteAsync(string hash, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteAsync(hash, cancellationToken).ConfigureAwait(false);
            return _deleted.Add(hash);
        }
        catch (NoSuchKeyException)
        {
            return false;
        }
    }

    private static KeyOutcomeUnknownException StillUnknown(KeyOutcomeUnknownException unknown, string? hash, string reason, Exception cause) =>
        new($"{unknown.Message} {reason}: {cause.Message}", cause)
        {
            AttemptedAt = unknown.AttemptedAt,
            Request = unknown.Request,
            Hash = hash,
            StatusCode = unknown.StatusCode,
        };
}
