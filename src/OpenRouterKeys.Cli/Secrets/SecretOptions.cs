using System.CommandLine;
using System.CommandLine.Parsing;
using OpenRouterKeys.Cli.Values;

namespace OpenRouterKeys.Cli.Secrets;

/// <summary>The options for the destination of one new key's secret.</summary>
internal sealed class SecretOptions
{
    public const string StandardOutput = "-";

    private readonly Option<bool> _json = Flag.Create("--json", "The same as --output json.");

    private readonly Option<bool> _reveal = Flag.Create("--reveal", "Write the secret to standard output.");

    private readonly Option<string?> _file = new("--secret-to")
    {
        HelpName = "FILE|-",
        Description = "Write the secret to a new file. The file must not exist; on Unix, only its owner can read it. - is the same as --output secret.",
    };

    private readonly Option<OutputFormat?> _output = new("--output")
    {
        HelpName = OutputFormats.HelpName,
        Description = "What to write to standard output: text (default), json (one object in the API's format, with the secret as \"key\", which is omitted if "
            + "--secret-to is given without --reveal), secret (only the secret) or env (OPENROUTER_API_KEY=SECRET). With secret and env, everything else is on standard error.",
        CustomParser = OptionParser.For<OutputFormat>("--output", OutputFormats.TryParse),
    };

    private readonly Option<string> _envName = new("--env-name")
    {
        HelpName = "NAME",
        Description = "The variable's name for --output env. Default: OPENROUTER_API_KEY.",
        DefaultValueFactory = _ => "OPENROUTER_API_KEY",
        CustomParser = ParseEnvName,
    };

    public IEnumerable<Option> All => [_file, _output, _envName, _json, _reveal];

    /// <exception cref="UsageException">The options contradict each other.</exception>
    public SecretDestination Read(ParseResult parsed)
    {
        var (isJson, file) = (parsed.GetValue(_json), parsed.GetValue(_file));
        var format = parsed.GetValue(_output) ?? (isJson ? OutputFormat.Json : file == StandardOutput ? OutputFormat.Secret : OutputFormat.Text);
        if (isJson && format != OutputFormat.Json)
        {
            throw new UsageException("--json and --output cannot be combined. Remove one of them.");
        }

        if (file == StandardOutput && format != OutputFormat.Secret)
        {
            throw new UsageException("--secret-to - writes only the secret to standard output. Remove the option for another format.");
        }

        return parsed.GetResult(_envName) is { Implicit: false } && format != OutputFormat.Env
            ? throw new UsageException("--env-name needs --output env. Add it, or remove --env-name.")
            : new()
            {
                Format = format,
                IsRevealed = parsed.GetValue(_reveal),
                File = file == StandardOutput ? null : file,
                EnvName = parsed.GetValue(_envName)!,
            };
    }

    private static string ParseEnvName(ArgumentResult result)
    {
        var name = result.Tokens[0].Value;
        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_'))
        {
            result.AddError($"--env-name: '{name}' is not a variable name. Use letters, digits and underscores, and begin with a letter or an underscore.");
        }

        return name;
    }
}

/// <summary>Where a new key's secret is written, and what standard output contains.</summary>
internal sealed record SecretDestination
{
    public OutputFormat Format { get; init; }

    public bool IsRevealed { get; init; }

    public string? File { get; init; }

    public string EnvName { get; init; } = "";

    public bool IsJson => Format == OutputFormat.Json;

    /// <summary>Whether standard output contains the secret: on request, and in JSON unless a file contains it.</summary>
    public bool IsStandardOutput => IsRevealed || Format is OutputFormat.Secret or OutputFormat.Env || (IsJson && File is null);

    /// <summary>Whether the secret, which the API returns only once, would be written nowhere.</summary>
    public bool IsMissing => !IsStandardOutput && File is null;

    /// <exception cref="StandardStreamException">The secret's destination is standard output, which is closed.</exception>
    public void ThrowIfClosed(Terminal terminal)
    {
        if (IsStandardOutput && terminal.IsOutputClosed)
        {
            throw new StandardStreamException("Standard output is closed, so the secret could not be written to it. Nothing was sent.");
        }
    }
}
