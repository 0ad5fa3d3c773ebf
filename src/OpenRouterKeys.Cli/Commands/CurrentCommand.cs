using System.CommandLine;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Commands;

/// <summary><c>current</c>: shows the key that the call is made with.</summary>
internal sealed class CurrentCommand : KeyCommand
{
    public const string Summary = "Show the properties of the management key, or of the API key in a file.";

    private const int MaxKeyFileBytes = 4096;

    private readonly Option<string?> _keyFrom = new("--key-from")
    {
        HelpName = "FILE|-",
        Description = "Use the API key in a file, such as one written by --secret-to; - reads standard input. Default: the management key.",
    };

    public CurrentCommand(Terminal terminal)
        : base("current", Summary, terminal) => AddParameters([], [_keyFrom]);

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var key = parsed.GetValue(_keyFrom) is { } path ? await ReadKeyAsync(path, cancellationToken) : null;
        await using var api = await ConnectAsync(parsed, key, null, cancellationToken);
        return Write(parsed, null, await api.Client.GetCurrentAsync(key, cancellationToken));
    }

    private async Task<ApiKey> ReadKeyAsync(string path, CancellationToken cancellationToken)
    {
        var file = new InputFile(path, MaxKeyFileBytes);
        var text = (await file.ReadTextAsync(Terminal, ruleId: null, cancellationToken)).TrimEnd('\r', '\n');
        try
        {
            _ = ManagementKey.From(text); // stricter than ApiKey.From: only characters that an HTTP header can contain
            return ApiKey.From(text);
        }
        catch (ArgumentException)
        {
            throw new UsageException($"{file.Name} does not contain an API key. Put the key alone in the file.");
        }
    }
}
