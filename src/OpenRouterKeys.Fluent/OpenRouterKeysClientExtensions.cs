namespace OpenRouterKeys.Fluent;

/// <summary>What is built on the five calls.</summary>
public static partial class OpenRouterKeysClientExtensions
{
    /// <summary>Validates the request and creates the key: the same as <see cref="IOpenRouterKeysClient.CreateAsync"/>.</summary>
    /// <param name="request">The key to create.</param>
    /// <param name="client">The client to send the request with.</param>
    /// <param name="cancellationToken">A token to cancel the operation. The exception states what that means for the key.</param>
    /// <returns>The new key with its secret, which the API returns only once.</returns>
    /// <inheritdoc cref="IOpenRouterKeysClient.CreateAsync" path="/exception" />
    public static async Task<CreatedKey> SendAsync(this KeyRequest request, IOpenRouterKeysClient client, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(client);
        // The library's own client validates with its own TimeProvider. A fake or a decorator may not validate at all.
        var valid = client is OpenRouterKeysClient ? request : request.EnsureValid();
        return await client.CreateAsync(valid, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Changes a key, as in <c>client.UpdateAsync(hash, change => change.Limit(50m).ResetsWeekly())</c>; what is not named stays.</summary>
    /// <param name="client">The client to send through.</param>
    /// <param name="hash">The key's <see cref="KeyInfo.Hash"/>.</param>
    /// <param name="update">Names what to change, beginning with <see cref="KeyUpdate.Empty"/>.</param>
    /// <param name="cancellationToken">Gives up; where something was sent, whether the key was changed is unknown.</param>
    /// <returns>The key after the change.</returns>
    /// <exception cref="ArgumentException">The hash is blank, or a whole key; or the change gave null.</exception>
    /// <exception cref="InvalidKeyRequestException">The change names nothing, or breaks a rule; nothing was sent.</exception>
    /// <exception cref="NoSuchKeyException">There is no such key.</exception>
    /// <exception cref="KeyRequestRejectedException">The API refused; nothing was changed.</exception>
    /// <exception cref="OpenRouterUnavailableException">The API was not reached; nothing was changed.</exception>
    /// <exception cref="KeyOutcomeUnknownException">The key may have been changed: look before sending again.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before anything was sent.</exception>
    public static Task<KeyInfo> UpdateAsync(
        this IOpenRouterKeysClient client, string hash, Func<KeyUpdate, KeyUpdate> update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(update);
        var named = update(KeyUpdate.Empty) ?? throw new ArgumentException("The change gave null: return what its last step returns.", nameof(update));
        return client.UpdateAsync(hash, named.EnsureValid(), cancellationToken);
    }
}
