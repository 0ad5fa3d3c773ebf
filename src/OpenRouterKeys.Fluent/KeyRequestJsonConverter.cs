using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent;

/// <summary>Reads and writes a <see cref="KeyRequest"/> in its wire form, whatever the serializer's options. Public because
/// source-generated JSON contexts need it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class KeyRequestJsonConverter : JsonConverter<KeyRequest>
{
    /// <summary>Reads what <see cref="KeyRequest.FromJson(string)"/> reads.</summary>
    /// <inheritdoc />
    /// <exception cref="JsonException">Around the <see cref="InvalidKeyRequestException"/> that <c>FromJson</c> throws; its lines and
    /// columns count from the beginning of the request.</exception>
    public override KeyRequest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return KeyRequest.FromJson(document.RootElement.GetRawText());
        }
        catch (InvalidKeyRequestException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
        catch (JsonException exception)
        {
            var refused = new InvalidKeyRequestException { Violations = [RuleViolations.NotJson(exception)] };
            throw new JsonException(refused.Message, refused);
        }
    }

    /// <summary>Writes what <see cref="KeyRequest.WriteJson"/> writes.</summary>
    /// <inheritdoc />
    /// <exception cref="InvalidKeyRequestException">The reset interval is not defined (ORK1006).</exception>
    public override void Write(Utf8JsonWriter writer, KeyRequest value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        RequestWriter.Write(value, writer);
    }
}
