using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent.Provisioning;

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
            var remaining = await TryDeleteAsync(client, created).ConfigureAwait(false);
            var whatIsThere = remaining is null ? "was deleted again." : $"may still be there: {remaining} Delete it by its hash.";
            throw new KeyNotStoredException($"The new key could not be stored, and {whatIsThere}", SafeException.FromCallerCode(exception, created.Key))
            {
                Key = created.Info,
                IsDeleted = remaining is null,
            };
        }
    }

    /// <returns>Why the key may still be there; null where it is not.</returns>
    private static async Task<string?> TryDeleteAsync(IOpenRouterKeysClient client, CreatedKey created)
    {
        if (created.Info.Hash.Length == 0)
        {
            return "the API did not tell its hash, so look for it by its name.";
        }

        try
        {
            await client.DeleteAsync(created.Info.Hash, CancellationToken.None).ConfigureAwait(false); // whoever cancels has not asked for an orphan
            return null;
        }
        catch (NoSuchKeyException)
        {
            return null;
        }
        catch (Exception exception) // a disposed client's too: what is told of the key must not be lost
        {
            return SafeException.FromCallerCode(exception, created.Key).Message;
        }
    }
}
