using OpenRouterKeys.Fluent.Provisioning;

namespace OpenRouterKeys.Fluent;

/// <summary>Extension methods built on the calls of <see cref="IOpenRouterKeysClient"/>: creating and storing a key, rotation, bulk creation,
/// recovery after unknown outcomes, and an audit.</summary>
public static class OpenRouterKeysClientExtensions
{
    /// <summary>Validates the request and creates the key, as <see cref="IOpenRouterKeysClient.CreateAsync"/> does.</summary>
    /// <param name="request">The key to create.</param>
    /// <param name="client">The client that sends the request.</param>
    /// <param name="cancellationToken">A token to cancel the operation. Cancellation after sending leaves the outcome unknown.</param>
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

    /// <summary>Updates a key. Settings without a step are unchanged.</summary>
    /// <example><code>await client.UpdateAsync(hash, update => update.Limit(50m).ResetsWeekly());</code></example>
    /// <param name="client">The client that sends the request.</param>
    /// <param name="hash">The key's <see cref="KeyInfo.Hash"/>.</param>
    /// <param name="update">A function that adds steps to <see cref="KeyUpdate.Empty"/> and returns the result.</param>
    /// <param name="cancellationToken">A token to cancel the operation. Cancellation after sending leaves the outcome unknown.</param>
    /// <returns>The key after the update.</returns>
    /// <exception cref="ArgumentException">The hash is blank or contains a key, or <paramref name="update"/> returned null.</exception>
    /// <exception cref="InvalidKeyRequestException">The update is empty or violates a rule. Nothing was sent.</exception>
    /// <exception cref="NoSuchKeyException">No key has this hash.</exception>
    /// <exception cref="KeyRequestRejectedException">The API rejected the update; nothing was changed.</exception>
    /// <exception cref="OpenRouterUnavailableException">The API was not reached; nothing was changed.</exception>
    /// <exception cref="KeyOutcomeUnknownException">The key may have been updated. Check before you retry.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled before anything was sent; nothing was changed.</exception>
    public static Task<KeyInfo> UpdateAsync(
        this IOpenRouterKeysClient client, string hash, Func<KeyUpdate, KeyUpdate> update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(update);
        var changed = update(KeyUpdate.Empty) ?? throw new ArgumentException("The function returned null. Return the result of its last step.", nameof(update));
        return client.UpdateAsync(hash, changed.EnsureValid(OpenRouterKeysClient.PolicyOf(client)), cancellationToken);
    }

    /// <summary>Creates a key, stores it and returns it. If <paramref name="store"/> throws an exception, the key is deleted.</summary>
    /// <param name="client">The client that sends the requests.</param>
    /// <param name="request">The key to create.</param>
    /// <param name="store">A function that stores the key, for example in a vault, and throws an exception if it cannot.</param>
    /// <param name="cancellationToken">A token to cancel the operation, which is also passed to <paramref name="store"/>.</param>
    /// <returns>The new key, which was stored.</returns>
    /// <exception cref="KeyNotStoredException">The key was created, but <paramref name="store"/> threw an exception.
    /// <see cref="KeyNotStoredException.IsDeleted"/> shows whether the key was deleted.</exception>
    /// <inheritdoc cref="IOpenRouterKeysClient.CreateAsync" path="/exception" />
    public static async Task<CreatedKey> CreateAsync(
        this IOpenRouterKeysClient client, KeyRequest request, Func<CreatedKey, CancellationToken, Task> store, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(store);
        var created = CreateAndStore.WithName(await client.CreateAsync(request, cancellationToken).ConfigureAwait(false), request);
        return await CreateAndStore.StoreOrDeleteAsync(client, created, store, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Replaces a key: creates a key with the same settings, gives it the old key's guardrail and policies, stores it, and then disables the old
    /// key. A working key exists at all times; if anything before the last step fails, the old key is unchanged. If the old key expires, the new one
    /// has the same lifetime; if the old key is disabled, so is the new one.</summary>
    /// <remarks>
    /// <para>The new key's secret is passed to <paramref name="store"/> only after the new key has the old key's guardrail and policies. The library
    /// does not change provider credentials, observability destinations and opt-outs: <see cref="RotatedKey.NotTransferred"/> lists those that contain
    /// the old key, and what the management key may not read.</para>
    /// <para>Not transferred and not listed: the part of the limit that is spent, the external API key, a workspace's logging of this key's inputs and
    /// outputs, and workload identity.</para>
    /// </remarks>
    /// <param name="client">The client that sends the requests.</param>
    /// <param name="hash">The old key's <see cref="KeyInfo.Hash"/>.</param>
    /// <param name="store">A function that stores the new key and throws an exception if it cannot.</param>
    /// <param name="options">The options; null: the defaults.</param>
    /// <param name="cancellationToken">A token to cancel the operation. It has no effect once the new key is stored.</param>
    /// <returns>The new key, which was stored, and what was not transferred.</returns>
    /// <exception cref="NoSuchKeyException">No key has this hash, or it was deleted meanwhile; none was created.</exception>
    /// <exception cref="KeyNotBoundException">The new key could not be given the old key's bindings or state, and was never handed out; the old key is
    /// unchanged. <see cref="KeyNotBoundException.IsDeleted"/> shows whether the new key was deleted. Or, with <see cref="BindingTransfer.All"/>, the
    /// management key may not read the bindings, and no key was created.</exception>
    /// <exception cref="KeyNotStoredException">The new key was created, but <paramref name="store"/> threw an exception; the old key is unchanged.
    /// <see cref="KeyNotStoredException.IsDeleted"/> shows whether the new key was deleted.</exception>
    /// <exception cref="OpenRouterUnavailableException">The API was not reached; or a setting of the old key, its lifetime or a binding could not be
    /// read. No key was created.</exception>
    /// <exception cref="OldKeyNotRetiredException">The new key was created and stored, but the old key may still work.</exception>
    /// <exception cref="ArgumentException">The hash is blank or contains a key, or <see cref="RotateOptions.Configure"/> returned null.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled. No new key exists, and the old one is unchanged.</exception>
    /// <inheritdoc cref="IOpenRouterKeysClient.CreateAsync" path="/exception" />
    public static Task<RotatedKey> RotateAsync(
        this IOpenRouterKeysClient client,
        string hash,
        Func<CreatedKey, CancellationToken, Task> store,
        RotateOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(store);
        return new Rotation(client, options ?? new(), cancellationToken).RotateAsync(hash, store);
    }

    /// <summary>Creates and stores a key, and recovers from unknown outcomes. The name gets a unique mark, as in
    /// <c>ci-bot #3f2a91c04b7de856</c>. After an unknown outcome, the key with the mark is found, even if it is disabled or expired, and deleted,
    /// and the key is created again.</summary>
    /// <remarks>The API does not guarantee that a new key appears in a list immediately, so the search is repeated for 7 seconds. A key
    /// that appears later keeps its mark and is never used.</remarks>
    /// <param name="client">The client that sends the requests.</param>
    /// <param name="request">The key to create.</param>
    /// <param name="store">A function that stores the key and throws an exception if it cannot.</param>
    /// <param name="cancellationToken">A token to cancel the operation, which is also passed to <paramref name="store"/>.</param>
    /// <returns>The new key, which was stored.</returns>
    /// <exception cref="KeyNotStoredException">The key was created, but <paramref name="store"/> threw an exception.
    /// <see cref="KeyNotStoredException.IsDeleted"/> shows whether the key was deleted. If the response had no hash, it was searched for by its mark.
    /// The name of <see cref="KeyNotStoredException.Key"/> includes the mark.</exception>
    /// <exception cref="KeyOutcomeUnknownException">The search failed, five attempts in a row had an unknown outcome, or a later attempt
    /// failed while the key of an earlier one may still appear. <see cref="KeyOutcomeUnknownException.Hash"/> is the hash of a key that was created and
    /// could not be deleted, if it is known.</exception>
    /// <inheritdoc cref="IOpenRouterKeysClient.CreateAsync" path="/exception" />
    public static Task<CreatedKey> CreateOnceAsync(
        this IOpenRouterKeysClient client, KeyRequest request, Func<CreatedKey, CancellationToken, Task> store, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(store);
        request.EnsureValid(OpenRouterKeysClient.PolicyOf(client), OpenRouterKeysClient.TimeProviderOf(client));
        return new OrphanSafeCreation(client, request).CreateAsync(store, cancellationToken);
    }

    /// <summary>Lists the keys that an attempt of unknown outcome may have created: the key with the exception's hash or, if the hash is
    /// unknown, the unused keys with the requested name and settings that were created since the attempt, with a tolerance of five
    /// minutes for clock differences, including disabled and expired keys. The name may have a mark of <see cref="CreateOnceAsync"/>. Keys of
    /// another workspace or another external user are not listed. Another caller may have created some of the keys.</summary>
    /// <param name="client">The client that sends the requests.</param>
    /// <param name="exception">The exception that the attempt to create a key threw.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The possible orphans. None: no key was created, or the API does not list it yet.</returns>
    /// <exception cref="ArgumentException">The exception is about an update or a deletion.</exception>
    /// <inheritdoc cref="IOpenRouterKeysClient.ListAsync" path="/exception" />
    public static IAsyncEnumerable<KeyInfo> FindPossibleOrphansAsync(
        this IOpenRouterKeysClient client, KeyOutcomeUnknownException exception, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(exception);
        var request = exception.Request ?? throw new ArgumentException("The exception is about an update or a deletion. Get the key by its Hash.", nameof(exception));
        var keys = ListForSearchAsync(client, request, cancellationToken);
        return exception.Hash is { } hash
            ? keys.Where(key => key.Hash == hash)
            : keys.Where(new PossibleOrphans(request, exception.AttemptedAt, requestAge: TimeSpan.Zero).Contains);
    }

    /// <summary>Lists the keys that an attempt to create a key may have created, after the process crashed and no exception is left: the unused keys
    /// with the requested name and settings that were created since a given time, with a tolerance of five minutes for clock differences,
    /// including disabled and expired keys. The name may have a mark of <see cref="CreateOnceAsync"/>, as in
    /// <c>ci-bot #3f2a91c04b7de856</c>. Keys of another workspace or another external user are not listed. Another caller may have
    /// created some of the keys.</summary>
    /// <remarks>If the request expires, it may have been built again after the crash, for example with <see cref="KeyRequest.ExpiresIn"/>. So a key
    /// may expire earlier than the request, by at most the time that has passed since <paramref name="since"/>.</remarks>
    /// <param name="client">The client that sends the requests.</param>
    /// <param name="request">The request of the attempt. It is not validated, because its expiration may have passed.</param>
    /// <param name="since">When the attempt began, or any earlier time. <see cref="DateTimeOffset.MinValue"/>: at any time.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The possible orphans. None: no key was created, or the API does not list it yet.</returns>
    /// <inheritdoc cref="IOpenRouterKeysClient.ListAsync" path="/exception" />
    public static IAsyncEnumerable<KeyInfo> FindPossibleOrphansAsync(
        this IOpenRouterKeysClient client, KeyRequest request, DateTimeOffset since, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        var age = OpenRouterKeysClient.TimeProviderOf(client).GetUtcNow() - since;
        var requestAge = age > TimeSpan.Zero ? age : TimeSpan.Zero;
        return ListForSearchAsync(client, request, cancellationToken).Where(new PossibleOrphans(request, since, requestAge).Contains);
    }

    /// <summary>Creates and stores many keys, several at a time, and returns each result on completion. All requests are validated before any
    /// is sent.</summary>
    /// <remarks>
    /// <para>A request whose name belongs to an existing key is skipped, so an interrupted run can be repeated. A disabled key counts as
    /// existing; an expired one does not, so the next year's run creates keys with the same names. The orphan of an unknown
    /// outcome has the name too: delete it first
    /// (<see cref="FindPossibleOrphansAsync(IOpenRouterKeysClient, KeyOutcomeUnknownException, CancellationToken)"/>), otherwise its request is
    /// skipped. The API may not list a new key at once, and a run that is repeated immediately would create it again: wait a few seconds.</para>
    /// <para>A rate limit slows all creations down. After cancellation, after a failure with <see cref="CreateManyOptions.StopOnFailure"/>,
    /// and after the loop is left, no further creation is started; those that were started are completed and stored. If the loop is left early,
    /// <see cref="CreateManyOptions.OnAbandoned"/> receives the results that the loop did not.</para>
    /// </remarks>
    /// <param name="client">The client that sends the requests.</param>
    /// <param name="requests">The keys to create; names must be unique.</param>
    /// <param name="store">A function that stores a key and throws an exception if it cannot. It is called concurrently.</param>
    /// <param name="options">The options; null: the defaults.</param>
    /// <param name="cancellationToken">A token to stop the run.</param>
    /// <returns>The result of each request, in order of completion.</returns>
    /// <exception cref="ArgumentException">A request is null, a name appears twice, or the maximum concurrency is less than 1. Nothing was
    /// sent.</exception>
    /// <exception cref="InvalidKeyRequestException">Requests are invalid. The properties are prefixed with the request's index, as in
    /// <c>[3].LimitUsd</c>. Nothing was sent.</exception>
    /// <inheritdoc cref="IOpenRouterKeysClient.ListAsync" path="/exception" />
    public static IAsyncEnumerable<CreateManyResult> CreateManyAsync(
        this IOpenRouterKeysClient client,
        IEnumerable<KeyRequest> requests,
        Func<CreatedKey, CancellationToken, Task> store,
        CreateManyOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(store);
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxConcurrency, 1, nameof(options));
        return new BulkCreation(client, [.. requests], store, options).RunAsync(cancellationToken);
    }

    /// <summary>Checks existing keys against a policy, and finds keys without a limit or an expiration, unused keys, expired keys, keys that expire
    /// soon, and keys whose limit is nearly spent. Nothing is changed. The findings about a key are returned when the key was read.</summary>
    /// <remarks>
    /// <para>Every workspace that the management key can list is audited. If the workspaces, or the keys of every workspace, cannot be listed (403 or
    /// 404), the keys that the API lists without a workspace are audited: those of the default workspace or, for the management key of a workspace,
    /// those of that workspace. <see cref="AuditOptions.OnSkipped"/> reports what was not audited.</para>
    /// <para>A violation of the policy (ORK5001 to ORK5008) has the severity Error, every other finding (ORK6001 to ORK6007) the severity Warning. If
    /// both report the same, only the policy's is returned. A property that the API's response lacks, or whose value could not be read, is never
    /// reported.</para>
    /// <para>The API has recorded the last use of a key since 2026. A key that has spent something, but whose last use is not recorded, has not been
    /// used since before then (ORK6003). If it has not spent anything either, it was never used (ORK6004).</para>
    /// </remarks>
    /// <example><code>
    /// var options = new AuditOptions { Policy = KeyPolicy.FromFile("openrouter-keys.policy.json"), OnSkipped = Console.Error.WriteLine };
    /// await foreach (var finding in client.AuditAsync(options))
    /// {
    ///     Console.WriteLine($"{finding.Id} {finding.Key.Name}: {finding.Message}");
    /// }
    /// </code></example>
    /// <param name="client">The client that sends the requests. Its time provider is the source of the current time.</param>
    /// <param name="options">The options; null: the defaults.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The findings. Those about one key are consecutive and ordered by their ids.</returns>
    /// <exception cref="ArgumentException">The options or their policy are invalid. Nothing was sent.</exception>
    /// <exception cref="KeyRequestRejectedException">The API rejected a request, and this is not reported by <see cref="AuditOptions.OnSkipped"/>:
    /// the status is neither 403 nor 404, or the keys of <see cref="AuditOptions.WorkspaceId"/>, or those that are listed without a workspace, cannot
    /// be read. <see cref="ManagementKeyRejectedException"/> and <see cref="RateLimitedException"/> are derived types.</exception>
    /// <exception cref="OpenRouterUnavailableException">The API was not reached or failed on every attempt. Trying again is safe.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public static IAsyncEnumerable<KeyFinding> AuditAsync(this IOpenRouterKeysClient client, AuditOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new KeyAudit(client, (options ?? new()).EnsureValid()).RunAsync(cancellationToken);
    }

    private static IAsyncEnumerable<KeyInfo> ListForSearchAsync(IOpenRouterKeysClient client, KeyRequest request, CancellationToken cancellationToken) =>
        client.ListAsync(new() { IncludeDisabled = true, IncludeExpired = true, WorkspaceId = request.WorkspaceId }, cancellationToken);
}
