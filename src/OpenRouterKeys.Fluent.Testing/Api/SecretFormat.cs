using System.Security.Cryptography;
using System.Text;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>Creates secrets in the API's format, and computes the hash and the label that the API derives from them.</summary>
internal static class SecretFormat
{
    private const string Prefix = "sk-or-v1-";
    private const int DigitCount = 64;
    private const int LabelDigitCount = 3;

    public static string Create() => Prefix + RandomNumberGenerator.GetHexString(DigitCount, lowercase: true);

    public static string GetHash(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret))).ToLowerInvariant();

    public static string GetLabel(string secret) => $"{secret[..(Prefix.Length + LabelDigitCount)]}...{secret[^LabelDigitCount..]}";
}
