using System.Buffers;
using System.Security.Cryptography;

namespace OpenRouterKeys.Fluent.Provisioning;

/// <summary>The unique mark at the end of a key's name, as in <c>ci-bot #3f2a91c04b7de856</c>.</summary>
internal static class NameMark
{
    private const string Separator = " #";
    private const int DigitCount = 16;
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public static string AddTo(string name) => $"{name}{Separator}{RandomNumberGenerator.GetHexString(DigitCount, lowercase: true)}";

    /// <summary>Returns whether <paramref name="marked"/> is the name followed by a mark.</summary>
    public static bool IsAddedTo(string name, string marked) =>
        marked.Length == name.Length + Separator.Length + DigitCount
        && marked.StartsWith(name, StringComparison.Ordinal)
        && marked.AsSpan(name.Length).StartsWith(Separator, StringComparison.Ordinal)
        && !marked.AsSpan(name.Length + Separator.Length).ContainsAnyExcept(Digits);
}
