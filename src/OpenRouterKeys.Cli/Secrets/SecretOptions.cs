using System.CommandLine;
using OpenRouterKeys.Cli.Values;

namespace OpenRouterKeys.Cli.Secrets;

/// <summary>The options for the destination of a new key's secret.</summary>
internal sealed class SecretOptions
{
    private readonly Option<bool> _json;

    private readonly Option<bool> _reveal = Flag.Create("--reveal", "Write the secret to standard output.");

    private readonly Option<string?> _file;

    private SecretOptions(string json, string file, string content)
    {
        _json = Flag.Create("--json", $"Write {json} to standard output, with the secret as \"key\" (omitted if {file} is given without --reveal).");
        _file = new(file)
        {
            HelpName = "FILE",
            Description = $"Write {content} to a new file. The file must not exist; on Unix, only its owner can read it.",
        };
    }

    public IEnumerable<Option> All => [_json, _reveal, _file];

    public static SecretOptions ForOneKey() => new("one JSON object", "--secret-to", "the secret");

    public static SecretOptions ForManyKeys() =>
        new("a JSON array with one element per step", "--secrets-to", "the new keys and their secrets, one JSON object per line,");

    public SecretDestination Read(ParseResult parsed) => new()
    {
        IsJson = parsed.GetValue(_json),
        IsRevealed = parsed.GetValue(_reveal),
        File = parsed.GetValue(_file),
    };
}

/// <summary>Where a new key's secret is written.</summary>
internal sealed record SecretDestination
{
    public bool IsJson { get; init; }

    public bool IsRevealed { get; init; }

    public string? File { get; init; }

    /// <summary>Whether standard output contains the secret: on request, and in JSON unless a file contains it.</summary>
    public bool IsStandardOutput => IsRevealed || (IsJson && File is null);

    /// <summary>Whether the secret, which the API returns only once, would be written nowhere.</summary>
    public bool IsMissing => !(IsJson || IsRevealed || File is not null);
}
