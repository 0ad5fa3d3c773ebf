using System.Runtime.CompilerServices;
using Flurl.Http;
using OpenRouterKeys.Fluent.Http;
using OpenRouterKeys.Fluent.Json;
using OpenRouterKeys.Fluent.Telemetry;

namespace OpenRouterKeys.Fluent;

/// <summary>A client of the keys API. It is thread-safe: create one and keep it for the lifetime of the application.</summary>
public sealed class OpenRouterKeysClient : IOpenRouterKeysClient, IDisposable
{
    private static readonly object Deleted = new();

    private readonly ManagementKeySource _key;
    private readonly OpenRouterKeysOptions _options;
    private readonly Uri _keysAddress;
    private readonly IFlurlClient? _ownFlurl;
    private readonly CallPipeline _pipeline;
    private readonly Lazy<BindingCalls> _bindings;
    private bool _isDisposed;

    /// <summary>Creates a client with its own connections. It sends each creation at most once per attempt, follows no redirects and reads
    /// at most 1 MiB of a response, or of each key in a list.</summary>
    /// <param name="key">The management key, which is sent as a bearer token.</param>
    /// <param name="options">The options; null: the defaults.</param>
    /// <exception cref="ArgumentException">The options are invalid.</exception>
    public OpenRouterKeysClient(ManagementKey key, OpenRouterKeysOptions? options = null)
        : this(new ManagementKeySource(key), null, options)
    {
    }

    /// <summary>Creates a client with its own connections whose management key can be rotated while the client lives.</summary>
    /// <remarks><para>The function is called before each HTTP request, including retries, and its key is sent as a bearer token.
    /// <see cref="GetCurrentAsync"/> with a key does not call it. It must be fast, because every request waits for it, and thread-safe,
    /// because requests can be concurrent. If the key is in a vault, load it in another task and return the loaded key.</para>
    /// <para>If the function throws, nothing is sent and the call throws the same exception, without a retry. If it returns null, the call
    /// throws an <see cref="InvalidOperationException"/>. Exception: if an earlier attempt of an update or a deletion may have been processed, the
    /// call throws <see cref="KeyOutcomeUnknownException"/>.</para>
    /// <para>The current key and the four keys before it are removed from messages and from the API's texts.</para></remarks>
    /// <example><code>
    /// using var client = new OpenRouterKeysClient(() => vault.CurrentKey);
    /// </code></example>
    /// <param name="key">The function that returns the current management key.</param>
    /// <param name="options">The options; null: the defaults.</param>
    /// <exception cref="ArgumentException">The options are invalid.</exception>
    public OpenRouterKeysClient(Func<ManagementKey> key, OpenRouterKeysOptions? options = null)
        : this(new ManagementKeySource(key), null, options)
    {
    }

    /// <summary>Creates a client that sends through your own Flurl client, which you dispose. Make <see cref="SendOnceHandler"/> its
    /// innermost handler, over a primary handler that does not follow redirects.</summary>
    /// <remarks>Without <see cref="SendOnceHandler"/>, a message handler that buffers and resends the content may create a second key, and
    /// handlers can log the response with the new key. If a handler buffers the content of an update or deletion, a rejection is an unknown
    /// outcome, because an earlier copy may have been processed. If redirects are followed too, a handler that copies the request can hide that the
    /// response came from a different address.</remarks>
    /// <example><code>
    /// using var flurl = new FlurlClient(new HttpClient(new SendOnceHandler()));
    /// using var client = new OpenRouterKeysClient(ManagementKey.FromEnvironment(), flurl);
    /// </code></example>
    /// <param name="key">The management key, which is sent as a bearer token. It is set on each request, not on the Flurl client.</param>
    /// <param name="flurl">The Flurl client. Its base address and timeout are ignored; those of the options are used.</param>
    /// <param name="options">The options; null: the defaults.</param>
    /// <exception cref="ArgumentException">The options are invalid.</exception>
    public OpenRouterKeysClient(ManagementKey key, IFlurlClient flurl, OpenRouterKeysOptions? options = null)
        : this(new ManagementKeySource(key), flurl ?? throw new ArgumentNullException(nameof(flurl)), options)
    {
    }

    /// <summary>Creates a client that sends through your own Flurl client, which you dispose, and whose management key can be rotated while the
    /// client lives.</summary>
    /// <remarks>For the function, see <see cref="OpenRouterKeysClient(Func{ManagementKey}, OpenRouterKeysOptions)"/>. For the handlers of the Flurl
    /// client, see <see cref="OpenRouterKeysClient(ManagementKey, IFlurlClient, OpenRouterKeysOptions)"/>.</remarks>
    /// <param name="key">The function that returns the current management key. It is called before each HTTP request and must be fast and
    /// thread-safe.</param>
    /// <param name="flurl">The Flurl client. Its base address and timeout are ignored; those of the options are used.</param>
    /// <param name="options">The options; null: the defaults.</param>
    /// <exception cref="ArgumentException">The options are invalid.</exception>
    public OpenRouterKeysClient(Func<ManagementKey> key, IFlurlClient flurl, OpenRouterKeysOptions? options = null)
        : this(new ManagementKeySource(key), flurl ?? throw new ArgumentNullException(nameof(flurl)), options)
    {
    }

    // If flurl is null, the client has its own connections.
    private OpenRouterKeysClient(ManagementKeySource key, IFlurlClient? flurl, OpenRouterKeysOptions? options)
    {
        _key = key;
        _options = (options ?? new()).EnsureValid();
        _keysAddress = _options.KeysAddress;
        _ownFlurl = flurl is null ? FlurlTransport.CreateClient(_keysAddress) : null;
        _pipeline = new CallPipeline(new FlurlTransport(_ownFlurl ?? flurl!, isOwnClient: flurl is null), _options, _options.HasLogger ? CreateLog() : null);
        _bindings = new(() => new(_pipeline, _options, _key));
    }

    /// <summary>Gets the time provider of the library's own client; the system's for any other implementation.</summary>
    internal static TimeProvider TimeProviderOf(IOpenRouterKeysClient client) =>
        client is OpenRouterKeysClient own ? own._options.TimeProvider : TimeProvider.System;

    /// <summary>Gets the policy of the library's own client; null for any other implementation, which checks its own.</summary>
    internal static KeyPolicy? PolicyOf(IOpenRouterKeysClient client) => (client as OpenRouterKeysClient)?._options.Policy;

    /// <summary>Logs that a rotation cannot transfer what the management key may not read, if the client has a log.</summary>
    internal static void LogUnreadableBindings(IOpenRouterKeysClient client, KeyInfo oldKey, KeyBindings bindings)
    {
        if (client is OpenRouterKeysClient { _options.HasLogger: true } own)
        {
            own.CreateLog().BindingsUnreadable(oldKey, bindings);
        }
    }

    /// <inheritdoc />
    public Task<CreatedKey> CreateAsync(KeyRequest request, CancellationToken cancellationToken = default) =>
        CreateAsync(request, retriesRateLimits: true, cancellationToken);

    /// <inheritdoc />
    public async IAsyncEnumerable<KeyInfo> ListAsync(KeyFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var list = new ListReader<KeyInfo>(KeyResponse.ReadItem);
        for (var pages = OverlappingPages.ForKeys(_options.TimeProvider.GetUtcNow()); !pages.IsAtEnd;)
        {
            var address = KeyAddress.ForPage(_keysAddress, filter, pages.Offset);
            var page = await ReadAsync(
                new(Operation.List, address, _key) { List = list },
                (body, secrets) => list.IsUsed ? list.Items : KeyResponse.ReadKeys(body, secrets),
                cancellationToken).ConfigureAwait(false);
            foreach (var key in pages.Add(page))
            {
                yield return key;
            }
        }
    }

    /// <inheritdoc />
    public Task<KeyInfo> GetAsync(string hash, CancellationToken cancellationToken = default) =>
        ReadKeyAsync(new(Operation.Get, KeyAddress.ForKey(_keysAddress, hash, _key), _key) { Hash = hash }, cancellationToken);

    /// <inheritdoc />
    public Task<KeyInfo> GetCurrentAsync(ApiKey? key = null, CancellationToken cancellationToken = default) =>
        key is not null && !ManagementKey.IsValidHeaderValue(key.Reveal())
            ? throw new ArgumentException(
                "The key contains white space, a line break, a control character or a non-ASCII character. Use only the key, without quotes or spaces.", nameof(key))
            : ReadKeyAsync(new(Operation.GetCurrent, _options.CurrentKeyAddress, _key) { ApiKey = key }, cancellationToken);

    /// <inheritdoc />
    public Task<KeyInfo> UpdateAsync(string hash, KeyUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        var address = KeyAddress.ForKey(_keysAddress, hash, _key);
        return ReadKeyAsync(new(Operation.Update, address, _key) { Hash = hash, Body = UpdateWriter.Write(update.EnsureValid(_options.Policy)) }, cancellationToken);
    }

    /// <inheritdoc />
    public async Task DeleteAsync(string hash, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var call = new ApiCall(Operation.Delete, KeyAddress.ForKey(_keysAddress, hash, _key), _key) { Hash = hash };
        await _pipeline.SendAsync<object>(call, static (body, _) => (KeyResponse.IsDeleted(body) ? Deleted : null, null), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public IAsyncEnumerable<Workspace> ListWorkspacesAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _bindings.Value.ListWorkspacesAsync(cancellationToken);
    }

    /// <inheritdoc />
    public Task<KeyBindings> GetBindingsAsync(KeyInfo key, CancellationToken cancellationToken = default)
    {
        EnsureHasHash(key);
        return _bindings.Value.GetAsync(key, cancellationToken);
    }

    /// <inheritdoc />
    public Task<KeyBindings> BindAsync(KeyInfo key, KeyBindings bindings, CancellationToken cancellationToken = default)
    {
        EnsureHasHash(key);
        ArgumentNullException.ThrowIfNull(bindings);
        return _bindings.Value.BindAsync(key, bindings, cancellationToken);
    }

    /// <summary>Creates a key, and throws <see cref="RateLimitedException"/> after the first 429.</summary>
    internal Task<CreatedKey> CreateWithoutRateLimitRetryAsync(KeyRequest request, CancellationToken cancellationToken) =>
        CreateAsync(request, retriesRateLimits: false, cancellationToken);

    /// <summary>Closes the client's own connections. A Flurl client that was passed to the constructor is not disposed.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _ownFlurl?.Dispose();
    }

    // A separate method, so that a client without a log does not load the logging assembly: for the gate of the cold start.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private CallLog CreateLog() => new(_options.LoggerFactory!);

    // Without async, whose state would take a fortieth of a creation: for the gate "create over loopback".
    private Task<CreatedKey> CreateAsync(KeyRequest request, bool retriesRateLimits, CancellationToken cancellationToken)
    {
        ApiCall call;
        try
        {
            ArgumentNullException.ThrowIfNull(request);
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            request.EnsureValid(_options.Policy, _options.TimeProvider);
            call = new ApiCall(Operation.Create, _keysAddress, _key)
            {
                Request = request,
                Body = RequestWriter.Write(request),
                RetriesRateLimits = retriesRateLimits,
            };
        }
        catch (Exception exception)
        {
            return Task.FromException<CreatedKey>(exception);
        }

        return _pipeline.SendAsync(call, static (body, call) => CreationResponse.ReadKey(body, call.Secrets), cancellationToken)!;
    }

    private void EnsureHasHash(KeyInfo key)
    {
        ArgumentNullException.ThrowIfNull(key);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        KeyAddress.EnsureValid(key.Hash, _key.KnownKeys);
    }

    private async Task<KeyInfo> ReadKeyAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var key = await ReadAsync(call, KeyResponse.ReadKey, cancellationToken).ConfigureAwait(false);
        return call.Hash is not { } hash ? key with { Name = key.Name } // the current key has no name in the API, so its name is not unknown
            : key.Hash.Length == 0 ? key with { Hash = hash }
            : key;
    }

    private async Task<T> ReadAsync<T>(ApiCall call, Func<ReadOnlyMemory<byte>, Secret[], T?> read, CancellationToken cancellationToken)
        where T : class
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return (await _pipeline.SendAsync<T>(call, (body, call) => (read(body, call.Secrets), null), cancellationToken).ConfigureAwait(false))!; // only a deletion returns null
    }
}
