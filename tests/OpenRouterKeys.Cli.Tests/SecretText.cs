using System.Text.RegularExpressions;

namespace OpenRouterKeys.Cli.Tests;

internal static partial class SecretText
{
    /// <summary>Returns the first secret in a text; the test fails if there is none.</summary>
    public static string FindIn(string text)
    {
        var secret = Format().Match(text);
        Assert.True(secret.Success, "The text contains no secret.");
        return secret.Value;
    }

    [GeneratedRegex("sk-or-v1-[0-9a-f]{64}")]
    private static partial Regex Format();
}
