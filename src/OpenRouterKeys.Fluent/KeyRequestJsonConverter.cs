using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent;

/// <summary>Converts a <see cref="KeyRequest"/> to and from the API's JSON form, regardless of the serializer's options. Public because
/// source-generated JSON contexts need it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class KeyRequestJsonConverter : JsonConverter<KeyRequest>
{
    /// <summary>Reads a request as <see cref="KeyRequest.FromJson(string)"/> does.</summary>
    /// <inheritdoc />
    /// <exception cref="JsonException">The request is invalid. The inner exception is the <see cref="InvalidKeyRequestException"/> of
    /// <c>FromJson</c>; its lines and columns are relative to the start of the request.</exception>
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
            var invalid = new InvalidKeyRequestException { Violations = [RuleViolation.NotJson(exception)] };
            throw new JsonException(invalid.Message, invalid);
        }
    }

    /// <summary>Writes a request as <see cref="KeyRequest.WriteJson"/> does.</summary>
    /// <inheritdoc />
    /// <exception cref="InvalidKeyRequestException">The reset interval is not defined (ORK1006).</exception>
    public override void Write(Utf8JsonWriter writer, KeyRequest value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        RequestWriter.Write(value, writer);
    }
}
