using System.CommandLine;
using OpenRouterKeys.Cli.Apply;
using OpenRouterKeys.Cli.Input;

namespace OpenRouterKeys.Cli.Commands;

/// <summary><c>validate</c>: reports every problem in one request or in a file of requests.</summary>
internal sealed class ValidateCommand : Command, IHasExitCodeHelp
{
    public const string Summary = "Report every problem in a file of requests. Sends nothing.";

    private readonly Terminal _terminal;

    private readonly Argument<string> _file = new("FILE") { Description = $"The requests, as in apply: {RowOptions.Formats}" };

    private readonly RowOptions _rows = new();

    private readonly PolicyFile _policy = new("The policy that the requests must comply with.");

    public ValidateCommand(Terminal terminal)
        : base("validate", Summary)
    {
        _terminal = terminal;
        Arguments.Add(_file);
        foreach (var option in _rows.All)
        {
            Options.Add(option);
        }

        Options.Add(_policy.Option);
        SetAction(RunAsync);
    }

    public string ExitCodeHelp => """
        Exit codes:
          0    The requests are valid.
          2    The command line, the file, the policy or a request is invalid, or a request violates the policy.
          130  Canceled.
        """;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var policy = await _policy.ReadAsync(parsed, _terminal, cancellationToken);
        var file = _rows.Open(parsed.GetRequiredValue(_file), parsed);
        var rows = await file.ReadAsync(policy, _terminal, consequence: null, cancellationToken);
        var result = file.IsSingleRequest ? "valid" : rows.Count == 1 ? "1 request is valid." : $"{rows.Count} requests are valid.";
        await _terminal.Output.WriteLineAsync(result.AsMemory(), cancellationToken);
        return ExitCode.Success;
    }
}
