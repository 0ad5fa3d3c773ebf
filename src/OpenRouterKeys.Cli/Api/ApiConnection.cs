using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Api;

/// <summary>A client for OpenRouter, or for a simulator that runs until this object is disposed.</summary>
internal sealed class ApiConnection : IAsyncDisposable
{
    private readonly OpenRouterSimulator? _simulator;

    private ApiConnection(OpenRouterKeysClient client, OpenRouterSimulator? simulator, string? account)
    {
        Client = client;
        Account = account;
        _simulator = simulator;
    }

    public OpenRouterKeysClient Client { get; }

    /// <summary>Identifies the account, and may contain the management key; null: no other process can use the same keys.</summary>
    public string? Account { get; }

    /// <param name="target">The API to call.</param>
    /// <param name="terminal">The source of the management key and the time.</param>
    /// <param name="apiKey">The key to call OpenRouter with instead of the management key.</param>
    /// <param name="policy">The policy that the client enforces; null: none.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async Task<ApiConnection> OpenAsync(
        ApiTarget target, Terminal terminal, ApiKey? apiKey, KeyPolicy? policy, CancellationToken cancellationToken)
    {
        if (target.Error is { } error)
        {
            throw new UsageException(error);
        }

        var options = new OpenRouterKeysOptions { TimeProvider = terminal.TimeProvider, Policy = policy };
        if (target.IsSimulated)
        {
            AspNetCoreRuntime.Load("--simulator");
            var simulator = await StartSimulatorAsync(target.StateFile, cancellationToken);
            return new(simulator.CreateClient(options), simulator, target.StateFile is { } file ? FindTarget(file) : null);
        }

        options = target.BaseAddress is { } address ? options with { BaseAddress = address } : options;
        try
        {
            var key = apiKey is not null ? ManagementKey.From(apiKey.Reveal()) : terminal.ManagementKeyFromFile ?? ManagementKeyVariable.Read(terminal.Environment);
            return new(new OpenRouterKeysClient(key, options), null, $"{Normalize(options.BaseAddress)}\n{key.Reveal()}");
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(WithoutParameterName(exception.Message));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_simulator is not null)
        {
            await _simulator.DisposeAsync();
        }
    }

    private static async Task<OpenRouterSimulator> StartSimulatorAsync(string? stateFile, CancellationToken cancellationToken)
    {
        if (stateFile is null)
        {
            return await OpenRouterSimulator.StartAsync(cancellationToken);
        }

        try
        {
            return await OpenRouterSimulator.StartAsync(stateFile, cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            throw new UsageException($"--simulator: {exception.Message}");
        }
        catch (Exception exception) when (FileError.Describe(exception, stateFile) is { } error)
        {
            throw new UsageException($"--simulator: {stateFile} cannot be used: {error}.");
        }
    }

    // The same account under another spelling of the address must be recognized.
    private static string Normalize(Uri address) => $"{(address.IsLoopback ? "localhost" : address.Host)}:{address.Port}{address.AbsolutePath.TrimEnd('/')}";

    private static string FindTarget(string stateFile)
    {
        var path = Path.GetFullPath(stateFile);
        return (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true) : null)?.FullName ?? path;
    }

    private static string WithoutParameterName(string message) => message.Split(" (Parameter '")[0];
}
