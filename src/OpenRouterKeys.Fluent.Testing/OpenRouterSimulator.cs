using OpenRouterKeys.Fluent.Testing.Api;
using OpenRouterKeys.Fluent.Testing.Server;

namespace OpenRouterKeys.Fluent.Testing;

/// <summary>A simulation of OpenRouter's keys API for tests. It runs in the test process and serves HTTP on a loopback port, keeps created keys in
/// memory, responds in the API's format, and simulates faults. Thread-safe. Each simulator has its own port, management key and keys, so tests can
/// run in parallel. <see cref="Keys"/> and <see cref="Requests"/> remain available after disposal.</summary>
public sealed class OpenRouterSimulator : IAsyncDisposable
{
    private readonly KeyStore _keys;
    private readonly SimulatorApplication _application;
    private readonly CancellationTokenSource _stopping = new();
    private LoopbackServer? _server;
    private int _disposeCount;

    private OpenRouterSimulator(TimeProvider timeProvider)
    {
        _keys = new(timeProvider);
        _application = new(new(_keys, ManagementKey, timeProvider), _stopping.Token);
    }

    /// <summary>The API's base address, such as <c>http://127.0.0.1:12345/api/v1/</c>, for <see cref="OpenRouterKeysOptions.BaseAddress"/>.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>The only management key that this simulator accepts. It is random.</summary>
    public ManagementKey ManagementKey { get; } = ManagementKey.From(SecretFormat.Create());

    /// <summary>All existing keys, newest first, as the API would return them, including disabled and expired keys and those of every workspace.</summary>
    public IReadOnlyList<KeyInfo> Keys => _keys.NewestFirst();

    /// <summary>The requests received so far, oldest first, including rejected ones and those affected by a fault.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => _application.Requests;

    /// <summary>Starts a simulator without keys on a free port of 127.0.0.1.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The running simulator.</returns>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public static Task<OpenRouterSimulator> StartAsync(CancellationToken cancellationToken = default) =>
        StartAsync(TimeProvider.System, null, cancellationToken);

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
        return StartAsync(timeProvider, null, cancellationToken);
    }

    /// <summary>Starts a simulator with the keys of a file, and writes every change to that file, so that several processes can use the same keys
    /// one after the other. Use a file with one simulator at a time. It contains hashes, but no secrets.</summary>
    /// <param name="stateFile">The file's path. The file is created if it does not exist.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The running simulator.</returns>
    /// <exception cref="InvalidDataException">The file is not a state file.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled.</exception>
    public static Task<OpenRouterSimulator> StartAsync(string stateFile, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(stateFile);
        return StartAsync(TimeProvider.System, stateFile, cancellationToken);
    }

    /// <summary>Creates a client that calls this simulator with its management key.</summary>
    /// <param name="options">The client's options, whose base address is replaced; null uses the defaults.</param>
    /// <returns>The client. The caller disposes it.</returns>
    /// <exception cref="ArgumentException">The options are invalid.</exception>
    public OpenRouterKeysClient CreateClient(OpenRouterKeysOptions? options = null) =>
        new(ManagementKey, (options ?? new()) with { BaseAddress = BaseAddress });

    /// <summary>Adds a key as if it had been created earlier. A key without <see cref="KeyInfo.CreatedAt"/> is ordered as if it had been created
    /// now.</summary>
    /// <param name="key">The key. For <c>GET /key</c> to accept the key's secret, the hash must be the SHA-256 of the secret in lowercase
    /// hexadecimal.</param>
    /// <exception cref="ArgumentException">The hash is blank, or a key with this hash exists.</exception>
    public void Add(KeyInfo key)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrWhiteSpace(key.Hash, nameof(key));
        if (!_keys.TryAdd(key))
        {
            throw new ArgumentException("A key with this hash already exists. Use another hash.", nameof(key));
        }
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
        if (_keys.Spend(hash, usd) is null)
        {
            throw new ArgumentException("No key has this hash. Use the hash of an existing key.", nameof(hash));
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

    private static async Task<OpenRouterSimulator> StartAsync(TimeProvider timeProvider, string? stateFile, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var simulator = new OpenRouterSimulator(timeProvider);
        if (stateFile is not null)
        {
            simulator._keys.Persist(new(stateFile, simulator.ManagementKey));
        }

        simulator._server = await LoopbackServer.StartAsync(simulator._application, cancellationToken).ConfigureAwait(false);
        simulator.BaseAddress = new(simulator._server.Address, ApiRequest.BasePath);
        return simulator;
    }
}
