using System.CommandLine.Parsing;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Values;

/// <summary>How often the limit refills, in the API's words.</summary>
internal static class Interval
{
    public static LimitReset? Read(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var interval = ResetNames.Parse(text);
        if (interval != LimitReset.Unrecognized)
        {
            return interval;
        }

        result.AddError($"--reset: '{text}' is no interval: write daily, weekly or monthly, or leave it out for a limit that never refills.");
        return null;
    }
}
