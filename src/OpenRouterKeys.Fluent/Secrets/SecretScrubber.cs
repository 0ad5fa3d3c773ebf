using System.Text;
using System.Text.Encodings.Web;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent;

/// <summary>Removes credentials from text that the library did not write: API messages and exception messages.</summary>
internal static class SecretScrubber
{
    private const string CredentialPrefix = "sk-";
    private const int MinLengthAfterPrefix = 8;

    /// <summary>Replaces the given secrets, also in their JSON forms, and everything that looks like a key of any provider, with a mask.</summary>
    public static string Scrub(string text, params ReadOnlySpan<Secret> secrets)
    {
        var plain = text;
        foreach (var form in secrets.ToArray().SelectMany(FormsOf).OrderByDescending(form => form.Length)) // one may contain another one
        {
            plain = plain.Replace(form, Secret.FullMask, StringComparison.OrdinalIgnoreCase);
        }

        plain = KeyShape.Scrub(plain);
        var scrubbed = new StringBuilder(plain.Length);
        var copied = 0;
        for (var start = FindCredential(plain, 0); start >= 0; start = FindCredential(plain, copied))
        {
            scrubbed.Append(plain, copied, start - copied).Append(Secret.FullMask);
            copied = EndOfCredential(plain, start);
        }

        return scrubbed.Append(plain, copied, plain.Length - copied).ToString();
    }

    // An API key of the caller's own may contain characters that JSON escapes. A message may quote it as the request contained it, or as a
    // JSON serializer with fewer escapes writes it.
    private static IEnumerable<string> FormsOf(Secret secret)
    {
        var text = secret.Reveal();
        return [text, JavaScriptEncoder.Default.Encode(text), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)];
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
