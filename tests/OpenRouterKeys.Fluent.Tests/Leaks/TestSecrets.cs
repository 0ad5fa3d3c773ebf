using System.Text;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>The secrets of the leak tests. They are found by their middle part, which masks never contain.</summary>
internal static class TestSecrets
{
    public const string Key = RawServer.Secret;
    public const string ManagementKey = Canary.ManagementKey;

    private static readonly string[] Parts = ["456789abcdef0123456789abcdef", "canary-management"];
    private static readonly string[] Encoded = [.. Parts.SelectMany(Encode)];

    /// <param name="text">The text to search.</param>
    /// <param name="source">The source of the text, for the failure message.</param>
    public static void AssertNotIn(string? text, string source)
    {
        foreach (var secret in Encoded)
        {
            var index = text?.IndexOf(secret, StringComparison.OrdinalIgnoreCase) ?? -1;
            Assert.True(index < 0, index < 0 ? "" : $"{source} leaks: …{text![Math.Max(0, index - 100)..Math.Min(text!.Length, index + 100)]}…");
        }
    }

    /// <summary>Searches every text representation of the value.</summary>
    public static void AssertNotIn(object value, string source)
    {
        foreach (var (method, text) in TextRepresentations.Of(value))
        {
            AssertNotIn(text, $"{source} by {method}");
        }
    }

    // Plain text, hexadecimal bytes, and base 64 at each of the three alignments.
    private static IEnumerable<string> Encode(string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        var base64 = Enumerable.Range(0, 3).Select(skipped => Convert.ToBase64String(bytes[skipped..])[..16]);
        return [part, BitConverter.ToString(bytes), Convert.ToHexString(bytes), .. base64];
    }
}
