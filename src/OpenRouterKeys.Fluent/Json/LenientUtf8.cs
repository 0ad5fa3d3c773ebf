using System.Text;
using System.Text.Unicode;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>An answer's bytes as UTF-8 without a byte order mark, whatever they came as.</summary>
internal static class LenientUtf8
{
    public static ReadOnlyMemory<byte> Read(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        if (span.Length >= 2 && EncodingOf(span) is { } encoding)
        {
            return Encoding.UTF8.GetBytes(encoding.GetString(span)).AsMemory() is var utf8 && utf8.Span.StartsWith(Encoding.UTF8.Preamble) ? utf8[3..] : utf8;
        }

        bytes = span.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        return Utf8.IsValid(bytes.Span) ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes.Span));
    }

    // JSON begins with a character of ASCII, so a zero byte beside the first tells UTF-16 where no mark does.
    private static Encoding? EncodingOf(ReadOnlySpan<byte> bytes) => (bytes[0], bytes[1]) switch
    {
        (0xFF, 0xFE) or ( > 0, 0) => Encoding.Unicode,
        (0xFE, 0xFF) or (0, > 0) => Encoding.BigEndianUnicode,
        _ => null,
    };
}
