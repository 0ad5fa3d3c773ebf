namespace OpenRouterKeys.Fluent;

/// <summary>What is built on the five calls.</summary>
public static partial class OpenRouterKeysClientExtensions
{
    /// <summary>Changes a key, as in <c>client.UpdateAsync(hash, change => change.Limit(50m).ResetsWeekly())</c>; what is not named stays.</summary>
    /// <param name="client">The client to send through.</param>
    /// <param name="hash">The key's <see cref="KeyInfo.Hash"/>.</param>
    /// <param name="change">Names what to change, beginning with <see cref="KeyChange.Nothing"/>.</param>
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
        this IOpenRouterKeysClient client, string hash, Func<KeyChange, KeyChange> change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(change);
        var named = change(KeyChange.Nothing) ?? throw new ArgumentException("The change gave null: return what its last step returns.", nameof(change));
        return client.UpdateAsync(hash, named.EnsureValid(), cancellationToken);
    }
}
