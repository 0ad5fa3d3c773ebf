using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpenRouterKeys.Fluent;

/// <summary>Reads an <see cref="ApiKey"/> from a JSON string and never writes one. Public because source-generated JSON contexts need it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ApiKeyJsonConverter : JsonConverter<ApiKey>
{
    /// <inheritdoc />
    public override ApiKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => SecretJson.Read(ref reader, ApiKey.From);

    /// <summary>Throws an exception, so that a secret is not written by accident.</summary>
    /// <inheritdoc />
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void Write(Utf8JsonWriter writer, ApiKey value, JsonSerializerOptions options) => throw SecretJson.NotWritten(nameof(ApiKey));
}

/// <summary>Reads a <see cref="ManagementKey"/> from a JSON string and never writes one. Public because source-generated JSON contexts need
/// it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ManagementKeyJsonConverter : JsonConverter<ManagementKey>
{
    /// <inheritdoc />
    public override ManagementKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SecretJson.Read(ref reader, ManagementKey.From);

    /// <summary>Throws an exception, so that a secret is not written by accident.</summary>
    /// <inheritdoc />
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void Write(Utf8JsonWriter writer, ManagementKey value, JsonSerializerOptions options) =>
        throw SecretJson.NotWritten(nameof(ManagementKey));
}

/// <summary>Neither reads nor writes a <see cref="Secret"/> of unspecified type. Public because source-generated JSON contexts need it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SecretJsonConverter : JsonConverter<Secret>
{
    /// <summary>Throws an exception, because the type of the secret is not specified.</summary>
    /// <inheritdoc />
    /// <exception cref="NotSupportedException">Always.</exception>
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException($"The type {nameof(Secret)} cannot be read from JSON. Use {nameof(ApiKey)} or {nameof(ManagementKey)}.");

    /// <summary>Throws an exception, so that a secret is not written by accident.</summary>
    /// <inheritdoc />
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => throw SecretJson.NotWritten(nameof(Secret));
}

internal static class SecretJson
{
    public static T Read<T>(ref Utf8JsonReader reader, Func<string, T> from)
    {
        try
        {
            return reader.TokenType == JsonTokenType.String ? from(reader.GetString()!) : throw new JsonException("The secret is not a JSON string. Use a string.");
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new JsonException(exception.Message);
        }
    }

    public static NotSupportedException NotWritten(string type) =>
        new($"{type} is a secret and is not written to JSON. If you do want to write it, write the text that Reveal() returns.");
}
