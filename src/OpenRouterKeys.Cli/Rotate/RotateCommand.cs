using System.CommandLine;
using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Cli.Secrets;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Rotate;

/// <summary><c>rotate</c>: a new key in an old one's place. The old one works until the new one's secret is where it was asked for.</summary>
internal sealed class RotateCommand : ApiCommand
{
    private readonly HashArgument _hash = HashArgument.Make();
    private readonly Option<bool> _deleteOld = Flag.Of("--delete-old", "Delete the old key, instead of disabling it.");
    private readonly SecretOptions _secret = SecretOptions.OfOne();

    public RotateCommand(Terminal terminal)
        : base("rotate", "Replace a key by a new one with the same settings, and switch the old one off once the new secret is kept.", terminal) =>
        Take([_hash], [_deleteOld, .. _secret.All], takesJson: false);

    public override string HelpNotes => ExitCode.OfRotate;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var hash = _hash.Read(parsed, Terminal);
        var (secret, target) = (_secret.Read(parsed), TargetOf(parsed));
        if (secret.IsLost)
        {
            throw new UsageException("The new key's secret is shown once, and nothing here would keep it: add --secret-to FILE, --json or --reveal.");
        }

        await using var api = await OpenAsync(parsed, cancellationToken);
        await using var file = secret.File is { } path ? SecretFile.Create(path, Terminal) : null;
        var succession = new Succession(secret, target, file, Terminal);
        var created = await api.Client.RotateAsync(hash, succession.StoreAsync, parsed.GetValue(_deleteOld), cancellationToken);
        return succession.Finish(created);
    }
}
