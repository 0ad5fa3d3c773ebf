using System.Security.Cryptography;
using System.Text;
using OpenRouterKeys.Fluent.Testing;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Machine;

/// <summary>A simulator, a client, and what the client said of each call.</summary>
internal sealed class CreationSystem : IAsyncDisposable
{
    private readonly Dictionary<string, CreatedKey> _returned = [];
    private readonly HashSet<string> _unknown = [];
    private readonly HashSet<string> _denied = [];
    private OpenRouterKeysClient _client;

    private CreationSystem(OpenRouterSimulator simulator) => (Simulator, _client) = (simulator, NewClient(simulator));

    public OpenRouterSimulator Simulator { get; private set; }

    public static async Task<CreationSystem> StartAsync() => new(await OpenRouterSimulator.StartAsync());

    public async Task CreateAsync(string name, CancellationToken cancellationToken = default)
    {
        try
        {
            _returned.Add(name, await _client.CreateAsync(KeyRequest.Named(name), cancellationToken));
        }
        catch (KeyOutcomeUnknownException exception)
        {
            _unknown.Add(exception.Request!.Name);
        }
        catch (Exception exception) when (exception is KeyRequestRejectedException or OpenRouterUnavailableException or OperationCanceledException)
        {
            _denied.Add(name);
        }
    }

    /// <summary>A simulator at another address that has the same keys, and a client for it.</summary>
    public async Task RestartAsync()
    {
        var (stopped, client) = (Simulator, _client);
        await stopped.DisposeAsync();
        Simulator = await OpenRouterSimulator.StartAsync();
        foreach (var key in stopped.Keys.Reverse())
        {
            Simulator.Add(key);
        }

        _client = NewClient(Simulator);
        client.Dispose();
    }

    /// <summary>The promise, of any calls: what breaks it; null where it holds.</summary>
    public string? BrokenPromise()
    {
        var keys = Simulator.Keys;
        return keys.FirstOrDefault(key => !IsReturned(key) && !_unknown.Contains(key.Name)) is { } lost
                ? $"{lost.Name} exists, and was neither returned nor told unknown"
            : keys.FirstOrDefault(key => _denied.Contains(key.Name)) is { } denied ? $"{denied.Name} exists, and was denied"
            : keys.DistinctBy(key => key.Name).Count() < keys.Count ? "a key exists twice"
            : _returned.Keys.Except(keys.Select(key => key.Name)).FirstOrDefault() is { } missing ? $"{missing} was returned, and does not exist"
            : null;
    }

    /// <summary>Whether these very calls came to what was expected of them.</summary>
    public bool IsAsExpected(CreationModel model) =>
        model.Existing.SetEquals(Simulator.Keys.Select(key => key.Name))
        && model.Said.Index().All(call => IsAsExpected(call.Item, Said(CreationModel.NameOf(call.Index))));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Simulator.DisposeAsync();
    }

    private static bool IsAsExpected(Expected expected, Expected said) =>
        said == expected || (expected == Expected.UnknownOrDenied && said is Expected.Unknown or Expected.Denied);

    private Expected Said(string name) =>
        _returned.ContainsKey(name) ? Expected.Returned : _unknown.Contains(name) ? Expected.Unknown : Expected.Denied;

    // The hash is the secret's, so the secret that was returned is this key's.
    private bool IsReturned(KeyInfo key) =>
        _returned.TryGetValue(key.Name, out var created)
        && Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(created.Key.Reveal()))) == key.Hash;

    private static OpenRouterKeysClient NewClient(OpenRouterSimulator simulator) =>
        simulator.CreateClient(new() { MaxAttempts = CreationModel.Attempts, TimeProvider = new WaitingClock(TimeProvider.System, isOverAtOnce: true) });
}
