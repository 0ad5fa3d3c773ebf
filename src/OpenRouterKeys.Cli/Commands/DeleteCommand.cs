using System.CommandLine;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Values;

namespace OpenRouterKeys.Cli.Commands;

/// <summary><c>delete</c>: prompts for confirmation, then deletes a key.</summary>
internal sealed class DeleteCommand : KeyCommand
{
    private readonly Option<bool> _yes = Flag.Create("--yes", "Do not prompt for confirmation. Required if standard input is not a terminal.");

    public DeleteCommand(Terminal terminal)
        : base("delete", "Delete a key permanently. It stops working immediately.", terminal) => AddParameters([Hash], [_yes]);

    public override string ExitCodeHelp => """
        Exit codes:
          0    The key was deleted.
          1    OpenRouter rejected the request: the key does not exist, the management key is not accepted, or the rate limit is exceeded.
               Nothing was deleted.
          2    The command line is invalid, or the command cannot prompt for confirmation. Nothing was deleted.
          3    OpenRouter could not be reached. Nothing was deleted, and it is safe to try again.
          4    It is unknown whether the key was deleted. Check the key before you try again.
          5    The key was deleted, but the result could not be written to standard output.
          130  Canceled, or not confirmed. Nothing was deleted.
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var hash = GetHash(parsed);
        if (!parsed.GetValue(_yes) && !Terminal.IsInputInteractive)
        {
            throw new UsageException("The command cannot prompt for confirmation. Add --yes to delete the key permanently. Nothing was sent.");
        }

        await using var api = await ConnectAsync(parsed, cancellationToken);
        if (!parsed.GetValue(_yes))
        {
            var key = await api.Client.GetAsync(hash, cancellationToken);
            if (!await Terminal.ConfirmAsync($"Delete the key \"{key.Name}\" permanently?", cancellationToken))
            {
                Terminal.WriteMessage("Nothing was deleted.");
                return ExitCode.Canceled;
            }
        }

        await api.Client.DeleteAsync(hash, cancellationToken);
        var result = IsJson(parsed) ? KeyJson.WriteDeleted(GetTarget(parsed).IsSimulated) : "Deleted the key.";
        return ResultOutput.Write("Deleted", Terminal, () => Terminal.Output.WriteLine(result));
    }
}
