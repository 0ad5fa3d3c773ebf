using System.Security.Cryptography;
using System.Text;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>Secrets in the API's format, and what the API makes of them.</summary>
internal static class NewSecret
{
    private const string Prefix = "sk-or-v1-";
    private const int Digits = 64;
    private const int Shown = 3;

    public static string Make() => Prefix + RandomNumberGenerator.GetHexString(Digits, lowercase: true);

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static string LabelOf(string secret) => $"{secret[..(Prefix.Length + Shown)]}...{secret[^Shown..]}";
}
