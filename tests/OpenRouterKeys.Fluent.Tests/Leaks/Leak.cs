using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>The canary secrets, and what gives them away: their middle, which no mask shows.</summary>
internal static class Leak
{
    public const string Key = RawServer.Secret;
    public const string ManagementKey = Canary.ManagementKey;

    private static readonly string[] Marks = ["456789abcdef0123456789abcdef", "canary-management"];

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
}
