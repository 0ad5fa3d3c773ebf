using System.Text.Json;
using Microsoft.OpenApi;

namespace OpenRouterKeys.Fluent.Tests.Contract;

/// <summary>Validates JSON against an OpenAPI schema. Supports only <see cref="Keywords"/>; the OpenAPI reader resolves references.</summary>
internal static class SchemaValidator
{
    public static readonly string[] Keywords = ["$ref", "enum", "format", "oneOf", "properties", "required", "type"];

    /// <summary>Returns the errors, each with its JSON path; empty if the value is valid.</summary>
    public static IReadOnlyList<string> Validate(IOpenApiSchema schema, string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Validate(schema, document.RootElement, "$")];
    }

    private static IEnumerable<string> Validate(IOpenApiSchema schema, JsonElement value, string path) =>
        schema.Type is { } type && (type & TypeOf(value)) == 0 ? [$"{path} is {TypeOf(value)}, not {type}"] :
        [
            .. ValidateEnum(schema, value, path),
            .. ValidateFormat(schema, value, path),
            .. ValidateOneOf(schema, value, path),
            .. value.ValueKind == JsonValueKind.Object ? ValidateProperties(schema, value, path) : [],
        ];

    // In JSON Schema, 1.0 is an integer, and an integer is a number.
    private static JsonSchemaType TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => JsonSchemaType.Null,
        JsonValueKind.True or JsonValueKind.False => JsonSchemaType.Boolean,
        JsonValueKind.String => JsonSchemaType.String,
        JsonValueKind.Array => JsonSchemaType.Array,
        JsonValueKind.Object => JsonSchemaType.Object,
        _ => JsonSchemaType.Number | (value.TryGetDouble(out var number) && double.IsInteger(number) ? JsonSchemaType.Integer : 0),
    };

    private static IEnumerable<string> ValidateEnum(IOpenApiSchema schema, JsonElement value, string path)
    {
        var values = schema.Enum ?? [];
        return values.Count == 0 || values.Any(known => JsonElement.DeepEquals(JsonSerializer.SerializeToElement(known), value))
            ? [] : [$"{path} is not a value of the enum"];
    }

    private static IEnumerable<string> ValidateFormat(IOpenApiSchema schema, JsonElement value, string path) =>
        schema.Format != "double" || value.ValueKind != JsonValueKind.Number || (value.TryGetDouble(out var number) && double.IsFinite(number))
            ? [] : [$"{path} is not a double"];

    private static IEnumerable<string> ValidateOneOf(IOpenApiSchema schema, JsonElement value, string path)
    {
        var choices = schema.OneOf ?? [];
        var matches = choices.Count(choice => !Validate(choice, value, path).Any());
        return choices.Count == 0 || matches == 1 ? [] : [$"{path} matches {matches} schemas of oneOf"];
    }

    private static IEnumerable<string> ValidateProperties(IOpenApiSchema schema, JsonElement value, string path)
    {
        var properties = schema.Properties ?? new Dictionary<string, IOpenApiSchema>();
        return
        [
            .. (schema.Required ?? new HashSet<string>()).Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{path}.{name} is missing"),
            .. value.EnumerateObject().Where(property => properties.ContainsKey(property.Name))
                .SelectMany(property => Validate(properties[property.Name], property.Value, $"{path}.{property.Name}")),
        ];
    }
}
