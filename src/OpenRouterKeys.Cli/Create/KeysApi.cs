using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Create;

/// <summary>Where an order is sent: OpenRouter, or a simulator that lives as long as this.</summary>
internal sealed class KeysApi : IAsyncDisposable
{
    private readonly OpenRouterKeysClient _client;
    private readonly OpenRouterSimulator? _simulator;

    private KeysApi(OpenRouterKeysClient client, OpenRouterSimulator? simulator)
    {
        _client = client;
        _simulator = simulator;
    }

    public IOpenRouterKeysClient Client => _client;

    public static async Task<KeysApi> OpenAsync(CreateOrder order, Terminal terminal, CancellationToken cancellationToken)
    {
        var options = new OpenRouterKeysOptions { Clock = terminal.Clock };
        if (order.Simulator)
        {
            var simulator = await OpenRouterSimulator.StartAsync(cancellationToken);
            return new(simulator.CreateClient(options), simulator);
        }

        options = order.BaseAddress is { } address ? options with { BaseAddress = address } : options;
        try
        {
            return new(new OpenRouterKeysClient(ManagementKeyVariable.Read(terminal.Environment), options), null);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(Words(exception));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_simulator is not null)
        {
            await _simulator.DisposeAsync();
        }
    }

    // The parameter that .NET names behind the message is none of the user's.
    private static string Words(ArgumentException exception) => exception.Message.Split(" (Parameter '")[0];
}
