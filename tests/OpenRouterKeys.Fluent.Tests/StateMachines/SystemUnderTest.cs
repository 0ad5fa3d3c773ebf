using System.Security.Cryptography;
using System.Text;
using OpenRouterKeys.Fluent.Testing;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.StateMachines;

/// <summary>A simulator, a client, and the outcomes that the client reported.</summary>
internal sealed class SystemUnderTest : IAsyncDisposable
{
    private readonly Dictionary<string, CreatedKey> _returned = [];
    private readonly HashSet<string> _unknown = [];
    private readonly HashSet<string> _notCreated = [];
    private OpenRouterKeysClient _client;

    private SystemUnderTest(OpenRouterSimulator simulator) => (Simulator, _client) = (simulator, CreateClient(simulator));

    public OpenRouterSimulator Simulator { get; private set; }

    public static async Task<SystemUnderTest> StartAsync() => new(await OpenRouterSimulator.StartAsync());

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
            _notCreated.Add(name);
        }
    }

    /// <summary>Starts a simulator with the same keys at a different address, and a client for it.</summary>
    public async Task RestartAsync()
    {
        var (oldSimulator, oldClient) = (Simulator, _client);
        await oldSimulator.DisposeAsync();
        Simulator = await OpenRouterSimulator.StartAsync();
        foreach (var key in oldSimulator.Keys.Reverse())
        {
            Simulator.Add(key);
        }

        _client = CreateClient(Simulator);
        oldClient.Dispose();
    }

    /// <summary>Checks what must be true after any sequence of calls. Returns a violation, or null.</summary>
    public string? FindViolation()
    {
        var keys = Simulator.Keys;
        return keys.FirstOrDefault(key => !IsReturned(key) && !_unknown.Contains(key.Name)) is { } unreported
                ? $"{unreported.Name} exists, but was neither returned nor reported as unknown"
            : keys.FirstOrDefault(key => _notCreated.Contains(key.Name)) is { } existing ? $"{existing.Name} exists, but was reported as not created"
            : keys.DistinctBy(key => key.Name).Count() < keys.Count ? "a key exists twice"
            : _returned.Keys.Except(keys.Select(key => key.Name)).FirstOrDefault() is { } missing ? $"{missing} was returned, but does not exist"
            : null;
    }

    /// <summary>Returns whether the keys and the outcomes are those expected of this sequence of calls.</summary>
    public bool IsAsExpected(ExpectedState model) =>
        model.Existing.SetEquals(Simulator.Keys.Select(key => key.Name))
        && model.Outcomes.Index().All(call => IsAsExpected(call.Item, GetOutcome(ExpectedState.GetName(call.Index))));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Simulator.DisposeAsync();
    }

    private static bool IsAsExpected(Outcome expected, Outcome actual) =>
        actual == expected || (expected == Outcome.UnknownOrNotCreated && actual is Outcome.Unknown or Outcome.NotCreated);

    private Outcome GetOutcome(string name) =>
        _returned.ContainsKey(name) ? Outcome.Returned : _unknown.Contains(name) ? Outcome.Unknown : Outcome.NotCreated;

    // The simulator's hash is the SHA-256 of the secret, so an equal hash means that this key's secret was returned.
    private bool IsReturned(KeyInfo key) =>
        _returned.TryGetValue(key.Name, out var created)
        && Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(created.Key.Reveal()))) == key.Hash;

    private static OpenRouterKeysClient CreateClient(OpenRouterSimulator simulator) =>
        simulator.CreateClient(new() { MaxAttempts = ExpectedState.MaxAttempts, TimeProvider = new RecordingTimeProvider(TimeProvider.System, skipDelays: true) });
}
