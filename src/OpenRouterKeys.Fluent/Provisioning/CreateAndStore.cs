using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent.Provisioning;

/// <summary>Stores a new key, or deletes it if storing fails.</summary>
internal static class CreateAndStore
{
    /// <summary>Returns the key with the requested name if the response lacked the name. Without a hash too, the name is all that identifies the key
    /// in an exception.</summary>
    public static CreatedKey WithName(CreatedKey created, KeyRequest request) =>
        created.Info.Name.Length > 0 ? created : created with { Info = created.Info with { Name = request.Name } };

    /// <param name="client">The client that deletes the key.</param>
    /// <param name="created">The new key.</param>
    /// <param name="store">The caller's function.</param>
    /// <param name="cancellationToken">The token for <paramref name="store"/>.</param>
    /// <param name="deleteAsync">Deletes the key; null: by its hash. Returns the key to report, and why it may still exist (null if it does not).</param>
    public static async Task<CreatedKey> StoreOrDeleteAsync(
        IOpenRouterKeysClient client,
        CreatedKey created,
        Func<CreatedKey, CancellationToken, Task> store,
        CancellationToken cancellationToken,
        Func<CreatedKey, Task<(KeyInfo Key, string? Problem)>>? deleteAsync = null)
    {
        try
        {
            await store(created, cancellationToken).ConfigureAwait(false);
            return created;
        }
        catch (Exception exception) // whatever store throws, the key must be deleted or reported
        {
            var (key, problem) = deleteAsync is null
                ? (created.Info, await TryDeleteAsync(client, created).ConfigureAwait(false))
                : await deleteAsync(created).ConfigureAwait(false);
            var state = problem is null ? "It was deleted." : $"It may still exist: {problem} Delete it.";
            throw new KeyNotStoredException($"The new key could not be stored. {state}", SafeException.FromCallerCode(exception, created.Key))
            {
                Key = key,
                IsDeleted = problem is null,
            };
        }
    }

    /// <summary>Deletes a key that was not handed out.</summary>
    /// <returns>Why the key may still exist; null if it does not.</returns>
    public static async Task<string?> TryDeleteAsync(IOpenRouterKeysClient client, CreatedKey created)
    {
        if (created.Info.Hash.Length == 0)
        {
            return "the API did not return its hash, so look for it by its name.";
        }

        try
        {
            await client.DeleteAsync(created.Info.Hash, CancellationToken.None).ConfigureAwait(false); // also after cancellation, which must not leave an orphan
            return null;
        }
        catch (NoSuchKeyException)
        {
            return null;
        }
        catch (Exception exception) // any other exception would hide that the key exists
        {
            return SafeException.FromCallerCode(exception, created.Key).Message;
        }
    }
}
