using System.CommandLine;
using OpenRouterKeys.Cli.Input;

namespace OpenRouterKeys.Cli.Commands;

/// <summary><c>validate</c>: reports every problem in a request.</summary>
internal sealed class ValidateCommand : Command, IHasExitCodeHelp
{
    private readonly Terminal _terminal;

    private readonly Argument<string> _file = new("FILE")
    {
        Description = "The request in the API's JSON format (the body of POST /keys); - reads standard input.",
    };

    private readonly PolicyFile _policy = new("The policy that the request must comply with.");

    public ValidateCommand(Terminal terminal)
        : base("validate", "Report every problem in a request. Sends nothing.")
    {
        _terminal = terminal;
        Arguments.Add(_file);
        Options.Add(_policy.Option);
        SetAction(RunAsync);
    }

    public string ExitCodeHelp => """
        Exit codes:
          0    The request is valid.
          2    The command line, the file, the policy or the request is invalid, or the request violates the policy.
          130  Canceled.
        """;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var policy = await _policy.ReadAsync(parsed, _terminal, cancellationToken);
        var file = new RequestFile(parsed.GetRequiredValue(_file));
        var request = await file.ReadAsync(_terminal, isTemplate: false, cancellationToken);
        ValidationReport.ThrowIfInvalid(request.Validate(policy?.Policy, _terminal.TimeProvider), file.PlaceOf, policy, _terminal);
        await _terminal.Output.WriteLineAsync("valid".AsMemory(), cancellationToken);
        return ExitCode.Success;
    }
}
