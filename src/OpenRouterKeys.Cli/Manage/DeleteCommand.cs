using System.CommandLine;
using OpenRouterKeys.Cli.Output;

namespace OpenRouterKeys.Cli.Manage;

/// <summary><c>delete</c>: asks first, and where nobody can be asked wants to be told.</summary>
internal sealed class DeleteCommand : OneKeyCommand
{
    private readonly Option<bool> _yes = Flag.Of("--yes", "Do not ask. Required where standard input is no terminal.");

    public DeleteCommand(Terminal terminal)
        : base("delete", "Delete a key for good: whoever uses it is refused at once.", terminal) => Take([Hash], [_yes]);

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var hash = Hash.Read(parsed, Terminal);
        if (!parsed.GetValue(_yes) && !Terminal.InputIsScreen)
        {
            throw new UsageException("A key that is deleted is gone for good, and nobody can be asked here: add --yes. Nothing was sent.");
        }

        await using var api = await OpenAsync(parsed, cancellationToken);
        if (!parsed.GetValue(_yes))
        {
            var key = await api.Client.GetAsync(hash, cancellationToken);
            if (!await Terminal.AskAsync($"Delete the key \"{key.Name}\" for good?", cancellationToken))
            {
                Terminal.Tell("Nothing was deleted.");
                return ExitCode.Cancelled;
            }
        }

        await api.Client.DeleteAsync(hash, cancellationToken);
        var told = IsJson(parsed) ? KeyJson.WriteDeleted(TargetOf(parsed).Simulator) : "Deleted the key.";
        return Answer.Write("Deleted", Terminal, () => Terminal.Output.WriteLine(told));
    }
}
