using System.Text;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>Asserts that an output does not contain the secrets of the tests. Searches for their middle parts, which masks never contain.</summary>
internal static class LeakAssert
{
    private static readonly string[] Parts = ["456789abcdef0123456789abcdef", "canary-management", "canary-external"];
    private static readonly string[] Encoded = [.. Parts.SelectMany(Encode)];

    /// <param name="text">The text to search.</param>
    /// <param name="source">The source of the text, for the failure message.</param>
    public static void NoSecretIn(string? text, string source)
    {
        foreach (var secret in Encoded)
        {
            var index = text?.IndexOf(secret, StringComparison.OrdinalIgnoreCase) ?? -1;
            Assert.True(index < 0, index < 0 ? "" : $"{source} leaks: …{text![Math.Max(0, index - 100)..Math.Min(text!.Length, index + 100)]}…");
        }
    }

    /// <summary>Searches every text representation of the value.</summary>
    public static void NoSecretIn(object value, string source)
    {
        foreach (var (method, text) in TextRepresentations.Of(value))
        {
            NoSecretIn(text, $"{source} by {method}");
        }
    }

    // Plain text, hexadecimal bytes, and Base64 at each of its three alignments.
    private static IEnumerable<string> Encode(string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        var base64 = Enumerable.Range(0, 3).Select(skipped => Convert.ToBase64String(bytes[skipped..])[..16]);
        return [part, BitConverter.ToString(bytes), Convert.ToHexString(bytes), .. base64];
    }
}
