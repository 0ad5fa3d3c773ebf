using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>Decodes requests.</summary>
internal static class Utf8Text
{
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
}
