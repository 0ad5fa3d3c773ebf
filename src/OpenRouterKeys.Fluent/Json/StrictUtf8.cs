using System.Text;
using System.Text.Unicode;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>UTF-8 as text, such that what is not UTF-8 stays no JSON, at its place.</summary>
internal static class StrictUtf8
{
    // No JSON text holds this character outside a string, and none holds it unescaped inside one.
    private const char NotText = '\0';

    public static string Read(ReadOnlySpan<byte> utf8)
    {
        if (Utf8.IsValid(utf8))
        {
            return Encoding.UTF8.GetString(utf8);
        }

        var text = new StringBuilder(utf8.Length);
        while (Rune.DecodeFromUtf8(utf8, out var rune, out var length) == System.Buffers.OperationStatus.Done)
        {
            text.Append(rune.ToString());
            utf8 = utf8[length..];
        }

        return text.Append(NotText).ToString();
    }
}
