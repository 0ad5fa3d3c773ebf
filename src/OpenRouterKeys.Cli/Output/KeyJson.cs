using System.Buffers;
using System.Text;
using System.Text.Json;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Cli.Output;

/// <summary>What the API tells, in its own shape on one line of ASCII. That a key is simulated is said in the object itself, for it may
/// outlive the messages beside it.</summary>
internal static class KeyJson
{
    private const string Simulated = "simulated";

    /// <summary><c>{"key":"sk-or-…","data":{…}}</c>.</summary>
    public static string Write(CreatedKey created, bool withSecret, bool simulated) => Object(simulated, json =>
    {
        if (withSecret)
        {
            json.WriteString(PropertyNames.Key, created.Key.Reveal());
        }

        json.WritePropertyName(PropertyNames.Data);
        KeyInfoWriter.Write(created.Info, json);
    });

    /// <summary><c>{"data":{…}}</c>.</summary>
    public static string Write(KeyInfo key, bool simulated) => Object(simulated, json =>
    {
        json.WritePropertyName(PropertyNames.Data);
        KeyInfoWriter.Write(key, json);
    });

    /// <summary><c>{"data":[{…},{…}]}</c>.</summary>
    public static string Write(IEnumerable<KeyInfo> keys, bool simulated) => Object(simulated, json =>
    {
        json.WriteStartArray(PropertyNames.Data);
        foreach (var key in keys)
        {
            KeyInfoWriter.Write(key, json);
        }

        json.WriteEndArray();
    });

    /// <summary><c>{"deleted":true}</c>.</summary>
    public static string WriteDeleted(bool simulated) => Object(simulated, json => json.WriteBoolean(PropertyNames.Deleted, true));

    /// <summary>One object with the members that are written.</summary>
    public static string Object(bool simulated, Action<Utf8JsonWriter> writeMembers)
    {
        var utf8 = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(utf8))
        {
            json.WriteStartObject();
            if (simulated)
            {
                json.WriteBoolean(Simulated, true);
            }

            writeMembers(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(utf8.WrittenSpan);
    }
}
