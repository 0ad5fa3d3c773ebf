namespace OpenRouterKeys.Fluent;

/// <summary>The keys API: five calls, so that a fake is five lines; all else is built on them. A blank hash, or one that is a whole key, is an
/// <see cref="ArgumentException"/> that does not echo it.</summary>
public interface IOpenRouterKeysClient
{
    /// <summary>Creates a key (<c>POST /api/v1/keys</c>). A creation that may have been carried out is never sent again.</summary>
    /// <param name="request">What key.</param>
    /// <param name="cancellationToken">Gives up; what that means for the key is told by the exception. A token that a closed browser
    /// cancels (<c>RequestAborted</c>) leaves an unknown outcome behind: do not hand it on.</param>
    /// <returns>The new key with its secret, which is shown this once.</returns>
    /// <exception cref="InvalidKeyRequestException">Fix the request; nothing was sent.</exception>
    /// <exception cref="KeyRequestRejectedException">The API refused; no key was made. <see cref="ManagementKeyRejectedException"/> and
    /// <see cref="RateLimitedException"/> are cases of it.</exception>
    /// <exception cref="OpenRouterUnavailableException">The API was not reached; no key was made.</exception>
    /// <exception cref="KeyOutcomeUnknownException">A key may have been made: look before sending again.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before anything was sent; no key was made.</exception>
    Task<CreatedKey> CreateAsync(KeyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists keys, page after page (<c>GET /api/v1/keys</c>). A key that is made or deleted while the pages are read may be missed or
    /// told as it was; none is told twice.</summary>
    /// <param name="filter">Which keys; null: the enabled ones of the default workspace, and of no other.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The keys, newest first as a rule; the API promises no order.</returns>
    /// <exception cref="KeyRequestRejectedException">The API refused. <see cref="ManagementKeyRejectedException"/> and
    /// <see cref="RateLimitedException"/> are cases of it.</exception>
    /// <exception cref="OpenRouterUnavailableException">The API was not reached, or failed; trying again is safe.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    IAsyncEnumerable<KeyInfo> ListAsync(KeyFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>Tells of one key (<c>GET /api/v1/keys/{hash}</c>).</summary>
    /// <param name="hash">The key's <see cref="KeyInfo.Hash"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The key's facts.</returns>
    /// <exception cref="ArgumentException">The hash is blank, or a whole key.</exception>
    /// <exception cref="NoSuchKeyException">There is no such key.</exception>
    /// <exception cref="KeyRequestRejectedException">The API refused. <see cref="ManagementKeyRejectedException"/> and
    /// <see cref="RateLimitedException"/> are cases of it.</exception>
    /// <exception cref="OpenRouterUnavailableException">The API was not reached, or failed; trying again is safe.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task<KeyInfo> GetAsync(string hash, CancellationToken cancellationToken = default);

    /// <summary>Changes what the change names, and leaves the rest (<c>PATCH /api/v1/keys/{hash}</c>). Sent again where that may help: the
    /// same change twice is the change once.</summary>
    /// <param name="hash">The key's <see cref="KeyInfo.Hash"/>.</param>
    /// <param name="update">What to change.</param>
    /// <param name="cancellationToken">Gives up; where something was sent, whether the key was changed is unknown.</param>
    /// <returns>The key after the change.</returns>
    /// <exception cref="ArgumentException">The hash is blank, or a whole key.</exception>
    /// <exception cref="InvalidKeyRequestException">The change names nothing, or breaks a rule; nothing was sent.</exception>
    /// <exception cref="NoSuchKeyException">There is no such key.</exception>
    /// <exception cref="KeyRequestRejectedException">The API refused; nothing was changed. <see cref="ManagementKeyRejectedException"/> and
    /// <see cref="RateLimitedException"/> are cases of it.</exception>
    /// <exception cref="OpenRouterUnavailableException">The API was not reached; nothing was changed.</exception>
    /// <exception cref="KeyOutcomeUnknownException">The key may have been changed: look before sending again.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before anything was sent.</exception>
    Task<KeyInfo> UpdateAsync(string hash, KeyUpdate update, CancellationToken cancellationToken = default);

    /// <summary>Deletes a key for good (<c>DELETE /api/v1/keys/{hash}</c>). Sent again where that may help; that the key is gone then
    /// is success.</summary>
    /// <param name="hash">The key's <see cref="KeyInfo.Hash"/>.</param>
    /// <param name="cancellationToken">Gives up; where something was sent, whether the key was deleted is unknown.</param>
    /// <returns>A task that ends when the key is deleted.</returns>
    /// <exception cref="ArgumentException">The hash is blank, or a whole key.</exception>
    /// <exception cref="NoSuchKeyException">There is no such key, and there was none before.</exception>
    /// <exception cref="KeyRequestRejectedException">The API refused; nothing was deleted. <see cref="ManagementKeyRejectedException"/> and
    /// <see cref="RateLimitedException"/> are cases of it.</exception>
    /// <exception cref="OpenRouterUnavailableException">The API was not reached; nothing was deleted.</exception>
    /// <exception cref="KeyOutcomeUnknownException">The key may have been deleted: look before sending again.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before anything was sent.</exception>
    Task DeleteAsync(string hash, CancellationToken cancellationToken = default);
}
