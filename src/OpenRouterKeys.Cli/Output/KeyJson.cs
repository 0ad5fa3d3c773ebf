using System.Buffers;
using System.Text;
using System.Text.Json;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Output;

/// <summary>The API's JSON format, on one line of ASCII. Simulated keys are marked in the object itself, because it may be stored without the
/// command's messages.</summary>
internal static class KeyJson
{
    /// <summary>Returns <c>{"key":"sk-or-…","data":{…}}</c>.</summary>
    public static string Write(CreatedKey created, bool includeSecret, bool isSimulated) =>
        WriteObject(isSimulated, json => WriteCreated(json, created, includeSecret));

    /// <summary>Returns <c>{"data":{…}}</c>.</summary>
    public static string Write(KeyInfo key, bool isSimulated) => WriteObject(isSimulated, json => WriteData(json, key));

    /// <summary>Returns <c>{"data":[{…},{…}]}</c>.</summary>
    public static string Write(IEnumerable<KeyInfo> keys, bool isSimulated) => WriteObject(isSimulated, json =>
    {
        json.WriteStartArray(ApiNames.Data);
        foreach (var key in keys)
        {
            WriteValue(json, key);
        }

        json.WriteEndArray();
    });

    /// <summary>Returns <c>{"deleted":true}</c>.</summary>
    public static string WriteDeleted(bool isSimulated) => WriteObject(isSimulated, json => json.WriteBoolean(ApiNames.Deleted, true));

    /// <summary>Returns <c>{"deleted":true,"data":[{"hash":"…","name":"…"}]}</c>. The name is omitted if it is unknown.</summary>
    /// <param name="keys">The deleted keys.</param>
    /// <param name="isComplete">Whether these are all keys that were to be deleted.</param>
    /// <param name="isSimulated">Whether the keys were simulated.</param>
    public static string WriteDeleted(IEnumerable<KeyInfo> keys, bool isComplete, bool isSimulated) => WriteObject(isSimulated, json =>
    {
        json.WriteBoolean(ApiNames.Deleted, isComplete);
        json.WriteStartArray(ApiNames.Data);
        foreach (var key in keys)
        {
            json.WriteStartObject();
            json.WriteString(ApiNames.Hash, key.Hash);
            if (key.Name.Length > 0)
            {
                json.WriteString(ApiNames.Name, key.Name);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static string WriteObject(bool isSimulated, Action<Utf8JsonWriter> writeProperties)
    {
        var utf8 = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(utf8))
        {
            json.WriteStartObject();
            if (isSimulated)
            {
                json.WriteBoolean("simulated", true);
            }

            writeProperties(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(utf8.WrittenSpan);
    }

    public static void WriteCreated(Utf8JsonWriter json, CreatedKey created, bool includeSecret)
    {
        if (includeSecret)
        {
            json.WriteString(ApiNames.Key, created.Key.Reveal());
        }

        WriteData(json, created.Info);
    }

    public static void WriteData(Utf8JsonWriter json, KeyInfo key)
    {
        json.WritePropertyName(ApiNames.Data);
        WriteValue(json, key);
    }

    /// <summary>Returns the properties of <c>data</c>.</summary>
    public static JsonElement ToElement(KeyInfo key)
    {
        var utf8 = new ArrayBufferWriter<byte>();
        key.WriteJson(utf8);
        return JsonElement.Parse(utf8.WrittenSpan);
    }

    private static void WriteValue(Utf8JsonWriter json, KeyInfo key)
    {
        var utf8 = new ArrayBufferWriter<byte>();
        key.WriteJson(utf8);
        json.WriteRawValue(utf8.WrittenSpan, skipInputValidation: true);
    }
}
