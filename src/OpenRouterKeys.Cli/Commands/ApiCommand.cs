using System.CommandLine;
using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Cli.Values;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Commands;

/// <summary>A command that calls the API.</summary>
internal abstract class ApiCommand : Command, IHasExitCodeHelp
{
    private readonly ApiOptions _api = new();
    private readonly Option<bool> _json = Flag.Create("--json", "Write one JSON object in the API's format to standard output.");

    protected ApiCommand(string name, string description, Terminal terminal)
        : base(name, description)
    {
        Terminal = terminal;
        SetAction(RunWithManagementKeyAsync);
    }

    public virtual string ExitCodeHelp => """
        Exit codes:
          0    Success.
          1    OpenRouter rejected the request: the key does not exist, the management key is not accepted, or the rate limit is exceeded.
               Nothing was changed.
          2    The command line or a file is invalid. Nothing was changed.
          3    OpenRouter could not be reached. Nothing was changed, and it is safe to try again.
          4    The outcome is unknown. Check the key before you try again.
          5    Success, but the result could not be written to standard output.
          130  Canceled. Nothing was changed.
        """;

    protected Terminal Terminal { get; }

    protected abstract Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken);

    /// <summary>Adds the command's own parameters, then those of every command that calls the API.</summary>
    protected void AddParameters(Argument[] arguments, Option[] options, bool hasJson = true, string? jsonDescription = null)
    {
        foreach (var argument in arguments)
        {
            Arguments.Add(argument);
        }

        _json.Description = jsonDescription ?? _json.Description;
        Option[] json = hasJson ? [_json] : [];
        foreach (var option in options.Concat(json).Concat(_api.All))
        {
            Options.Add(option);
        }
    }

    protected bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    protected ApiTarget GetTarget(ParseResult parsed) => _api.Read(parsed);

    protected Task<ApiConnection> ConnectAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        ConnectAsync(parsed, null, null, cancellationToken);

    /// <param name="parsed">The command line.</param>
    /// <param name="policy">The policy that the client enforces; null: none.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    protected Task<ApiConnection> ConnectAsync(ParseResult parsed, FilePolicy? policy, CancellationToken cancellationToken) =>
        ConnectAsync(parsed, null, policy, cancellationToken);

    /// <param name="parsed">The command line.</param>
    /// <param name="apiKey">The key to call OpenRouter with instead of the management key.</param>
    /// <param name="policy">The policy that the client enforces; null: none.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    protected Task<ApiConnection> ConnectAsync(ParseResult parsed, ApiKey? apiKey, FilePolicy? policy, CancellationToken cancellationToken) =>
        ApiConnection.OpenAsync(GetTarget(parsed), Terminal, apiKey, policy?.Policy, cancellationToken);

    private async Task<int> RunWithManagementKeyAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var target = GetTarget(parsed);
        if (target is { ManagementKeyFile: { } path, Error: null })
        {
            // Before anything else, so that no message contains the key.
            Terminal.ManagementKeyFromFile = await ManagementKeyFile.ReadAsync(path, Terminal, cancellationToken);
        }

        return await RunAsync(parsed, cancellationToken);
    }
}
