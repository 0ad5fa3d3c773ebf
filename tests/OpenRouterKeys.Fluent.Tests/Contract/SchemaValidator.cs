using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace OpenRouterKeys.Fluent.Tests.Contract;

/// <summary>Validates JSON against an OpenAPI schema. Supports only <see cref="Keywords"/>; the OpenAPI reader resolves references.</summary>
internal static class SchemaValidator
{
    public static readonly string[] Keywords = 
        ["$ref", "enum", "format", "items", "maxItems", "minItems", "minLength", "oneOf", "pattern", "properties", "required", "type"];

    /// <summary>Returns the errors, each with its JSON path; empty if the value is valid.</summary>
    public static IReadOnlyList<string> Validate(IOpenApiSchema schema, string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Validate(schema, document.RootElement, "$")];
    }

    /// <summary>Returns the paths of properties that the schema does not contain. They are allowed, but the simulator has none.</summary>
    public static IEnumerable<string> FindUnknownProperties(IOpenApiSchema schema, JsonElement value, string path = "$") => value.ValueKind switch
    {
        JsonValueKind.Array when schema.Items is { } item => value.EnumerateArray().SelectMany(element => FindUnknownProperties(item, element, $"{path}[]")),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(property =>
            schema.Properties?.TryGetValue(property.Name, out var known) == true
                ? FindUnknownProperties(known, property.Value, $"{path}.{property.Name}")
                : [$"{path}.{property.Name}"]),
        _ => [],
    };

    private static IEnumerable<string> Validate(IOpenApiSchema schema, JsonElement value, string path) =>
        schema.Type is { } type && (type & TypeOf(value)) == 0 ? [$"{path} is {TypeOf(value)}, not {type}"] :
        [
            .. ValidateEnum(schema, value, path),
            .. ValidateFormat(schema, value, path),
            .. ValidateOneOf(schema, value, path),
            .. value.ValueKind == JsonValueKind.String ? ValidateText(schema, value.GetString()!, path) : [],
            .. value.ValueKind == JsonValueKind.Array ? ValidateItems(schema, value, path) : [],
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
        return values.Count == 0 || values.Any(known => IsEqual(known, value))
            ? [] : [$"{path} is not a value of the enum"];
    }

    // The reader represents null by a text of its own.
    private static bool IsEqual(JsonNode known, JsonElement value) => known.IsJsonNullSentinel()
        ? value.ValueKind == JsonValueKind.Null
        : JsonElement.DeepEquals(JsonSerializer.SerializeToElement(known), value);

    private static IEnumerable<string> ValidateText(IOpenApiSchema schema, string text, string path) =>
    [
        .. text.Length < schema.MinLength ? [$"{path} is shorter than {schema.MinLength}"] : Array.Empty<string>(),
        .. schema.Pattern is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant) ? [$"{path} does not match {pattern}"] : Array.Empty<string>(),
        .. schema.Format == "uuid" && !Guid.TryParseExact(text, "D", out _) ? [$"{path} is not a uuid"] : Array.Empty<string>(),
        .. schema.Format == "date-time" && !(text.EndsWith('Z') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _))
            ? [$"{path} is not a UTC date-time"] : Array.Empty<string>(),
    ];

    private static IEnumerable<string> ValidateItems(IOpenApiSchema schema, JsonElement value, string path)
    {
        var count = value.GetArrayLength();
        var items = schema.Items is { } item ? value.EnumerateArray().SelectMany((element, index) => Validate(item, element, $"{path}[{index}]")) : [];
        return [.. items, .. count < schema.MinItems || count > schema.MaxItems ? [$"{path} has {count} items"] : Array.Empty<string>()];
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
