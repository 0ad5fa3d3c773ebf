using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>Reads the responses to all calls except creations. Values of an unexpected type are accepted; truncated and invalid JSON is not.</summary>
internal static class KeyResponse
{
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    private delegate bool DataReader<T>(ref ResponseReader reader, out T? data);

    /// <summary>Returns the key in <c>data</c>; null if there is none.</summary>
    public static KeyInfo? ReadKey(ReadOnlyMemory<byte> body, params Secret[] secrets) => ReadData(body, (ref ResponseReader reader, out KeyInfo? key) =>
    {
        key = reader.IsObject ? ReadKey(ref reader, secrets) : null;
        return key is not null;
    });

    /// <summary>Returns the keys in <c>data</c>; null if it is not a list of objects.</summary>
    public static List<KeyInfo>? ReadKeys(ReadOnlyMemory<byte> body, params Secret[] secrets) => ReadData(body, (ref ResponseReader reader, out List<KeyInfo>? keys) =>
    {
        keys = [];
        if (!reader.IsArray)
        {
            return false;
        }

        while (reader.ReadValue() && reader.IsObject)
        {
            if (ReadKey(ref reader, secrets) is not { } key)
            {
                return false;
            }

            keys.Add(key);
        }

        return reader.IsAtEndOfArray;
    });

    /// <summary>Returns the key in one element of a list.</summary>
    public static KeyInfo? ReadItem(ReadOnlyMemory<byte> utf8, Secret[] secrets)
    {
        var reader = new ResponseReader(utf8.Span);
        return reader.ReadValue() ? ReadKey(ref reader, secrets) : null;
    }

    /// <summary>Returns whether a key was deleted: the body is blank, or an object that has no <c>error</c> and whose <c>deleted</c> is not
    /// false.</summary>
    public static bool IsDeleted(ReadOnlyMemory<byte> body)
    {
        var utf8 = ResponseReader.ConvertToUtf8(body).Span;
        if (utf8.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return true;
        }

        try
        {
            var root = JsonElement.Parse(utf8, AnyDepth);
            return root.ValueKind == JsonValueKind.Object
                && (!root.TryGetProperty(ApiNames.Deleted, out var deleted) || deleted.ValueKind is JsonValueKind.True or JsonValueKind.Null)
                && (!root.TryGetProperty(ApiNames.Error, out var error) || error.ValueKind == JsonValueKind.Null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException) // the latter for a lone surrogate in a name
        {
            return false;
        }
    }

    private static KeyInfo? ReadKey(ref ResponseReader reader, Secret[] secrets)
    {
        var builder = new KeyInfoBuilder();
        return builder.ReadProperties(ref reader) ? builder.Build(new(builder.Secret, secrets)) : null;
    }

    private static T? ReadData<T>(ReadOnlyMemory<byte> body, DataReader<T> readData)
        where T : class
    {
        T? data = null;
        try
        {
            var reader = new ResponseReader(ResponseReader.ConvertToUtf8(body).Span);
            if (!reader.ReadValue() || !reader.IsObject)
            {
                return null;
            }

            while (reader.ReadName(out var name))
            {
                if (!reader.ReadValue() || (name == ApiNames.Data ? !readData(ref reader, out data) : !reader.SkipValue()))
                {
                    return null;
                }
            }

            return reader.IsAtEnd ? data : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
