using System.Text;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>The canary secrets, and what gives them away: their middle, which no mask shows.</summary>
internal static class Leak
{
    public const string Key = RawServer.Secret;
    public const string ManagementKey = TestSecrets.ManagementKey;

    private static readonly string[] Plain = ["456789abcdef0123456789abcdef", "canary-management"];
    private static readonly string[] Marks = [.. Plain.SelectMany(Encodings)];

    /// <param name="text">What is shown somewhere.</param>
    /// <param name="where">Where.</param>
    public static void IsNotIn(string? text, string where)
    {
        foreach (var mark in Marks)
        {
            var at = text?.IndexOf(mark, StringComparison.OrdinalIgnoreCase) ?? -1;
            Assert.True(at < 0, at < 0 ? "" : $"{where} leaks: …{text![Math.Max(0, at - 100)..Math.Min(text!.Length, at + 100)]}…");
        }
    }

    /// <summary>Whatever way the value becomes text.</summary>
    public static void IsNotIn(object value, string where)
    {
        foreach (var (way, text) in Views.Of(value))
        {
            IsNotIn(text, $"{where} by way of {way}");
        }
    }

    // As .NET dumps bytes, and as base 64 has them wherever they begin.
    private static IEnumerable<string> Encodings(string mark)
    {
        var bytes = Encoding.UTF8.GetBytes(mark);
        var inBase64 = Enumerable.Range(0, 3).Select(skipped => Convert.ToBase64String(bytes[skipped..])[..16]);
        return [mark, BitConverter.ToString(bytes), Convert.ToHexString(bytes), .. inBase64];
    }
}
