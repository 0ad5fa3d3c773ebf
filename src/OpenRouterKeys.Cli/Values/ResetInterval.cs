using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Values;

/// <summary>How often a limit resets: the API's names, and <c>never</c>.</summary>
internal static class ResetInterval
{
    public const string HelpName = "daily|weekly|monthly|never";

    public const string Never = "never";

    public static bool TryParse(string text, out LimitReset interval, out string error)
    {
        interval = text == Never ? LimitReset.Never : ApiNames.ParseInterval(text);
        error = interval != LimitReset.Unknown ? "" : $"'{text}' is not a valid interval. Use daily, weekly, monthly or never.";
        return error.Length == 0;
    }

    /// <summary>For a field of a file, in any case: spreadsheets capitalize the first word of a cell.</summary>
    public static bool TryParseField(string text, out LimitReset interval, out string error) =>
        TryParse(text.ToLowerInvariant(), out interval, out error);
}
