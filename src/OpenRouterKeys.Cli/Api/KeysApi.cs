using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Api;

/// <summary>Where calls are sent: OpenRouter, or a simulator that lives as long as this.</summary>
internal sealed class KeysApi : IAsyncDisposable
{
    private readonly OpenRouterSimulator? _simulator;

    private KeysApi(OpenRouterKeysClient client, OpenRouterSimulator? simulator)
    {
        Client = client;
        _simulator = simulator;
    }

    public OpenRouterKeysClient Client { get; }

    /// <param name="target">Where.</param>
    /// <param name="terminal">Gives the management key and the time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="instead">The key to call with where that is not the management key.</param>
    public static async Task<KeysApi> OpenAsync(
        ApiTarget target, Terminal terminal, CancellationToken cancellationToken, ApiKey? instead = null)
    {
        if (target.Problem is { } problem)
        {
            throw new UsageException(problem);
        }

        var options = new OpenRouterKeysOptions { TimeProvider = terminal.Clock };
        if (target.Simulator)
        {
            var simulator = await StartAsync(target.StateFile, cancellationToken);
            return new(simulator.CreateClient(options), simulator);
        }

        options = target.BaseAddress is { } address ? options with { BaseAddress = address } : options;
        try
        {
            var key = instead is null ? ManagementKeyVariable.Read(terminal.Environment) : ManagementKey.From(instead.Reveal());
            return new(new OpenRouterKeysClient(key, options), null);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(Words(exception));
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

    private static async Task<OpenRouterSimulator> StartAsync(string? stateFile, CancellationToken cancellationToken)
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
        catch (Exception exception) when (FileProblem.Of(exception, stateFile) is { } problem)
        {
            throw new UsageException($"--simulator: {stateFile} cannot be used: {problem}.");
        }
    }

    // The parameter that .NET names behind the message is none of the user's.
    private static string Words(ArgumentException exception) => exception.Message.Split(" (Parameter '")[0];
}
