using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace OpenRouterKeys.Fluent.Analyzers.Policies;

/// <summary>Decodes a file as hosts do. They read UTF-8 only. The compiler reads a file that is not UTF-8 in the code page of the machine, which on Linux and
/// macOS is UTF-8 with U+FFFD for each invalid byte.</summary>
internal static class HostEncoding
{
    private const int Utf8CodePage = 65001;
    private const char Replacement = '\uFFFD';
    private const char InvalidByte = '\0'; // as in the library's Utf8Text

    /// <returns>The text up to the first invalid byte, and NUL in its place. Null: the compiler decoded the file as hosts do.</returns>
    public static string? Decode(SourceText text)
    {
        if (text.Encoding is { CodePage: not Utf8CodePage } encoding)
        {
            return DecodeUtf8([.. encoding.GetPreamble(), .. encoding.GetBytes(text.ToString())]);
        }

        var content = text.ToString();
        var replaced = content.IndexOf(Replacement);
        return replaced < 0 || IsUtf8(text, content) ? null : content.Substring(0, replaced) + InvalidByte;
    }

    private static string DecodeUtf8(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            return Encoding.UTF8.GetString(bytes, 0, Math.Max(0, exception.Index)) + InvalidByte;
        }
    }

    // Whether the file really contains U+FFFD.
    private static bool IsUtf8(SourceText text, string content) => HasBytesOf(text, content, hasMark: false) || HasBytesOf(text, content, hasMark: true);

    // The checksum is the one of the file's bytes.
    private static bool HasBytesOf(SourceText text, string content, bool hasMark) =>
        SourceText.From(content, new UTF8Encoding(hasMark), text.ChecksumAlgorithm).GetChecksum().SequenceEqual(text.GetChecksum());
}
