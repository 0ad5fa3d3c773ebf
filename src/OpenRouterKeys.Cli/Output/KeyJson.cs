using System.Buffers;
using System.Text;
using System.Text.Json;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Wire;

namespace OpenRouterKeys.Cli.Output;

/// <summary>A created key as the API tells it, on one line of ASCII: <c>{"key":"sk-or-…","data":{…}}</c>.</summary>
internal static class KeyJson
{
    private const string Simulated = "simulated";

    /// <param name="created">The key.</param>
    /// <param name="withSecret">Whether the member <c>key</c> is there.</param>
    /// <param name="simulated">Whether the key is none; said in the object itself, for it may outlive the messages beside it.</param>
    public static string Write(CreatedKey created, bool withSecret, bool simulated)
    {
        var utf8 = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(utf8))
        {
            json.WriteStartObject();
            if (simulated)
            {
                json.WriteBoolean(Simulated, true);
            }

            if (withSecret)
            {
                json.WriteString(MemberNames.Key, created.Key.Reveal());
            }

            json.WritePropertyName(MemberNames.Data);
            KeyInfoWriter.Write(created.Info, json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(utf8.WrittenSpan);
    }
}
