using System.Collections.Concurrent;

namespace OpenRouterKeys.Fluent.Tests.Load;

/// <summary>What the client said of each creation, by the key's name.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<string, ApiKey> _returned = new();
    private readonly ConcurrentDictionary<string, byte> _unknown = new();
    private readonly ConcurrentDictionary<string, byte> _denied = new();

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
            _denied[name] = 0;
        }
    }

    public LoadResult Compare(IReadOnlyList<KeyInfo> keys) => new()
    {
        Returned = _returned.Count,
        Unknown = _unknown.Count,
        Denied = _denied.Count,
        Doubled = keys.Count - keys.DistinctBy(key => key.Name).Count() + _returned.Count - _returned.Values.Distinct().Count(),
        Lost = keys.Count(key => !_returned.ContainsKey(key.Name) && !_unknown.ContainsKey(key.Name)),
        MadeAndDenied = keys.Count(key => _denied.ContainsKey(key.Name)),
        ReturnedAndMissing = _returned.Keys.Except(keys.Select(key => key.Name)).Count(),
    };
}

/// <summary>What came of a load.</summary>
internal sealed record LoadResult
{
    public int Returned { get; init; }

    public int Unknown { get; init; }

    public int Denied { get; init; }

    /// <summary>Keys beyond the first of a name, and secrets that were returned twice.</summary>
    public int Doubled { get; init; }

    /// <summary>Keys that exist, and were neither returned nor told unknown.</summary>
    public int Lost { get; init; }

    public int MadeAndDenied { get; init; }

    public int ReturnedAndMissing { get; init; }

    /// <summary>Connections that the client holds when all is done.</summary>
    public int Connections { get; init; }

    /// <summary>What the process has in use when all but the client is gone.</summary>
    public long Bytes { get; init; }

    /// <summary>Sockets, files and the like that the process holds when the client is gone too.</summary>
    public int Handles { get; init; }
}
