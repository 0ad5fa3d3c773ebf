using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent.Provisioning;

/// <summary>Stores a new key, or deletes it if storing fails.</summary>
internal static class CreateAndStore
{
    public static async Task<CreatedKey> StoreOrDeleteAsync(
        IOpenRouterKeysClient client, CreatedKey created, Func<CreatedKey, CancellationToken, Task> store, CancellationToken cancellationToken)
    {
        try
        {
            await store(created, cancellationToken).ConfigureAwait(false);
            return created;
        }
        catch (Exception exception) // whatever store throws, the key must be deleted or reported
        {
            var problem = await TryDeleteAsync(client, created).ConfigureAwait(false);
            var state = problem is null ? "It was deleted." : $"It may still exist: {problem} Delete it by its hash.";
            throw new KeyNotStoredException($"The new key could not be stored. {state}", SafeException.FromCallerCode(exception, created.Key))
            {
                Key = created.Info,
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
