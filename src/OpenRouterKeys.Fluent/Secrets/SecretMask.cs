using System.Buffers;

namespace OpenRouterKeys.Fluent;

/// <summary>What may be shown in a secret's place.</summary>
internal static class SecretMask
{
    public const string Hidden = "***";

    private const string Prefix = "sk-or-v1-";
    private const int Digits = 64;
    private const int Shown = 3;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public static string Of(string secret) =>
        IsFullFormat(secret) ? string.Concat(secret.AsSpan(0, Prefix.Length + Shown), "...", secret.AsSpan(secret.Length - Shown)) : Hidden;

    private static bool IsFullFormat(string secret) =>
        secret.Length == Prefix.Length + Digits
        && secret.StartsWith(Prefix, StringComparison.Ordinal)
        && !secret.AsSpan(Prefix.Length).ContainsAnyExcept(HexDigits);
}
