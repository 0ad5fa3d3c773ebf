using OpenRouterKeys.Fluent.Testing.Api;
using OpenRouterKeys.Fluent.Testing.Server;

namespace OpenRouterKeys.Fluent.Testing;

/// <summary>An OpenRouter keys API in your own process, for tests: real HTTP on a loopback port, state, spec-shaped answers, faults on
/// demand. Thread-safe, and as many at once as you like: each has its own port, management key and keys. What was received and
/// what exists can be asked after disposal too.</summary>
public sealed class OpenRouterSimulator : IAsyncDisposable
{
    private readonly KeyStore _keys;
    private readonly Journal _journal = new();
    private readonly CancellationTokenSource _stopping = new();
    private LoopbackServer? _server;
    private int _disposals;

    private OpenRouterSimulator(TimeProvider timeProvider) => _keys = new(timeProvider);

    /// <summary>Where the API is, as in <c>http://127.0.0.1:12345/api/v1/</c>; for <see cref="OpenRouterKeysOptions.BaseAddress"/>.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>The one management key that is accepted; random.</summary>
    public ManagementKey ManagementKey { get; } = ManagementKey.From(NewSecret.Make());

    /// <summary>Every key that exists now, disabled ones and those of all workspaces too, as the API would list it: the newest first.</summary>
    public IReadOnlyList<KeyInfo> Keys => _keys.NewestFirst();

    /// <summary>The requests received so far, oldest first: also those that were refused, or met a fault.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => _journal.Received;

    /// <summary>Starts a simulator without keys on a free port of 127.0.0.1.</summary>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The simulator, listening.</returns>
    /// <exception cref="OperationCanceledException">Cancelled before it listened.</exception>
    public static Task<OpenRouterSimulator> StartAsync(CancellationToken cancellationToken = default) =>
        StartAsync(TimeProvider.System, null, cancellationToken);

    /// <summary>The same, living by a clock of yours: at its midnights usage falls and limits refill, and by it keys expire and are dated. Give
    /// the client the same clock in <see cref="OpenRouterKeysOptions.TimeProvider"/>.</summary>
    /// <param name="timeProvider">Tells the time; only its UTC time is asked.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The simulator, listening.</returns>
    /// <exception cref="OperationCanceledException">Cancelled before it listened.</exception>
    public static Task<OpenRouterSimulator> StartAsync(TimeProvider timeProvider, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        return StartAsync(timeProvider, null, cancellationToken);
    }

    /// <summary>The same, with the keys of a file, which is kept up to date. One simulator at a time: the last one to write wins.</summary>
    /// <param name="stateFile">The file's path; there need not be one yet.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="InvalidDataException">The file holds something else.</exception>
    /// <exception cref="IOException">The file cannot be read or written; so <see cref="UnauthorizedAccessException"/>.</exception>
    internal static Task<OpenRouterSimulator> StartAsync(string stateFile, CancellationToken cancellationToken) =>
        StartAsync(TimeProvider.System, stateFile, cancellationToken);

    /// <summary>Makes a client that calls this simulator with its management key.</summary>
    /// <param name="options">How to call; the base address is replaced. Null: the client's defaults.</param>
    /// <returns>The client; yours to dispose.</returns>
    /// <exception cref="ArgumentException">The options are invalid; the message says what.</exception>
    public OpenRouterKeysClient CreateClient(OpenRouterKeysOptions? options = null) =>
        new(ManagementKey, (options ?? new()) with { BaseAddress = BaseAddress });

    /// <summary>Puts a key there, as if it had been created earlier. Without a <see cref="KeyInfo.CreatedAt"/> it is listed as created now.</summary>
    /// <param name="key">The key, told as it is here. Its own secret answers to <c>GET /key</c> where the hash is the secret's SHA-256 in hex.</param>
    /// <exception cref="ArgumentException">The hash is blank, or that of a key that exists.</exception>
    public void Add(KeyInfo key)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentException.ThrowIfNullOrWhiteSpace(key.Hash, nameof(key));
        if (!_keys.TryAdd(key))
        {
            throw new ArgumentException("There is a key with this hash already.", nameof(key));
        }
    }

    /// <summary>Spends as calls of models would: raises the usage in total and of day, week and month, and lowers what is left of a limit,
    /// below zero too.</summary>
    /// <param name="hash">The key's hash.</param>
    /// <param name="usd">How much, in US dollars.</param>
    /// <exception cref="ArgumentException">There is no key with this hash.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
    public void Spend(string hash, decimal usd)
    {
        ArgumentNullException.ThrowIfNull(hash);
        ArgumentOutOfRangeException.ThrowIfNegative(usd);
        if (_keys.Change(hash, key => Limits.Spend(key, usd)) is null)
        {
            throw new ArgumentException("There is no key with this hash.", nameof(hash));
        }
    }

    /// <summary>Lets something go wrong with the next request, whatever it asks. Faults queue up: each meets one request, in order.</summary>
    /// <param name="fault">What goes wrong.</param>
    public void EnqueueFault(SimulatedFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        _journal.Plan(fault);
    }

    /// <summary>Stops at once: requests still waiting for an answer are left without one.</summary>
    /// <returns>A task that ends when the port is free again.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Increment(ref _disposals) > 1)
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
            simulator._keys.KeepIn(new(stateFile, simulator.ManagementKey));
        }

        var conversation = new Conversation(new(simulator._keys, simulator.ManagementKey, timeProvider), simulator._journal, simulator._stopping.Token);
        simulator._server = await LoopbackServer.StartAsync(conversation, cancellationToken).ConfigureAwait(false);
        simulator.BaseAddress = new(simulator._server.Address, ApiCall.Root);
        return simulator;
    }
}
