using FluentValidation;

namespace OpenRouterKeys.Cli.Values;

/// <summary>The severities of findings that make an audit fail.</summary>
internal enum FailOn
{
    Error,
    Warning,
    None,
}

/// <summary>Parses and applies <see cref="FailOn"/>.</summary>
internal static class FailOnValue
{
    public static bool TryParse(string text, out FailOn failOn, out string error)
    {
        (failOn, error) = text switch
        {
            "error" => (FailOn.Error, ""),
            "warning" => (FailOn.Warning, ""),
            "none" => (FailOn.None, ""),
            _ => (default, $"'{text}' is not a severity. Use error, warning or none."),
        };
        return error.Length == 0;
    }

    public static bool Includes(this FailOn failOn, Severity severity) => failOn switch
    {
        FailOn.Error => severity == Severity.Error,
        FailOn.Warning => severity is Severity.Error or Severity.Warning,
        _ => false,
    };
}
