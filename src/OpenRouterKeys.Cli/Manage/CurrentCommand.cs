using System.CommandLine;
using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Cli.Secrets;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Manage;

/// <summary><c>current</c>: what the API tells of the key that asks.</summary>
internal sealed class CurrentCommand : OneKeyCommand
{
    private readonly Option<string?> _keyFrom = new("--key-from")
    {
        HelpName = "FILE|-",
        Description = "Ask with the API key in a file, as --secret-to writes one; - is standard input. Absent: with the management key.",
    };

    public CurrentCommand(Terminal terminal)
        : base("current", "Show what OpenRouter tells of the management key, or of an API key to who has it.", terminal) => Take([], [_keyFrom]);

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var key = parsed.GetValue(_keyFrom) is { } path ? await SecretInput.ReadAsync(path, Terminal, cancellationToken) : null;
        await using var api = await KeysApi.OpenAsync(TargetOf(parsed), Terminal, cancellationToken, instead: key);
        return Show(parsed, null, await api.Client.GetCurrentAsync(key, cancellationToken));
    }
}
