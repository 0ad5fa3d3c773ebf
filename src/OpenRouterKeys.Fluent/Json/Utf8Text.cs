using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>Converts bytes to text: responses leniently, requests strictly.</summary>
internal static class Utf8Text
{
    /// <summary>Converts UTF-8 or UTF-16, with or without a byte order mark, to valid UTF-8 without one. Invalid bytes are replaced.</summary>
    public static ReadOnlyMemory<byte> ConvertLeniently(ReadOnlyMemory<byte> bytes)
    {
        if (DetectUtf16(bytes.Span) is { } utf16)
        {
            bytes = Encoding.UTF8.GetBytes(utf16.GetString(bytes.Span));
        }

        bytes = bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        return Utf8.IsValid(bytes.Span) ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes.Span));
    }

    /// <summary>Decodes UTF-8. The text ends before the first invalid byte, with a character that is not valid JSON, so that a parser reports
    /// this position.</summary>
    public static string DecodeStrictly(ReadOnlySpan<byte> utf8)
    {
        const char NeverValidInJson = '\0';
        if (Utf8.IsValid(utf8))
        {
            return Encoding.UTF8.GetString(utf8);
        }

        var text = new StringBuilder(utf8.Length);
        while (Rune.DecodeFromUtf8(utf8, out var rune, out var length) == OperationStatus.Done)
        {
            text.Append(rune.ToString());
            utf8 = utf8[length..];
        }

        return text.Append(NeverValidInJson).ToString();
    }

    // JSON starts with an ASCII character, so in UTF-16 without a byte order mark one of the first two bytes is zero.
    private static Encoding? DetectUtf16(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] or [> 0, 0, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] or [0, > 0, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };
}
