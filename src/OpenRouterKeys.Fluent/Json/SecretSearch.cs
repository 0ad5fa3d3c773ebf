using System.Text;
using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>Looks for the secret in text that is JSON but for a slip: a NaN, a line break inside a string, an escape of another language.</summary>
internal static class SecretSearch
{
    /// <summary>The last string that is not blank at <c>$.key</c>, else at <c>$.data.key</c>.</summary>
    public static string? Find(ReadOnlySpan<byte> utf8)
    {
        var found = new string?[3]; // by depth
        string? parent = null;
        var depth = 0;
        for (var at = 0; at < utf8.Length; at++)
        {
            switch (utf8[at])
            {
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)'}' or (byte)']':
                    depth = Math.Max(0, depth - 1); // one too many, as before JSON that guards against scripts
                    break;
                case (byte)'"' when ReadString(utf8, ref at) is { } name && depth is 1 or 2 && Skip(utf8, ref at, (byte)':'):
                    parent = depth == 1 ? name : parent;
                    if (name == PropertyNames.Key
                        && (depth == 1 || parent == PropertyNames.Data)
                        && Skip(utf8, ref at, (byte)'"')
                        && ReadString(utf8, ref at) is { } value
                        && !string.IsNullOrWhiteSpace(value))
                    {
                        found[depth] = value;
                    }

                    break;
            }
        }

        return found[1] ?? found[2];
    }

    // Leaves the position at the closing quote; null where the text ends first.
    private static string? ReadString(ReadOnlySpan<byte> utf8, ref int at)
    {
        var start = at + 1;
        for (at = start; at < utf8.Length && utf8[at] != '"'; at++)
        {
            at += utf8[at] == '\\' ? 1 : 0;
        }

        if (at >= utf8.Length)
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(utf8[start..at]);
        return new JsonScanner($"\"{text}\"").ReadString(out var value) ? value.Text : text;
    }

    // Past white space to this character, where it comes next.
    private static bool Skip(ReadOnlySpan<byte> utf8, ref int at, byte expected)
    {
        var next = at + 1;
        while (next < utf8.Length && utf8[next] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            next++;
        }

        if (next >= utf8.Length || utf8[next] != expected)
        {
            return false;
        }

        at = next;
        return true;
    }
}
