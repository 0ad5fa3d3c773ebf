using OpenRouterKeys.Fluent.Http;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Provisioning;

/// <summary>A new key in an old one's place. At no instant is there none that works.</summary>
internal static class Rotation
{
    // An interval that is not understood is a broken rule (ORK1006).
    private static readonly string[] Inherited = [PropertyNames.Limit, PropertyNames.IncludeByokInLimit, PropertyNames.ExpiresAt, PropertyNames.WorkspaceId, PropertyNames.CreatorUserId];

    public static async Task<CreatedKey> RotateAsync(
        IOpenRouterKeysClient client, string hash, Func<CreatedKey, CancellationToken, Task> store, bool deleteOld, CancellationToken cancellationToken)
    {
        var old = await client.GetAsync(hash, cancellationToken).ConfigureAwait(false);
        if (Array.Find(Inherited, old.AdditionalProperties.ContainsKey) is { } unread)
        {
            // Without it the new key might have no limit where the old one has.
            throw new OpenRouterUnavailableException($"The API tells of the old key's {unread} what is not understood, so no key like it can be made; nothing was changed.");
        }

        var created = await client.CreateAsync(Successor(old, Clocks.Of(client)), store, cancellationToken).ConfigureAwait(false);
        try
        {
            // The new key is in use: who cancels now has not asked for two.
            await (deleteOld
                ? client.DeleteAsync(hash, CancellationToken.None)
                : client.UpdateAsync(hash, KeyUpdate.Empty.Disable(), CancellationToken.None)).ConfigureAwait(false);
        }
        catch (NoSuchKeyException)
        {
            // Someone else has deleted it meanwhile.
        }
        catch (Exception exception) // a disposed client's too: what is told of the two keys must not be lost
        {
            var cause = SafeException.FromCallerCode(exception, created.Key);
            throw new OldKeyNotRetiredException($"The new key was stored, and the old one may still work: {cause.Message}", cause) { OldKey = old, NewKey = created.Info };
        }

        return created;
    }

    /// <summary>The same settings. An old key that was made to expire gives the new one as long a life.</summary>
    public static KeyRequest Successor(KeyInfo old, TimeProvider timeProvider)
    {
        var request = KeyRequest.CopyOf(old);
        return old is { ExpiresAt: { } expiry, CreatedAt: { } created } && expiry > created ? request.ExpiresIn(expiry - created, timeProvider) : request;
    }
}
