using System.CommandLine;
using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Secrets;

namespace OpenRouterKeys.Cli.Create;

/// <summary><c>create</c>: one key, and its secret where it was asked to go.</summary>
internal sealed class CreateCommand : Command, IHasHelpNotes
{
    private readonly Terminal _terminal;
    private readonly CreateOptions _options = new();

    public CreateCommand(Terminal terminal)
        : base("create", $"Create an API key. The management key is read from the environment variable {ManagementKeyVariable.Name}.")
    {
        _terminal = terminal;
        _options.AddTo(this);
        SetAction((parsed, cancellationToken) => RunAsync(_options.Read(parsed), cancellationToken));
    }

    public string HelpNotes => ExitCode.OfCreate;

    private async Task<int> RunAsync(CreateOrder order, CancellationToken cancellationToken)
    {
        OrderCheck.Run(order);
        var request = await OrderedRequest.ReadAsync(order, _terminal, cancellationToken);
        if (order.DryRun)
        {
            _terminal.Tell("Dry run: nothing was sent. The body of the request would be:");
            return Answer.Write(null, _terminal, () => _terminal.Output.WriteLine(request.ToJson()));
        }

        await using var api = await KeysApi.OpenAsync(order.Api, _terminal, cancellationToken);
        await using var file = order.Secret.File is { } path ? SecretFile.Create(path, _terminal) : null;
        if (order.Api.Simulator && order.Secret.Json)
        {
            _terminal.Tell($"The key is simulated: {order.Api.Whereabouts}, and opens nothing.");
        }

        var created = await api.Client.CreateAsync(request, cancellationToken);
        return new Handover(order.Secret, order.Api, _terminal).Give(created, file);
    }
}
