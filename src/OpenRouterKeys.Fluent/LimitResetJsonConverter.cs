using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent;

/// <summary>Converts a <see cref="LimitReset"/> to and from the API's word: <c>daily</c>, <c>weekly</c> or <c>monthly</c>; also <c>never</c> and
/// <c>unknown</c>. Null is read as <see cref="LimitReset.Never"/>. Public because source-generated JSON contexts need it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LimitResetJsonConverter : JsonConverter<LimitReset>
{
    private const string Never = "never";
    private const string Unknown = "unknown";

    /// <summary>True, so that null is read as <see cref="LimitReset.Never"/>.</summary>
    public override bool HandleNull => true;

    /// <summary>Reads the interval's word, or null.</summary>
    /// <inheritdoc />
    /// <exception cref="JsonException">The value is neither a known word nor null.</exception>
    public override LimitReset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Null => LimitReset.Never,
        JsonTokenType.String => Parse(reader.GetString()!),
        _ => throw NotAnInterval(),
    };

    /// <summary>Writes the interval's word.</summary>
    /// <inheritdoc />
    /// <exception cref="JsonException">The interval is not defined.</exception>
    public override void Write(Utf8JsonWriter writer, LimitReset value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(WordOf(value));
    }

    /// <summary>Reads the interval's word as the name of a property.</summary>
    /// <inheritdoc />
    /// <exception cref="JsonException">The name is not a known word.</exception>
    public override LimitReset ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString()!);

    /// <summary>Writes the interval's word as the name of a property.</summary>
    /// <inheritdoc />
    /// <exception cref="JsonException">The interval is not defined.</exception>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, LimitReset value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(WordOf(value));
    }

    private static LimitReset Parse(string word) => word switch
    {
        Never => LimitReset.Never,
        Unknown => LimitReset.Unknown,
        _ => ApiNames.ParseInterval(word) is var interval and not LimitReset.Unknown ? interval : throw NotAnInterval(),
    };

    private static string WordOf(LimitReset interval) => interval switch
    {
        LimitReset.Never => Never,
        LimitReset.Unknown => Unknown,
        _ => ApiNames.Of(interval) ?? throw new JsonException("The reset interval is not defined. Use Never, Daily, Weekly or Monthly."),
    };

    private static JsonException NotAnInterval() => new("The value is not a reset interval. Use \"daily\", \"weekly\", \"monthly\", \"never\" or null.");
}
