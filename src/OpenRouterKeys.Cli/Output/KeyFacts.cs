using System.Globalization;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Output;

/// <summary>What a person wants to know of a new key, in their words.</summary>
internal static class KeyFacts
{
    public static IEnumerable<(string Label, string Value)> Of(CreatedKey created)
    {
        var info = created.Info;
        yield return ("Name", Told(info.Name));
        yield return ("Hash", Told(info.Hash));
        yield return ("Limit", info.LimitUsd is { } usd ? string.Create(CultureInfo.InvariantCulture, $"{usd} USD") : "unlimited");
        yield return ("Reset", ResetNames.Of(info.LimitReset) is { } reset ? $"{reset}, at midnight UTC" : "never");
        yield return ("Expires", info.Expiry is { } expiry ? expiry.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF 'UTC'", CultureInfo.InvariantCulture) : "never");
        if (info.WorkspaceId is { } workspace)
        {
            yield return ("Workspace", workspace.ToString());
        }

        yield return ("Key", created.Key.ToString());
    }

    private static string Told(string text) => text.Length == 0 ? "not told" : text;
}
