using System.Collections.Concurrent;

namespace OpenRouterKeys.Fluent.Tests.Load;

/// <summary>Records the outcome that the client reports for each creation, by the key's name.</summary>
internal sealed class OutcomeRecorder
{
    private readonly ConcurrentDictionary<string, ApiKey> _returned = new();
    private readonly ConcurrentDictionary<string, byte> _unknown = new();
    private readonly ConcurrentDictionary<string, byte> _notCreated = new();

    public async Task CreateAsync(OpenRouterKeysClient client, string name, CancellationToken cancellationToken)
    {
        try
        {
            _returned[name] = (await client.CreateAsync(KeyRequest.Named(name), cancellationToken)).Key;
        }
        catch (KeyOutcomeUnknownException exception)
        {
            _unknown[exception.Request!.Name] = 0;
        }
        catch (Exception exception) when (exception is KeyRequestRejectedException or OpenRouterUnavailableException)
        {
            _notCreated[name] = 0;
        }
    }

    /// <summary>Compares the reported outcomes with the keys that exist.</summary>
    public LoadResult Compare(IReadOnlyList<KeyInfo> keys) => new()
    {
        Returned = _returned.Count,
        Unknown = _unknown.Count,
        NotCreated = _notCreated.Count,
        Duplicates = keys.Count - keys.DistinctBy(key => key.Name).Count() + _returned.Count - _returned.Values.Distinct().Count(),
        Unreported = keys.Count(key => !_returned.ContainsKey(key.Name) && !_unknown.ContainsKey(key.Name)),
        ExistingNotCreated = keys.Count(key => _notCreated.ContainsKey(key.Name)),
        MissingReturned = _returned.Keys.Except(keys.Select(key => key.Name)).Count(),
    };
}

/// <summary>The result of a load run.</summary>
internal sealed record LoadResult
{
    public int Returned { get; init; }

    public int Unknown { get; init; }

    public int NotCreated { get; init; }

    /// <summary>Keys with the name of another key, and secrets that were returned more than once.</summary>
    public int Duplicates { get; init; }

    /// <summary>Keys that exist but were neither returned nor reported as unknown.</summary>
    public int Unreported { get; init; }

    /// <summary>Keys that exist but were reported as not created.</summary>
    public int ExistingNotCreated { get; init; }

    /// <summary>Keys that were returned but do not exist.</summary>
    public int MissingReturned { get; init; }

    /// <summary>Connections that the client has open after the last creation.</summary>
    public int Connections { get; init; }

    /// <summary>Memory in use after the simulator was disposed, while the client still exists.</summary>
    public long Bytes { get; init; }

    /// <summary>Handles that the process has open after the client was disposed.</summary>
    public int Handles { get; init; }
}
