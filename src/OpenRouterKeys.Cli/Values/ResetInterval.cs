using System.CommandLine.Completions;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Values;

/// <summary>How often a limit resets, by the API's names.</summary>
internal static class ResetInterval
{
    private const string Never = "never";

    public static IEnumerable<CompletionItem> Completions(CompletionContext context) =>
        new[] { LimitReset.Daily, LimitReset.Weekly, LimitReset.Monthly }.Select(interval => new CompletionItem(ApiNames.Of(interval)!));

    public static bool TryParse(string text, out LimitReset interval, out string error)
    {
        interval = ApiNames.ParseInterval(text);
        error = interval != LimitReset.Unknown ? ""
            : $"'{text}' is not a valid interval. Use daily, weekly or monthly, or omit it for a limit that never resets.";
        return error.Length == 0;
    }

    /// <summary>Also accepts <c>never</c>: in an update, an omitted interval means no change.</summary>
    public static bool TryParseOrNever(string text, out LimitReset interval, out string error)
    {
        interval = text == Never ? LimitReset.Never : ApiNames.ParseInterval(text);
        error = interval != LimitReset.Unknown ? "" : $"'{text}' is not a valid interval. Use daily, weekly, monthly or never.";
        return error.Length == 0;
    }
}
