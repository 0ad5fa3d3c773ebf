using OpenRouterKeys.Fluent.Provisioning;

namespace OpenRouterKeys.Fluent;

public static partial class OpenRouterKeysClientExtensions
{
    /// <summary>Creates a key, stores it, and only then returns it; where storing fails, the key is deleted again.</summary>
    /// <param name="client">The client to send through.</param>
    /// <param name="request">What key.</param>
    /// <param name="store">Keeps the key, in a vault or a database, and throws where it cannot.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The new key, which has been stored.</returns>
    /// <exception cref="KeyNotStoredException">Storing failed; the exception tells whether the key is still there.</exception>
    /// <inheritdoc cref="IOpenRouterKeysClient.CreateAsync" path="/exception" />
    public static async Task<CreatedKey> CreateAsync(
        this IOpenRouterKeysClient client, KeyRequest request, Func<CreatedKey, CancellationToken, Task> store, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(store);
        var created = await client.CreateAsync(request, cancellationToken).ConfigureAwait(false);
        return await Storing.StoreAsync(client, created, store, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Replaces a key: creates one with the same settings, stores it, and only then switches the old one off. At no instant is there no
    /// key that works; a failure before that leaves the old one as it was. A key that was made to expire gets a successor that lives as long.</summary>
    /// <param name="client">The client to send through.</param>
    /// <param name="hash">The old key's <see cref="KeyInfo.Hash"/>.</param>
    /// <param name="store">Keeps the new key, and throws where it cannot.</param>
    /// <param name="deleteOldKey">Whether to delete the old key instead of disabling it.</param>
    /// <param name="cancellationToken">Gives up; once the new key is stored, it is not asked any more.</param>
    /// <returns>The new key, which has been stored.</returns>
    /// <exception cref="NoSuchKeyException">There is no such key.</exception>
    /// <exception cref="KeyNotStoredException">Storing failed; the exception tells whether the new key is still there. The old one works.</exception>
    /// <exception cref="OpenRouterUnavailableException">The API was not reached, or tells of the old key what is not understood; no key was made.</exception>
    /// <exception cref="OldKeyNotRetiredException">The new key is stored, and the old one may still work.</exception>
    /// <inheritdoc cref="IOpenRouterKeysClient.CreateAsync" path="/exception" />
    public static Task<CreatedKey> RotateAsync(
        this IOpenRouterKeysClient client,
        string hash,
        Func<CreatedKey, CancellationToken, Task> store,
        bool deleteOldKey = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(store);
        return Rotation.RotateAsync(client, hash, store, deleteOldKey, cancellationToken);
    }

    /// <summary>Creates a key whose outcome cannot stay unknown: its name gets a mark, as in <c>ci-bot #3f2a91c04b7de856</c>; after an unknown outcome
    /// what was made is found by its mark, deleted, and created again. The API does not promise that a list shows at once what was made, so
    /// it is looked for several times, over 7 seconds; what comes up later than that stays, unused, under its mark.</summary>
    /// <param name="client">The client to send through.</param>
    /// <param name="request">What key.</param>
    /// <param name="store">Keeps the key, and throws where it cannot.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The new key, which has been stored.</returns>
    /// <exception cref="KeyNotStoredException">Storing failed; the exception tells whether the key is still there.</exception>
    /// <exception cref="KeyOutcomeUnknownException">Looking failed too; five outcomes in a row were unknown; or creating again failed, and
    /// what the lost attempt made may still come up.</exception>
    /// <inheritdoc cref="IOpenRouterKeysClient.CreateAsync" path="/exception" />
    public static Task<CreatedKey> CreateOnceAsync(
        this IOpenRouterKeysClient client, KeyRequest request, Func<CreatedKey, CancellationToken, Task> store, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(store);
        return new OrphanSafeCreation(client, request.EnsureValid(Clocks.Of(client))).CreateAsync(store, cancellationToken);
    }

    /// <summary>Lists the keys that an attempt of unknown outcome may have made: as requested, created since then (give or take five minutes for
    /// the clocks), and never used. Keys that others made in that time under the same name and settings are among them.</summary>
    /// <param name="client">The client to send through.</param>
    /// <param name="exception">What the attempt to create a key threw.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The keys; none where none was made, or the API's list does not show it yet.</returns>
    /// <exception cref="ArgumentException">The exception is about a change or a deletion.</exception>
    /// <inheritdoc cref="IOpenRouterKeysClient.ListAsync" path="/exception" />
    public static IAsyncEnumerable<KeyInfo> FindPossibleOrphansAsync(
        this IOpenRouterKeysClient client, KeyOutcomeUnknownException exception, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(exception);
        var request = exception.Request ?? throw new ArgumentException("The exception is about no creation: get the key by the exception's Hash instead.", nameof(exception));
        return client.ListAsync(new() { IncludeDisabled = true, WorkspaceId = request.WorkspaceId }, cancellationToken)
            .Where(key => PossibleOrphans.MayBe(key, exception, request));
    }

    /// <summary>Creates many keys, a few at a time, and tells of each as it is done. All requests are checked before any is sent, and a request
    /// whose name has a key already is skipped, so that a run that was interrupted can be run again. A rate limit slows all of them down.
    /// Cancelling, failing and leaving the loop start no more keys; those under way are created and stored in order. What an unknown outcome left
    /// behind has the name too: delete it (<see cref="FindPossibleOrphansAsync"/>) before the rerun, or it is skipped as one that exists.</summary>
    /// <param name="client">The client to send through.</param>
    /// <param name="requests">What keys; no name twice.</param>
    /// <param name="store">Keeps each key before it is told of, and throws where it cannot; called for several keys at the same time.</param>
    /// <param name="options">How; null: 8 at a time, and a failure stands for itself.</param>
    /// <param name="cancellationToken">Starts no more keys.</param>
    /// <returns>What became of each request, in order of completion.</returns>
    /// <exception cref="ArgumentException">A name occurs twice, or the concurrency is less than 1; nothing was sent.</exception>
    /// <exception cref="InvalidKeyRequestException">Requests break rules; their places in the input stand before the properties. Nothing was sent.</exception>
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
        KeyRequest[] all = [.. requests];
        BulkValidation.EnsureValid(all, Clocks.Of(client));
        return new BulkCreation(client, all, store, options).RunAsync(cancellationToken);
    }
}
