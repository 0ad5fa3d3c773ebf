using System.CommandLine;
using OpenRouterKeys.Cli.Input;

namespace OpenRouterKeys.Cli;

/// <summary><c>validate FILE|-</c>: what is wrong with a request, without sending it.</summary>
internal sealed class ValidateCommand : Command, IHasHelpNotes
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _file = new("FILE") { Description = "The request in the API's JSON form (the body of POST /keys); - is standard input." };

    public ValidateCommand(Terminal terminal)
        : base("validate", "Say everything that is wrong with a request, and send nothing.")
    {
        _terminal = terminal;
        Arguments.Add(_file);
        SetAction(RunAsync);
    }

    public string HelpNotes => ExitCode.OfValidate;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = new RequestFile(parsed.GetRequiredValue(_file));
        var request = await file.ReadAsync(_terminal, isTemplate: false, cancellationToken);
        RuleCheck.Run(request.Validate(_terminal.Clock), _ => file.Name, _terminal);
        await _terminal.Output.WriteLineAsync("valid".AsMemory(), cancellationToken);
        return ExitCode.Done;
    }
}
