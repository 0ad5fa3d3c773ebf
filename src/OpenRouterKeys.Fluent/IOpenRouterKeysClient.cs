namespace OpenRouterKeys.Fluent;

/// <summary>The calls of the keys API. A fake implements five of them; the others have defaults. All other operations are extension methods built
/// on them (<see cref="OpenRouterKeysClientExtensions"/>).</summary>
public interface IOpenRouterKeysClient
{
    /// <summary>Creates a key (<c>POST /api/v1/keys</c>). A creation that may have been processed is never retried.</summary>
    /// <param name="request">The key to create.</param>
    /// <param name="cancellationToken">A token to cancel the operation. Cancellation after sending leaves the outcome unknown, so do not
    /// pass <c>HttpContext.RequestAborted</c>, which is canceled when the browser is closed.</param>
    /// <returns>The new key with its secret, which the API returns only once.</returns>
    /// <exception cref="InvalidKeyRequestException">The request is invalid. Nothing was sent.</exception>
    /// <exception cref="KeyRequestRejectedException">The API rejected the request; no key was created. <see cref="ManagementKeyRejectedException"/>
    /// (401, 403) and <see cref="RateLimitedException"/> are derived types.</exception>
    /// <exception cref="OpenRouterUnavailableException">The API was not reached; no key was created.</exception>
    /// <exception cref="KeyOutcomeUnknownException">A key may have been created. Check before you retry.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled before anything was sent; no key was created.</exception>
    Task<CreatedKey> CreateAsync(KeyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists keys, page by page (<c>GET /api/v1/keys</c>). Keys may be created, updated or deleted while the list is read, also by the
    /// loop that reads it: every other key is returned exactly once.</summary>
    /// <remarks>Pages overlap, and a page is read again if keys have moved. A key that is created, updated or deleted meanwhile may be missed or
    /// returned in its earlier state; none is returned twice. Keys that the loop itself creates are not returned if the API returns creation times
    /// and lists the newest keys first, as it usually does. To replace every key, read the whole list first (<c>ToListAsync</c>).</remarks>
    /// <param name="filter">The keys to list; null: the enabled keys of the default workspace that have not expired.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The keys, usually newest first. The API does not guarantee an order.</returns>
    /// <exception cref="KeyRequestRejectedException">The API rejected the request; 404 probably means that the workspace does not exist.
    /// <see cref="ManagementKeyRejectedException"/> and <see cref="RateLimitedException"/> are derived types.</exception>
    /// <exception cref="OpenRouterUnavailableException">The API was not reached or failed on every attempt. Trying again is safe.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    IAsyncEnumerable<KeyInfo> ListAsync(KeyFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>Gets a key (<c>GET /api/v1/keys/{hash}</c>).</summary>
    /// <param name="hash">The key's <see cref="KeyInfo.Hash"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The key's metadata.</returns>
    /// <exception cref="ArgumentException">The hash is blank or contains a key. The message does not contain it.</exception>
    /// <exception cref="NoSuchKeyException">No key has this hash.</exception>
    /// <exception cref="KeyRequestRejectedException">The API rejected the request. <see cref="ManagementKeyRejectedException"/> (401,
    /// 403) and <see cref="RateLimitedException"/> are derived types.</exception>
    /// <exception cref="OpenRouterUnavailableException">The API was not reached or failed on every attempt. Trying again is safe.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    Task<KeyInfo> GetAsync(string hash, CancellationToken cancellationToken = default);

    /// <summary>Updates a key (<c>PATCH /api/v1/keys/{hash}</c>). Settings that the update does not set are unchanged. The call is retried
    /// after transient failures, because applying the same update twice has the same effect as applying it once.</summary>
    /// <param name="hash">The key's <see cref="KeyInfo.Hash"/>.</param>
    /// <param name="update">The settings to change.</param>
    /// <param name="cancellationToken">A token to cancel the operation. Cancellation after sending leaves the outcome unknown.</param>
    /// <returns>The key after the update.</returns>
    /// <exception cref="ArgumentException">The hash is blank or contains a key. The message does not contain it.</exception>
    /// <exception cref="InvalidKeyRequestException">The update is empty or violates a rule. Nothing was sent.</exception>
    /// <exception cref="NoSuchKeyException">No key has this hash.</exception>
    /// <exception cref="KeyRequestRejectedException">The API rejected the update; nothing was changed. <see cref="ManagementKeyRejectedException"/>
    /// (401, 403) and <see cref="RateLimitedException"/> are derived types.</exception>
    /// <exception cref="OpenRouterUnavailableException">The API was not reached; nothing was changed.</exception>
    /// <exception cref="KeyOutcomeUnknownException">The key may have been updated. Check before you retry.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled before anything was sent; nothing was changed.</exception>
    Task<KeyInfo> UpdateAsync(string hash, KeyUpdate update, CancellationToken cancellationToken = default);

    /// <summary>Deletes a key permanently (<c>DELETE /api/v1/keys/{hash}</c>). The call is retried after transient failures. If a retry
    /// finds that the key no longer exists, the call succeeds.</summary>
    /// <param name="hash">The key's <see cref="KeyInfo.Hash"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation. Cancellation after sending leaves the outcome unknown.</param>
    /// <returns>A task that completes when the key is deleted.</returns>
    /// <exception cref="ArgumentException">The hash is blank or contains a key. The message does not contain it.</exception>
    /// <exception cref="NoSuchKeyException">No key has this hash, and no earlier attempt can have deleted the key.</exception>
    /// <exception cref="KeyRequestRejectedException">The API rejected the request; nothing was deleted. <see cref="ManagementKeyRejectedException"/>
    /// (401, 403) and <see cref="RateLimitedException"/> are derived types.</exception>
    /// <exception cref="OpenRouterUnavailableException">The API was not reached; nothing was deleted.</exception>
    /// <exception cref="KeyOutcomeUnknownException">The key may have been deleted. Check before you retry.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled before anything was sent; nothing was deleted.</exception>
    Task DeleteAsync(string hash, CancellationToken cancellationToken = default);

    /// <summary>Gets the metadata of the key that authenticates the call (<c>GET /api/v1/key</c>). The response usually contains neither its hash
    /// nor its name.</summary>
    /// <remarks>By default, it throws a <see cref="NotSupportedException"/>.</remarks>
    /// <param name="key">The key; null: the management key.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The key's metadata.</returns>
    /// <exception cref="ArgumentException">The key contains a character that an HTTP header cannot contain. The message does not contain the
    /// key.</exception>
    /// <exception cref="ManagementKeyRejectedException">The key, of either type, is invalid, disabled or expired.</exception>
    /// <exception cref="KeyRequestRejectedException">The API rejected the request. <see cref="RateLimitedException"/> is a derived type.</exception>
    /// <exception cref="OpenRouterUnavailableException">The API was not reached or failed on every attempt. Trying again is safe.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    Task<KeyInfo> GetCurrentAsync(ApiKey? key = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("This client does not implement GetCurrentAsync. Use OpenRouterKeysClient.");

    /// <summary>Lists the workspaces that the management key can read (<c>GET /api/v1/workspaces</c>). For the management key of a workspace, the
    /// API usually rejects the call (403) or returns only that workspace.</summary>
    /// <remarks>By default, the list is empty.</remarks>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The workspaces, in the API's order.</returns>
    /// <exception cref="KeyRequestRejectedException">The API rejected the request. <see cref="ManagementKeyRejectedException"/> (401, 403) and
    /// <see cref="RateLimitedException"/> are derived types.</exception>
    /// <exception cref="OpenRouterUnavailableException">The API was not reached or failed on every attempt. Trying again is safe.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    IAsyncEnumerable<Workspace> ListWorkspacesAsync(CancellationToken cancellationToken = default) => AsyncEnumerable.Empty<Workspace>();

    /// <summary>Reads what is bound to a key's hash, in the key's workspace: its guardrail, its policies of each type, and the provider credentials and
    /// observability destinations whose lists contain the key. It sends at least seven requests.</summary>
    /// <remarks>What the management key may not read (403) is listed in <see cref="KeyBindings.Unreadable"/>. A kind of binding that the account does not
    /// have is not listed. By default, everything is unreadable, so that a client that does not implement this method never reports a key without
    /// bindings.</remarks>
    /// <param name="key">The key, as the API returned it.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The bindings.</returns>
    /// <exception cref="ArgumentException">The key's hash is blank or contains a key. The message does not contain it.</exception>
    /// <exception cref="KeyRequestRejectedException">The API rejected the request with a status other than 403 and 404.
    /// <see cref="ManagementKeyRejectedException"/> (401) and <see cref="RateLimitedException"/> are derived types.</exception>
    /// <exception cref="OpenRouterUnavailableException">The API was not reached, failed on every attempt, or returned a response of an unknown
    /// shape.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    Task<KeyBindings> GetBindingsAsync(KeyInfo key, CancellationToken cancellationToken = default) =>
        Task.FromResult(new KeyBindings
        {
            Unreadable = ["guardrail, policies, provider credentials and observability destinations: this client does not implement GetBindingsAsync"],
        });

    /// <summary>Binds a guardrail and policies that are not bound to the key yet, and then reads everything that is bound to it. Provider credentials,
    /// observability destinations and opt-outs are never written.</summary>
    /// <remarks>A key has at most one guardrail, so an existing one is replaced. If a policy assignment changes meanwhile (409), it is read again, and
    /// the policy is assigned if it is still missing, up to five times. By default, this method throws a <see cref="NotSupportedException"/>. ASP.NET
    /// Core's minimal APIs reserve methods of this name for parameter binding: mark a handler's parameter of this type with
    /// <c>[FromServices]</c>.</remarks>
    /// <param name="key">The key, as the API returned it.</param>
    /// <param name="bindings">The bindings that the key should have.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>What is bound to the key afterwards. What the API rejected is missing there.</returns>
    /// <exception cref="ArgumentException">The key's hash is blank or contains a key. The message does not contain it.</exception>
    /// <exception cref="KeyRequestRejectedException">The bindings could not be read, and nothing was changed.</exception>
    /// <exception cref="OpenRouterUnavailableException">The bindings could not be read, and nothing was changed.</exception>
    /// <exception cref="KeyOutcomeUnknownException">The bindings could not be read after something was, or may have been, bound.
    /// <see cref="KeyOutcomeUnknownException.Hash"/> is the key's hash.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled, and nothing was changed.</exception>
    Task<KeyBindings> BindAsync(KeyInfo key, KeyBindings bindings, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("This client does not implement BindAsync. Use OpenRouterKeysClient.");
}
