using System.CommandLine.Completions;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Values;

/// <summary>How often the limit refills, in the API's words.</summary>
internal static class Interval
{
    private const string Never = "never";

    /// <summary>For completion.</summary>
    public static IEnumerable<CompletionItem> Words(CompletionContext context) =>
        new[] { LimitReset.Daily, LimitReset.Weekly, LimitReset.Monthly }.Select(interval => new CompletionItem(IntervalNames.Of(interval)!));

    public static bool TryRead(string text, out LimitReset interval, out string problem)
    {
        interval = IntervalNames.Parse(text);
        problem = interval != LimitReset.Unknown ? ""
            : $"'{text}' is no interval: write daily, weekly or monthly, or leave it out for a limit that never refills.";
        return problem.Length == 0;
    }

    /// <summary>The same, or <c>never</c>: where a key is changed, what is left out stays.</summary>
    public static bool TryReadOrNever(string text, out LimitReset interval, out string problem)
    {
        interval = text == Never ? LimitReset.Never : IntervalNames.Parse(text);
        problem = interval != LimitReset.Unknown ? "" : $"'{text}' is no interval: write daily, weekly, monthly or never.";
        return problem.Length == 0;
    }
}
