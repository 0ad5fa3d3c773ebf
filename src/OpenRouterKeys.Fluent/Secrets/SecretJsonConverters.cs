using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpenRouterKeys.Fluent;

/// <summary>Reads an <see cref="ApiKey"/> from a JSON string and refuses to write one. Public because source-generated JSON contexts need it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ApiKeyJsonConverter : JsonConverter<ApiKey>
{
    /// <inheritdoc />
    public override ApiKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => SecretJson.Read(ref reader, ApiKey.From);

    /// <summary>Always throws: a secret is not written by accident.</summary>
    /// <inheritdoc />
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void Write(Utf8JsonWriter writer, ApiKey value, JsonSerializerOptions options) => throw SecretJson.NotWritten(nameof(ApiKey));
}

/// <summary>Reads a <see cref="ManagementKey"/> from a JSON string and refuses to write one. Public because source-generated JSON contexts need it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ManagementKeyJsonConverter : JsonConverter<ManagementKey>
{
    /// <inheritdoc />
    public override ManagementKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SecretJson.Read(ref reader, ManagementKey.From);

    /// <summary>Always throws: a secret is not written by accident.</summary>
    /// <inheritdoc />
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void Write(Utf8JsonWriter writer, ManagementKey value, JsonSerializerOptions options) =>
        throw SecretJson.NotWritten(nameof(ManagementKey));
}

/// <summary>Refuses to read or write a secret of a kind that is not said. Public because source-generated JSON contexts need it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SecretJsonConverter : JsonConverter<Secret>
{
    /// <summary>Always throws: which kind of secret is not said.</summary>
    /// <inheritdoc />
    /// <exception cref="NotSupportedException">Always.</exception>
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException($"Read {nameof(ApiKey)} or {nameof(ManagementKey)} instead of {nameof(Secret)}.");

    /// <summary>Always throws: a secret is not written by accident.</summary>
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
            return reader.TokenType == JsonTokenType.String ? from(reader.GetString()!) : throw new JsonException("A secret is a JSON string.");
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new JsonException(exception.Message);
        }
    }

    public static NotSupportedException NotWritten(string type) =>
        new($"{type} is a secret and is not written as JSON. Where that is what you want, write the text that Reveal() returns.");
}
