using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>What the answers of the calls other than a creation tell: lenient in every member, but whole.</summary>
internal static class KeyResponse
{
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    private delegate bool DataReader<T>(ref ResponseReader reader, out T? data);

    /// <summary>The key in <c>data</c>; null where there is none.</summary>
    public static KeyInfo? ReadKey(ReadOnlyMemory<byte> body, Secret bearer) => Read(body, (ref ResponseReader reader, out KeyInfo? key) =>
    {
        var draft = new KeyInfoBuilder();
        key = reader.IsObject && draft.ReadMembers(ref reader) ? draft.Build(new(draft.Secret, bearer)) : null;
        return key is not null;
    });

    /// <summary>The keys in <c>data</c>; null where there is no list.</summary>
    public static List<KeyInfo>? ReadKeys(ReadOnlyMemory<byte> body, Secret bearer) => Read(body, (ref ResponseReader reader, out List<KeyInfo>? keys) =>
    {
        keys = [];
        if (!reader.IsArray)
        {
            return false;
        }

        while (reader.ReadValue() && reader.IsObject)
        {
            var draft = new KeyInfoBuilder();
            if (!draft.ReadMembers(ref reader))
            {
                return false;
            }

            keys.Add(draft.Build(new(draft.Secret, bearer)));
        }

        return reader.IsAtEndOfArray;
    });

    /// <summary>Whether a deletion was carried out: not where the answer says otherwise, or is none of this API's.</summary>
    public static bool IsDeleted(ReadOnlyMemory<byte> body)
    {
        var utf8 = LenientUtf8.Read(body).Span;
        if (utf8.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return true;
        }

        try
        {
            var answer = JsonElement.Parse(utf8, AnyDepth);
            return answer.ValueKind == JsonValueKind.Object
                && (!answer.TryGetProperty(PropertyNames.Deleted, out var deleted) || deleted.ValueKind is JsonValueKind.True or JsonValueKind.Null)
                && (!answer.TryGetProperty(PropertyNames.Error, out var error) || error.ValueKind == JsonValueKind.Null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException) // the latter for half of a surrogate pair in a name
        {
            return false;
        }
    }

    private static T? Read<T>(ReadOnlyMemory<byte> body, DataReader<T> read)
        where T : class
    {
        T? found = null;
        try
        {
            var reader = new ResponseReader(LenientUtf8.Read(body).Span);
            if (!reader.ReadValue() || !reader.IsObject)
            {
                return null;
            }

            while (reader.ReadName(out var name))
            {
                if (!reader.ReadValue() || (name == PropertyNames.Data ? !read(ref reader, out found) : !reader.SkipValue()))
                {
                    return null;
                }
            }

            return reader.IsAtEnd ? found : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
