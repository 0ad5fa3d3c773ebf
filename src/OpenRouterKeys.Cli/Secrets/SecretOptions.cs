using System.CommandLine;

namespace OpenRouterKeys.Cli.Secrets;

/// <summary>The options that say where a new key's secret goes.</summary>
internal sealed class SecretOptions
{
    private readonly Option<bool> _json;

    private readonly Option<bool> _reveal = Flag.Of("--reveal", "Write the secret to standard output.");

    private readonly Option<string?> _file;

    private SecretOptions(string json, string file, string fileDescription)
    {
        _json = Flag.Of("--json", $"Write {json} to standard output, with the secret as \"key\" (without it beside {file}, unless --reveal).");
        _file = new(file)
        {
            HelpName = "FILE",
            Description = $"{fileDescription} to a new file, which must not exist yet; on Unix it is yours alone to read.",
        };
    }

    public IEnumerable<Option> All => [_json, _reveal, _file];

    public static SecretOptions OfOne() => new("one JSON object", "--secret-to", "Write the secret");

    public static SecretOptions OfMany() =>
        new("a JSON array, an element a step,", "--secrets-to", "Write the new keys with their secrets, one JSON object a line,");

    public SecretOrder Read(ParseResult parsed) => new()
    {
        Json = parsed.GetValue(_json),
        Reveal = parsed.GetValue(_reveal),
        File = parsed.GetValue(_file),
    };
}
