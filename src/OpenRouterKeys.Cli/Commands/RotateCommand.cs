using System.CommandLine;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Cli.Secrets;
using OpenRouterKeys.Cli.Values;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Commands;

/// <summary><c>rotate</c>: replaces a key. The old key works until the new key's secret is stored.</summary>
internal sealed class RotateCommand : KeyCommand
{
    public const string Summary =
        "Create a key with the same settings, lifetime, guardrail and policies, store its secret, and then disable the old key. "
        + "A file written by apply --secrets-to is not changed: replace the key's row in it yourself.";

    private readonly Option<bool> _deleteOld = Flag.Create("--delete-old", "Delete the old key instead of disabling it.");
    private readonly Option<bool> _enable = Flag.Create("--enable", "Enable the new key even if the old key is disabled. Default: the new key is disabled too.");
    private readonly Option<bool> _yes = Flag.Create(
        "--yes", "Do not prompt for confirmation if a newer enabled key has the same name. Required then if standard input is not a terminal.");

    private readonly PolicyFile _policy = new("The policy that the new key must comply with.");
    private readonly SecretOptions _secret = new();

    public RotateCommand(Terminal terminal)
        : base("rotate", Summary, terminal) =>
        AddParameters([Hash], [_deleteOld, _enable, _yes, _policy.Option, Workspace, .. _secret.All], hasJson: false);

    public override string ExitCodeHelp => """
        Exit codes:
          0    The new key's secret is stored, and the old key is disabled or deleted. What was not transferred is on standard error.
          1    OpenRouter rejected the request: the key does not exist, the management key is not accepted, or the rate limit is exceeded.
               No key was created. Or: the new key could not be given the old key's guardrail or policies, and was deleted.
          2    The command line or a file is invalid, the old key's settings violate the policy, or KEY is the name or the prefix of several
               keys. No key was created.
          3    OpenRouter could not be reached. No key was created, and it is safe to try again.
          4    It is unknown whether a key was created (the old key works), a new key without the old key's restrictions may still exist
               (its secret was not handed out), or the new key is stored and the old key may still work. The message states which.
          5    The new secret could not be written. The old key works; the new key was deleted, or the message states that it still exists.
               Or: the keys were rotated, and only the new key's properties could not be written.
          130  Canceled before a key was created.
        """;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var destination = _secret.Read(parsed);
        if (destination.IsMissing)
        {
            throw new UsageException(
                "The API returns a new key's secret only once, and no destination is given. Add --secret-to FILE, --output secret, --json or --reveal. Nothing was sent.");
        }

        destination.ThrowIfClosed(Terminal);
        var policy = await _policy.ReadAsync(parsed, Terminal, cancellationToken);
        await using var api = await ConnectAsync(parsed, policy, cancellationToken);
        var hash = await ResolveHashAsync(parsed, api.Client, cancellationToken);
        if (await FindNewerAsync(api.Client, hash, cancellationToken) is { } newer && !await ConfirmAsync(parsed, newer, cancellationToken))
        {
            Terminal.WriteMessage("Nothing was changed.");
            return ExitCode.Canceled;
        }

        await using var file = destination.File is { } path ? SecretFile.Create(path, Terminal) : null;
        var output = new SecretOutput(destination, file, GetTarget(parsed), Terminal);
        var options = new RotateOptions { DeleteOldKey = parsed.GetValue(_deleteOld), Configure = StopBeforeCreation };
        var rotated = await Terminal.Interruption.ChangeAsync(
            abort => RotateAsync(api.Client, hash, output, options, policy, abort), cancellationToken);
        var exitCode = output.WriteResult("created", rotated.NewKey);
        Terminal.WriteMessage($"The old key with the hash {rotated.OldKey.Hash} was {(options.DeleteOldKey ? "deleted" : "disabled")}.");
        if (rotated.OldKey.ExpiresAt is not null)
        {
            Terminal.WriteMessage(
                $"The new key has the lifetime of the old key: it expires at {KeyFormat.Expiration(rotated.NewKey.Info)}, the old key at {KeyFormat.Expiration(rotated.OldKey)}.");
        }

        foreach (var task in rotated.NotTransferred)
        {
            Terminal.WriteMessage(task);
        }

        return rotated.OldKey.IsDisabled ? ExitCode.MostSevere(exitCode, await EnableAsync(parsed, api.Client, rotated.NewKey.Info)) : exitCode;

        // Until the new key is created, there is no outcome to wait for.
        KeyRequest StopBeforeCreation(KeyRequest request)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return request;
        }
    }

    /// <summary>Returns an enabled key that was created later with the same name, which is probably the result of an earlier rotation.</summary>
    private static async Task<KeyInfo?> FindNewerAsync(OpenRouterKeysClient client, string hash, CancellationToken cancellationToken)
    {
        var oldKey = await client.GetAsync(hash, cancellationToken);
        return await client.ListAsync(new() { WorkspaceId = oldKey.WorkspaceId }, cancellationToken)
            .FirstOrDefaultAsync(key => key.Name == oldKey.Name && key.Hash != oldKey.Hash && key.CreatedAt > oldKey.CreatedAt && !key.IsDisabled, cancellationToken);
    }

    private async Task<bool> ConfirmAsync(ParseResult parsed, KeyInfo newer, CancellationToken cancellationToken)
    {
        var description = $"A newer enabled key with the same name exists, with the hash {newer.Hash}.";
        if (parsed.GetValue(_yes))
        {
            return true;
        }

        return Terminal.IsInputInteractive
            ? await Terminal.ConfirmAsync($"{description} Rotate the older key?", cancellationToken)
            : throw new UsageException($"{description} The command cannot prompt for confirmation. Add --yes to rotate the older key. Nothing was changed.");
    }

    private async Task<int> EnableAsync(ParseResult parsed, OpenRouterKeysClient client, KeyInfo newKey)
    {
        if (!parsed.GetValue(_enable))
        {
            Terminal.WriteMessage($"The new key is disabled, as the old key was. Enable it: openrouter-keys enable {newKey.Hash}");
            return ExitCode.Success;
        }

        try
        {
            // The rotation succeeded, so cancellation must not leave the new key disabled.
            await client.UpdateAsync(newKey.Hash, KeyUpdate.Empty.Enable(), CancellationToken.None);
            return ExitCode.Success;
        }
        catch (OpenRouterKeysException exception)
        {
            Terminal.WriteMessage($"The new key is stored, but it may still be disabled. Enable it: openrouter-keys enable {newKey.Hash}");
            return ErrorReport.Write(exception, Terminal);
        }
    }

    private static async Task<RotatedKey> RotateAsync(
        OpenRouterKeysClient client, string hash, SecretOutput output, RotateOptions options, FilePolicy? policy, CancellationToken cancellationToken)
    {
        try
        {
            return await client.RotateAsync(hash, output.StoreAsync, options, cancellationToken);
        }
        catch (InvalidKeyRequestException exception) when (policy is not null)
        {
            throw new UsageException(
            [
                .. exception.Violations.Select(violation => violation.ToString()),
                .. ValidationReport.DescribePolicy(policy, exception.Violations.Select(violation => violation.Id)),
                "The new key would have the old key's settings. Update the old key, or create a new key instead. Nothing was changed.",
            ]);
        }
    }
}
