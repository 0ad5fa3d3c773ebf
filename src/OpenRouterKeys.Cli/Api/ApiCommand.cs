using System.CommandLine;

namespace OpenRouterKeys.Cli.Api;

/// <summary>A command that calls the API with the management key.</summary>
internal abstract class ApiCommand : Command, IHasHelpNotes
{
    private readonly ApiOptions _api = new();
    private readonly Option<bool> _json = Flag.Of("--json", "Write one JSON object in the API's shape to standard output.");

    protected ApiCommand(string name, string description, Terminal terminal)
        : base(name, description)
    {
        Terminal = terminal;
        SetAction(RunAsync);
    }

    public virtual string HelpNotes => ExitCode.OfCall;

    protected Terminal Terminal { get; }

    protected abstract Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken);

    /// <summary>Adds what the command alone has, and then what all have.</summary>
    protected void Take(Argument[] arguments, Option[] options, bool takesJson = true)
    {
        foreach (var argument in arguments)
        {
            Arguments.Add(argument);
        }

        Option[] json = takesJson ? [_json] : [];
        foreach (var option in options.Concat(json).Concat(_api.All))
        {
            Options.Add(option);
        }
    }

    protected bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    protected ApiTarget TargetOf(ParseResult parsed) => _api.Read(parsed);

    protected Task<KeysApi> OpenAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        KeysApi.OpenAsync(TargetOf(parsed), Terminal, cancellationToken);
}
