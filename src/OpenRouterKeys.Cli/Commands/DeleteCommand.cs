using System.CommandLine;
using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Values;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Commands;

/// <summary><c>delete</c>: prompts for confirmation, then deletes keys.</summary>
internal sealed class DeleteCommand : ManyKeysCommand
{
    public const string Summary = "Delete keys permanently. They stop working immediately.";

    private const string NothingDeleted = "Nothing was deleted.";

    private readonly Option<bool> _yes = Flag.Create("--yes", "Do not prompt for confirmation. Required if standard input is not a terminal.");

    public DeleteCommand(Terminal terminal)
        : base("delete", Summary, terminal) =>
        AddParameters([Keys], [_yes, Workspace], jsonDescription:
            """Write one JSON object to standard output: {"deleted":true}; of several keys, "data" contains the name and the hash of each deleted one.""");

    public override string ExitCodeHelp => """
        Exit codes:
          0    The keys were deleted.
          1    A key does not exist, or OpenRouter rejected a request: the management key is not accepted, or the rate limit is exceeded.
          2    The command line is invalid, KEY is the name or the prefix of several keys, or the command cannot prompt for confirmation.
               Nothing was deleted.
          3    OpenRouter could not be reached. It is safe to try again.
          4    It is unknown whether a key was deleted. Check the key before you try again.
          5    The keys were deleted, but the result could not be written to standard output.
          130  Canceled, or not confirmed.
        Of several keys, none is deleted unless each one is found. Standard output then lists those that were deleted, and the error output
        those that were not. If several exit codes apply, the most severe is returned: 4, then 5, 130, 1 and 3.
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var isConfirmed = parsed.GetValue(_yes);
        if (!isConfirmed && !Terminal.IsInputInteractive)
        {
            throw new UsageException("The command cannot prompt for confirmation. Add --yes to delete the keys permanently. Nothing was sent.");
        }

        await using var api = await ConnectAsync(parsed, cancellationToken);
        IReadOnlyList<SelectedKey> keys;
        string? singleName;
        try
        {
            keys = await ResolveAllAsync(parsed, api.Client, cancellationToken);
            var named = isConfirmed ? keys : await NameAsync(keys, api.Client, cancellationToken);
            singleName = named[0].Name;
            if (!isConfirmed && !await ConfirmAsync(named, cancellationToken))
            {
                Terminal.WriteMessage(NothingDeleted);
                return ExitCode.Canceled;
            }
        }
        catch (OperationCanceledException)
        {
            Terminal.WriteMessage($"Canceled. {NothingDeleted}");
            return ExitCode.Canceled;
        }
        catch (NoSuchKeyException exception)
        {
            Terminal.WriteMessage($"{exception.Message} {NothingDeleted}");
            return ExitCode.Rejected;
        }

        var isSimulated = GetTarget(parsed).IsSimulated;
        if (IsForMany(parsed))
        {
            return await ChangeAsync(
                parsed,
                keys,
                "Deleted",
                (key, abort) => DeleteAsync(key, api.Client, abort),
                deleted => KeyJson.WriteDeleted(deleted, deleted.Count == keys.Count, isSimulated),
                cancellationToken);
        }

        await Terminal.Interruption.ChangeAsync(abort => DeleteAsync(keys[0], api.Client, abort), cancellationToken);
        var result = IsJson(parsed) ? KeyJson.WriteDeleted(isSimulated) : $"Deleted the key {(string.IsNullOrEmpty(singleName) ? keys[0].Hash : $"\"{LogText.FromName(singleName)}\"")}.";
        return ResultOutput.Write("Deleted", Terminal, () => Terminal.Output.WriteLine(SafeText.ToLine(result)));
    }

    private static async Task<IReadOnlyList<SelectedKey>> NameAsync(
        IReadOnlyList<SelectedKey> keys, OpenRouterKeysClient client, CancellationToken cancellationToken)
    {
        var named = new List<SelectedKey>();
        foreach (var key in keys)
        {
            named.Add(key with { Name = key.Name ?? (await client.GetAsync(key.Hash, cancellationToken)).Name });
        }

        return named;
    }

    private async Task<bool> ConfirmAsync(IReadOnlyList<SelectedKey> named, CancellationToken cancellationToken)
    {
        if (named is [var single])
        {
            return await Terminal.ConfirmAsync($"Delete the key \"{single.Name}\" permanently?", cancellationToken);
        }

        foreach (var key in named)
        {
            Terminal.WriteMessage($"  {Describe(key)}");
        }

        return await Terminal.ConfirmAsync($"Delete these {named.Count} keys permanently?", cancellationToken);
    }

    private static async Task<KeyInfo> DeleteAsync(SelectedKey key, OpenRouterKeysClient client, CancellationToken cancellationToken)
    {
        await client.DeleteAsync(key.Hash, cancellationToken);
        return new() { Hash = key.Hash, Name = key.Name ?? "" };
    }
}
