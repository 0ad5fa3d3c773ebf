using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;
using Spectre.Console;

namespace OpenRouterKeys.Cli.Output;

/// <summary>Writes a key's properties, one on each line. Values are never parsed as Spectre markup: a name may contain brackets.</summary>
internal static class KeyView
{
    private static readonly Style TitleStyle = new(decoration: Decoration.Bold);

    /// <param name="created">The new key.</param>
    /// <param name="includeSecret">Whether to write the secret.</param>
    /// <param name="secretPath">The file that contains the secret; null: none.</param>
    /// <param name="target">The API that created the key.</param>
    /// <param name="terminal">The terminal to write to.</param>
    public static void WriteCreated(CreatedKey created, bool includeSecret, string? secretPath, ApiTarget target, Terminal terminal)
    {
        var console = SpectreConsole.Create(terminal);
        WriteTitle(console, "Created", target);
        WriteProperties(console, [.. Identity(created.Info), .. Settings(created.Info), ("Key", created.Key.ToString())]);
        console.WriteLine();
        console.Write(new Text(SecretHint(includeSecret, secretPath)));
        console.WriteLine();
        if (includeSecret)
        {
            // Not through Spectre, which could format the secret.
            terminal.Output.WriteLine();
            terminal.Output.WriteLine(created.Key.Reveal());
        }
    }

    /// <param name="action">What was done, as in <c>Updated</c>; null: nothing.</param>
    /// <param name="key">The key.</param>
    /// <param name="target">The API that returned the key.</param>
    /// <param name="terminal">The terminal to write to.</param>
    public static void Write(string? action, KeyInfo key, ApiTarget target, Terminal terminal)
    {
        var console = SpectreConsole.Create(terminal);
        if (action is not null)
        {
            WriteTitle(console, action, target);
        }

        WriteProperties(
            console,
            [
                .. Identity(key),
                ("State", KeyFormat.State(key, terminal.TimeProvider.GetUtcNow())),
                .. Settings(key),
                ("Left", KeyFormat.Remaining(key)),
                ("Spent", Usage(key.Usage)),
                ("Last used", KeyFormat.LastUse(key)),
                ("Created", KeyFormat.Timestamp(key.CreatedAt) ?? ""),
                ("Key", key.Label),
            ]);
    }

    private static void WriteTitle(IAnsiConsole console, string action, ApiTarget target)
    {
        console.Write(new Text(target.IsSimulated ? $"{action} a simulated key. {SafeText.ToLine(target.Description)}" : $"{action} a key.", TitleStyle));
        console.WriteLine();
        console.WriteLine();
    }

    private static void WriteProperties(IAnsiConsole console, IEnumerable<(string Label, string Value)> properties)
    {
        // An API key's own call does not return its name, its hash and when it was created.
        foreach (var (label, value) in properties.Where(property => property.Value.Length > 0))
        {
            console.Write(new Text($"  {label,-12}{SafeText.ToLine(value)}"));
            console.WriteLine();
        }
    }

    private static IEnumerable<(string Label, string Value)> Identity(KeyInfo key) => [("Name", key.Name), ("Hash", key.Hash)];

    private static IEnumerable<(string Label, string Value)> Settings(KeyInfo key)
    {
        yield return ("Limit", KeyFormat.Limit(key));
        yield return ("Reset", ApiNames.Of(key.LimitReset) is { } interval ? $"{interval}, at midnight UTC" : KeyFormat.Reset(key));
        yield return ("Expires", KeyFormat.Expiration(key));
        if (key.WorkspaceId is { } workspace)
        {
            yield return ("Workspace", workspace.ToString());
        }

        if (key.ExternalUser is { } externalUser)
        {
            yield return ("Customer", externalUser);
        }
    }

    private static string Usage(KeyUsage usage) =>
        $"{KeyFormat.Amount(usage.TotalUsd)} (today {KeyFormat.Amount(usage.DailyUsd)}, this week {KeyFormat.Amount(usage.WeeklyUsd)}, this month {KeyFormat.Amount(usage.MonthlyUsd)})";

    private static string SecretHint(bool includeSecret, string? secretPath) =>
        secretPath is not null ? $"The secret is in {SafeText.ToLine(secretPath)}."
        : includeSecret ? "Store the secret now. It is displayed only once."
        : "The secret is masked. Use --reveal to display it, --secret-to FILE to store it, or --json in scripts.";
}
