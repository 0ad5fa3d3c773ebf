using System.Text;
using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>Finds the secret in a response that is not valid JSON because of a small error, such as NaN, an unescaped line break or an unknown
/// escape sequence.</summary>
internal static class SecretSearch
{
    /// <summary>Returns the last string that is not blank at <c>$.key</c>, otherwise at <c>$.data.key</c>.</summary>
    public static string? Find(ReadOnlySpan<byte> utf8)
    {
        var secretsByDepth = new string?[3];
        string? parent = null;
        var depth = 0;
        for (var position = 0; position < utf8.Length; position++)
        {
            switch (utf8[position])
            {
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)'}' or (byte)']':
                    depth = Math.Max(0, depth - 1); // there can be one too many, as in the prefix )]}' that protects JSON from script injection
                    break;
                case (byte)'"' when ReadString(utf8, ref position) is { } name && depth is 1 or 2 && TrySkipTo((byte)':', utf8, ref position):
                    parent = depth == 1 ? name : parent;
                    if (name == ApiNames.Key
                        && (depth == 1 || parent == ApiNames.Data)
                        && TrySkipTo((byte)'"', utf8, ref position)
                        && ReadString(utf8, ref position) is { } value
                        && !string.IsNullOrWhiteSpace(value))
                    {
                        secretsByDepth[depth] = value;
                    }

                    break;
            }
        }

        return secretsByDepth[1] ?? secretsByDepth[2];
    }

    // The position changes from the opening to the closing quote. Returns null if the text is truncated.
    private static string? ReadString(ReadOnlySpan<byte> utf8, ref int position)
    {
        var start = position + 1;
        for (position = start; position < utf8.Length && utf8[position] != '"'; position++)
        {
            position += utf8[position] == '\\' ? 1 : 0;
        }

        if (position >= utf8.Length)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(utf8[start..position]);
        return new JsonScanner($"\"{text}\"").ReadString(out var value) ? value.Text : text;
    }

    // Moves past white space to the expected character. Returns false if another one is next.
    private static bool TrySkipTo(byte expected, ReadOnlySpan<byte> utf8, ref int position)
    {
        var next = position + 1;
        while (next < utf8.Length && utf8[next] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            next++;
        }

        if (next >= utf8.Length || utf8[next] != expected)
        {
            return false;
        }

        position = next;
        return true;
    }
}
