using System.Text;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent;

/// <summary>Takes credentials out of text of other people: of API messages and of exceptions.</summary>
internal static class SecretScrubber
{
    private const string CredentialPrefix = "sk-";
    private const int FewestCharacters = 8;

    /// <summary>The text without the given secret and without anything that looks like a key of any provider.</summary>
    public static string Scrub(string text, Secret secret)
    {
        var plain = KeyShape.Scrub(text.Replace(secret.Reveal(), SecretMask.Hidden, StringComparison.OrdinalIgnoreCase));
        var scrubbed = new StringBuilder(plain.Length);
        var copied = 0;
        for (var at = Find(plain, 0); at >= 0; at = Find(plain, copied))
        {
            scrubbed.Append(plain, copied, at - copied).Append(SecretMask.Hidden);
            copied = EndOfRun(plain, at);
        }

        return scrubbed.Append(plain, copied, plain.Length - copied).ToString();
    }

    private static int Find(string text, int start)
    {
        for (var at = start; (at = text.IndexOf(CredentialPrefix, at, StringComparison.Ordinal)) >= 0; at++)
        {
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && EndOfRun(text, at) - at >= CredentialPrefix.Length + FewestCharacters)
            {
                return at;
            }
        }

        return -1;
    }

    private static int EndOfRun(string text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '_'))
        {
            at++;
        }

        return at;
    }
}
