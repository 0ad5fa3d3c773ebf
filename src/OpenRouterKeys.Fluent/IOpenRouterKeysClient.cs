namespace OpenRouterKeys.Fluent;

/// <summary>The keys API, so small that a fake is a few lines; all else is built on it.</summary>
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
}
