using System.Buffers;

namespace OpenRouterKeys.Fluent;

/// <summary>Masks a secret for display.</summary>
internal static class SecretMask
{
    public const string Hidden = "***";

    private const string Prefix = "sk-or-v1-";
    private const int DigitCount = 64;
    private const int VisibleDigits = 3;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public static string Of(string secret) =>
        IsFullFormat(secret)
            ? string.Concat(secret.AsSpan(0, Prefix.Length + VisibleDigits), "...", secret.AsSpan(secret.Length - VisibleDigits))
            : Hidden;

    private static bool IsFullFormat(string secret) =>
        secret.Length == Prefix.Length + DigitCount
        && secret.StartsWith(Prefix, StringComparison.Ordinal)
        && !secret.AsSpan(Prefix.Length).ContainsAnyExcept(HexDigits);
}
