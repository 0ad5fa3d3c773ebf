using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent.Lifecycle;

/// <summary>Hands a new key over to who keeps it, or takes it back.</summary>
internal static class Storing
{
    public static async Task<CreatedKey> StoreAsync(
        IOpenRouterKeysClient client, CreatedKey created, Func<CreatedKey, CancellationToken, Task> store, CancellationToken cancellationToken)
    {
        try
        {
            await store(created, cancellationToken).ConfigureAwait(false);
            return created;
        }
        catch (Exception exception) // whatever storing throws, the key must not be left without an owner
        {
            var cause = SafeException.OfOthers(exception, created.Key);
            throw await TryDeleteAsync(client, created.Info).ConfigureAwait(false) is { } remaining
                ? new KeyNotStoredException($"The new key could not be stored, and is still there: {remaining} Delete it by its hash.", cause) { Info = created.Info }
                : new KeyNotStoredException("The new key could not be stored, and was deleted again.", cause) { Info = created.Info, IsDeleted = true };
        }
    }

    /// <returns>Why the key is still there; null where it is not.</returns>
    private static async Task<string?> TryDeleteAsync(IOpenRouterKeysClient client, KeyInfo key)
    {
        if (key.Hash.Length == 0)
        {
            return "the API did not tell its hash, so look for it by its name.";
        }

        try
        {
            await client.DeleteAsync(key.Hash, CancellationToken.None).ConfigureAwait(false); // whoever cancels has not asked for an orphan
            return null;
        }
        catch (NoSuchKeyException)
        {
            return null;
        }
        catch (OpenRouterKeysException exception)
        {
            return exception.Message;
        }
    }
}
