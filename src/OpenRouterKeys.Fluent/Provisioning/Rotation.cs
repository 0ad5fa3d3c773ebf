using OpenRouterKeys.Fluent.Http;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Provisioning;

/// <summary>Replaces a key with a new one that has the same settings. A working key exists at all times.</summary>
internal static class Rotation
{
    public static async Task<CreatedKey> RotateAsync(
        IOpenRouterKeysClient client, string hash, Func<CreatedKey, CancellationToken, Task> store, bool deleteOldKey, CancellationToken cancellationToken)
    {
        var oldKey = await client.GetAsync(hash, cancellationToken).ConfigureAwait(false);
        if (UnknownSettings.FindIn(oldKey) is { } unknown)
        {
            // Otherwise the new key might have no limit although the old key has one.
            throw new OpenRouterUnavailableException(
                $"The old key's '{unknown}' is missing from the API's response or could not be read, so it cannot be copied. Nothing was changed. Create the new key with your own request.");
        }

        var created = await client.CreateAsync(CreateSuccessorRequest(oldKey, OpenRouterKeysClient.TimeProviderOf(client)), cancellationToken).ConfigureAwait(false);
        await CreateAndStore.StoreOrDeleteAsync(client, created, store, cancellationToken).ConfigureAwait(false);
        try
        {
            // The new key is in use, so cancellation must not leave the old one working.
            await RetireAsync(client, hash, deleteOldKey).ConfigureAwait(false);
        }
        catch (NoSuchKeyException)
        {
            // Another caller has deleted it.
        }
        catch (Exception exception) // any other exception would hide that two keys exist
        {
            var cause = SafeException.FromCallerCode(exception, created.Key);
            throw new OldKeyNotRetiredException($"The new key was stored, but the old key may still work: {cause.Message}", cause)
            {
                OldKey = oldKey,
                NewKey = created.Info,
            };
        }

        return created;
    }

    private static async Task RetireAsync(IOpenRouterKeysClient client, string hash, bool isDeletion)
    {
        if (isDeletion)
        {
            await client.DeleteAsync(hash, CancellationToken.None).ConfigureAwait(false);
        }
        else if (await client.UpdateAsync(hash, KeyUpdate.Empty.Disable(), CancellationToken.None).ConfigureAwait(false) is not { IsDisabled: true })
        {
            throw new InvalidOperationException("The API accepted the update, but its response does not show that the key is disabled. Disable or delete the old key by its hash.");
        }
    }

    /// <summary>Creates a request with the same settings. If the old key expires, the new one has the same lifetime.</summary>
    public static KeyRequest CreateSuccessorRequest(KeyInfo oldKey, TimeProvider timeProvider)
    {
        var request = KeyRequest.CopyOf(oldKey);
        return oldKey is { ExpiresAt: { } expiration, CreatedAt: { } created } && expiration > created ? request.ExpiresIn(expiration - created, timeProvider) : request;
    }
}
