namespace OpenRouterKeys.Cli.Values;

/// <summary>What standard output contains after a key was created.</summary>
internal enum OutputFormat
{
    Text,
    Json,
    Secret,
    Env,
}

/// <summary>Parses <see cref="OutputFormat"/>.</summary>
internal static class OutputFormats
{
    public const string HelpName = "text|json|secret|env";

    public static bool TryParse(string text, out OutputFormat format, out string error)
    {
        (format, error) = text switch
        {
            "text" => (OutputFormat.Text, ""),
            "json" => (OutputFormat.Json, ""),
            "secret" => (OutputFormat.Secret, ""),
            "env" => (OutputFormat.Env, ""),
            _ => (default, $"'{text}' is not an output format. Use text, json, secret or env."),
        };
        return error.Length == 0;
    }
}
