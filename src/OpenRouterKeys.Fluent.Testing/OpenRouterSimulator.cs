using System.Net;
using System.Runtime.CompilerServices;
using OpenRouterKeys.Fluent.Testing.Api;
using OpenRouterKeys.Fluent.Testing.Server;

namespace OpenRouterKeys.Fluent.Testing;

/// <summary>A simulation of OpenRouter's keys API for tests. It runs in the test process and serves HTTP on a loopback port, keeps created keys in
/// memory, responds in the API's format, and simulates faults. Thread-safe. Each simulator has its own port, management key and keys, so tests can
/// run in parallel. <see cref="Keys"/> and <see cref="Requests"/> remain available after disposal.</summary>
public sealed class OpenRouterSimulator : IAsyncDisposable
{
    private readonly WorkspaceStore _workspaces;
    private readonly KeyStore _keys;
    private readonly BindingsApi _bindings;
    private readonly SharedState _state;
    private readonly SimulatorApplication _application;
    private readonly CancellationTokenSource _stopping = new();
    private LoopbackServer? _server;
    private int _disposeCount;

    private OpenRouterSimulator(TimeProvider timeProvider, ManagementKey managementKey)
    {
        ManagementKey = managementKey;
        _workspaces = new(ManagementKey, timeProvider);
        _keys = new(_workspaces, timeProvider);
        _bindings = new(_keys, _workspaces, timeProvider);
        _state = new(_keys, _workspaces, _bindings);
        var keys = new KeysApi(_keys, _workspaces, _bindings, timeProvider);
        _application = new(new(keys, new(_workspaces), _bindings, _workspaces, _state), _stopping.Token);
    }

    /// <summary>The API's base address, such as <c>http://127.0.0.1:12345/api/v1/</c>, for <see cref="OpenRouterKeysOptions.BaseAddress"/>.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>The account's management key, which can access every workspace. It is random unless it was passed to <c>StartAsync</c>.</summary>
    public ManagementKey ManagementKey { get; }

    /// <summary>All existing keys, newest first, as the API would return them, including disabled and expired keys and those of every workspace. Until
    /// disposal, they include the changes of other simulators with the same state file.</summary>
    public IReadOnlyList<KeyInfo> Keys => _disposeCount > 0 ? _keys.NewestFirst() : _state.Run(() => _keys.NewestFirst());

    /// <summary>The requests received so far, oldest first, including rejected ones and those affected by a fault.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => _application.Requests;

    /// <summary>Starts a simulator without keys on a free port of 127.0.0.1.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The running simulator.</returns>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public static Task<OpenRouterSimulator> StartAsync(CancellationToken cancellationToken = default) =>
        StartAsync(TimeProvider.System, CreateKey(), stateFile: null, port: 0, cancellationToken);

    /// <summary>Starts a simulator without keys that uses the given <see cref="TimeProvider"/> for creation and update times, for expirations, and
    /// for the UTC midnights at which usage and limits reset. Set the client's <see cref="OpenRouterKeysOptions.TimeProvider"/> to the same
    /// one.</summary>
    /// <param name="timeProvider">The source of the current UTC time.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The running simulator.</returns>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public static Task<OpenRouterSimulator> StartAsync(TimeProvider timeProvider, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        return StartAsync(timeProvider, CreateKey(), stateFile: null, port: 0, cancellationToken);
    }

    /// <summary>Starts a simulator with the keys and workspaces of a file. Several simulators, also in other processes, can use the file at the same
    /// time: every change is appended to the file before the response is sent, and the others use it from their next request on. The file contains
    /// hashes, but no secrets.</summary>
    /// <remarks>The empty file with the additional extension <c>.lock</c> prevents simultaneous changes. It can be deleted when no simulator is
    /// running. If the state file cannot be used later, requests get status 500, and members that read or change keys or workspaces throw one of the
    /// exceptions below.</remarks>
    /// <param name="stateFile">The file's path. The file is created if it does not exist.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The running simulator.</returns>
    /// <exception cref="InvalidDataException">The file is not a state file.</exception>
    /// <exception cref="IOException">The file cannot be read or written, or another process has locked it for 10 seconds.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public static Task<OpenRouterSimulator> StartAsync(string stateFile, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(stateFile);
        return StartAsync(TimeProvider.System, CreateKey(), stateFile, port: 0, cancellationToken);
    }

    /// <summary>Starts a simulator on a certain port of 127.0.0.1, for an application under development, whose configuration contains the address and
    /// the management key.</summary>
    /// <param name="port">The port. 0: any free port.</param>
    /// <param name="managementKey">The management key that the simulator accepts.</param>
    /// <param name="stateFile">The path of a file that keeps the keys, as for <see cref="StartAsync(string, CancellationToken)"/>; null: they exist until
    /// the simulator is disposed.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The running simulator.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The port is negative or greater than 65535.</exception>
    /// <exception cref="InvalidDataException">The file is not a state file.</exception>
    /// <exception cref="IOException">The port is in use, the file cannot be read or written, or another process has locked it for 10
    /// seconds.</exception>
    /// <exception cref="UnauthorizedAccessException">The port or the file cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public static Task<OpenRouterSimulator> StartAsync(
        int port, ManagementKey managementKey, string? stateFile = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort);
        ArgumentNullException.ThrowIfNull(managementKey);
        return StartAsync(TimeProvider.System, managementKey, stateFile, port, cancellationToken);
    }

    /// <summary>Creates a client that calls this simulator with its management key.</summary>
    /// <param name="options">The client's options, whose base address is replaced; null uses the defaults.</param>
    /// <returns>The client. The caller disposes it.</returns>
    /// <exception cref="ArgumentException">The options are invalid.</exception>
    public OpenRouterKeysClient CreateClient(OpenRouterKeysOptions? options = null) =>
        new(ManagementKey, (options ?? new()) with { BaseAddress = BaseAddress });

    /// <summary>Adds a key as if it had been created earlier. A key without <see cref="KeyInfo.CreatedAt"/> is ordered as if it had been created
    /// now. A key without <see cref="KeyInfo.WorkspaceId"/> gets the default workspace's id; another workspace is added if it does not
    /// exist.</summary>
    /// <param name="key">The key. For <c>GET /key</c> to accept the key's secret, the hash must be the SHA-256 of the secret in lowercase
    /// hexadecimal.</param>
    /// <exception cref="ArgumentException">The hash is blank, or a key with this hash exists.</exception>
    [OverloadResolutionPriority(1)] // so that new() { … } still is a key
    public void Add(KeyInfo key)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrWhiteSpace(key.Hash, nameof(key));
        if (!_state.Run(() => _keys.TryAdd(key)))
        {
            throw new ArgumentException("A key with this hash already exists. Use another hash.", nameof(key));
        }
    }

    /// <summary>Adds a workspace, or changes the name and slug of an existing one. A default workspace, with the slug <c>default</c>, always
    /// exists: keys that are created without a workspace are in it.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <exception cref="ArgumentException">The id is <see cref="Guid.Empty"/>.</exception>
    public void Add(Workspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ThrowIfEmpty(workspace.Id, nameof(workspace));
        _state.Run(() => _workspaces.Add(workspace));
    }

    /// <summary>Creates a management key that can access one workspace only. Requests without a workspace id are about this workspace; requests
    /// about other workspaces, their keys and their bindings are rejected with 403. <c>GET /workspaces</c> returns this workspace
    /// only.</summary>
    /// <param name="workspaceId">The workspace's id. The workspace is added if it does not exist.</param>
    /// <returns>The management key. It is random.</returns>
    /// <exception cref="ArgumentException">The id is <see cref="Guid.Empty"/>.</exception>
    public ManagementKey AddManagementKey(Guid workspaceId)
    {
        ThrowIfEmpty(workspaceId, nameof(workspaceId));
        return _state.Run(() => _workspaces.AddManagementKey(workspaceId));
    }

    /// <summary>Replaces what is bound to a key's hash. Guardrails, policies, provider credentials and destinations that do not exist are created in
    /// the key's workspace under the given ids; no others exist. <see cref="KeyBindings.None"/> removes all bindings of the key.</summary>
    /// <param name="hash">The key's hash.</param>
    /// <param name="bindings">The bindings. Each text of <see cref="KeyBindings.Unreadable"/> makes reading one kind of bindings fail for every key
    /// of the same workspace, as it does for a management key without permission. The kinds are <c>guardrails</c>, <c>budget policies</c> (or
    /// another type), <c>provider credentials</c> and <c>observability destinations</c>. The status is 403 unless the text contains another, as in
    /// <c>budget policies: 404</c>.</param>
    /// <exception cref="ArgumentException">No key has this hash, an id is blank or is used in another workspace, a policy has another type, or a
    /// text of <see cref="KeyBindings.Unreadable"/> is not a kind of bindings.</exception>
    public void Bind(string hash, KeyBindings bindings)
    {
        ArgumentNullException.ThrowIfNull(hash);
        ArgumentNullException.ThrowIfNull(bindings);
        string?[] ids =
            [bindings.GuardrailId ?? "none", .. bindings.Policies.Select(policy => policy.PolicyId), .. bindings.ProviderKeyIds, .. bindings.DestinationIds];
        if (Array.Exists(ids, string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("An id is blank. Use an id with at least one character.", nameof(bindings));
        }

        _state.Run(() => _bindings.Bind(_keys.Find(hash) ?? throw UnknownKey(), bindings));
    }

    /// <summary>Spends an amount, as calls to models do: increases the key's total, daily, weekly and monthly usage, decreases its remaining
    /// limit, which may become negative, and sets <see cref="KeyInfo.LastUsedAt"/> to the current time.</summary>
    /// <param name="hash">The key's hash.</param>
    /// <param name="usd">The amount in US dollars. 0: a call to a free model.</param>
    /// <exception cref="ArgumentException">No key has this hash.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
    public void Spend(string hash, decimal usd)
    {
        ArgumentNullException.ThrowIfNull(hash);
        ArgumentOutOfRangeException.ThrowIfNegative(usd);
        if (_state.Run(() => _keys.Spend(hash, usd)) is null)
        {
            throw UnknownKey();
        }
    }

    /// <summary>Adds a fault to the queue. Each request, of any kind, takes the next fault from the queue.</summary>
    /// <param name="fault">The fault to apply.</param>
    public void EnqueueFault(SimulatedFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        _application.EnqueueFault(fault);
    }

    /// <summary>Stops the simulator immediately. Requests that wait for a response do not get one.</summary>
    /// <returns>A task that completes when the port is free.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Increment(ref _disposeCount) > 1)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _server!.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private static ArgumentException UnknownKey() => new("No key has this hash. Use the hash of an existing key.", "hash");

    private static void ThrowIfEmpty(Guid workspaceId, string parameterName)
    {
        if (workspaceId == Guid.Empty)
        {
            throw new ArgumentException("The workspace id is empty. Use the id of a workspace.", parameterName);
        }
    }

    private static ManagementKey CreateKey() => ManagementKey.From(SecretFormat.Create());

    private static async Task<OpenRouterSimulator> StartAsync(
        TimeProvider timeProvider, ManagementKey managementKey, string? stateFile, int port, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var simulator = new OpenRouterSimulator(timeProvider, managementKey);
        if (stateFile is not null)
        {
            simulator._state.Open(new(stateFile), cancellationToken);
        }

        simulator._server = await LoopbackServer.StartAsync(simulator._application, port, cancellationToken).ConfigureAwait(false);
        simulator.BaseAddress = new(simulator._server.Address, ApiRequest.BasePath);
        return simulator;
    }
}
