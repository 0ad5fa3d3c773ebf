using System.Text;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent;

/// <summary>Removes credentials from text that the library did not write: API messages and exception messages.</summary>
internal static class SecretScrubber
{
    private const string CredentialPrefix = "sk-";
    private const int MinLengthAfterPrefix = 8;

    /// <summary>Replaces the given secret, and everything that looks like a key of any provider, with a mask.</summary>
    public static string Scrub(string text, Secret secret)
    {
        var plain = KeyShape.Scrub(text.Replace(secret.Reveal(), Secret.FullMask, StringComparison.OrdinalIgnoreCase));
        var scrubbed = new StringBuilder(plain.Length);
        var copied = 0;
        for (var start = FindCredential(plain, 0); start >= 0; start = FindCredential(plain, copied))
        {
            scrubbed.Append(plain, copied, start - copied).Append(Secret.FullMask);
            copied = EndOfCredential(plain, start);
        }

        return scrubbed.Append(plain, copied, plain.Length - copied).ToString();
    }

    private static int FindCredential(string text, int from)
    {
        for (var start = from; (start = text.IndexOf(CredentialPrefix, start, StringComparison.Ordinal)) >= 0; start++)
        {
            if ((start == 0 || !char.IsLetterOrDigit(text[start - 1]))
                && EndOfCredential(text, start) - start >= CredentialPrefix.Length + MinLengthAfterPrefix)
            {
                return start;
            }
        }

        return -1;
    }

    private static int EndOfCredential(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '_'))
        {
            end++;
        }

        return end;
    }
}
