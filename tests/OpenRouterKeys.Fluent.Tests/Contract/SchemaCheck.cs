using System.Text.Json;
using Microsoft.OpenApi;

namespace OpenRouterKeys.Fluent.Tests.Contract;

/// <summary>Holds a JSON value against a schema. Knows the keywords that the contract uses, and <see cref="Keywords"/> says which, so
/// that a contract with others is not taken for one that is kept. References are resolved by the reader.</summary>
internal static class SchemaCheck
{
    public static readonly string[] Keywords = ["$ref", "enum", "format", "oneOf", "properties", "required", "type"];

    /// <summary>What is wrong, each with its path; empty where the value keeps the schema.</summary>
    public static IReadOnlyList<string> Problems(IOpenApiSchema schema, string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Problems(schema, document.RootElement, "$")];
    }

    private static IEnumerable<string> Problems(IOpenApiSchema schema, JsonElement value, string path) =>
        schema.Type is { } type && (type & TypeOf(value)) == 0 ? [$"{path} is {TypeOf(value)}, not {type}"] :
        [
            .. OfEnum(schema, value, path),
            .. OfFormat(schema, value, path),
            .. OfChoice(schema, value, path),
            .. value.ValueKind == JsonValueKind.Object ? OfMembers(schema, value, path) : [],
        ];

    // A whole number is a number too, and 1.0 is whole.
    private static JsonSchemaType TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => JsonSchemaType.Null,
        JsonValueKind.True or JsonValueKind.False => JsonSchemaType.Boolean,
        JsonValueKind.String => JsonSchemaType.String,
        JsonValueKind.Array => JsonSchemaType.Array,
        JsonValueKind.Object => JsonSchemaType.Object,
        _ => JsonSchemaType.Number | (value.TryGetDouble(out var number) && double.IsInteger(number) ? JsonSchemaType.Integer : 0),
    };

    private static IEnumerable<string> OfEnum(IOpenApiSchema schema, JsonElement value, string path)
    {
        var values = schema.Enum ?? [];
        return values.Count == 0 || values.Any(known => JsonElement.DeepEquals(JsonSerializer.SerializeToElement(known), value)) ? [] : [$"{path} is none of the enum"];
    }

    private static IEnumerable<string> OfFormat(IOpenApiSchema schema, JsonElement value, string path) =>
        schema.Format != "double" || value.ValueKind != JsonValueKind.Number || (value.TryGetDouble(out var number) && double.IsFinite(number))
            ? [] : [$"{path} is no double"];

    private static IEnumerable<string> OfChoice(IOpenApiSchema schema, JsonElement value, string path)
    {
        var choices = schema.OneOf ?? [];
        var kept = choices.Count(choice => !Problems(choice, value, path).Any());
        return choices.Count == 0 || kept == 1 ? [] : [$"{path} keeps {kept} of oneOf"];
    }

    private static IEnumerable<string> OfMembers(IOpenApiSchema schema, JsonElement value, string path)
    {
        var members = schema.Properties ?? new Dictionary<string, IOpenApiSchema>();
        return
        [
            .. (schema.Required ?? new HashSet<string>()).Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{path}.{name} is missing"),
            .. value.EnumerateObject().Where(member => members.ContainsKey(member.Name))
                .SelectMany(member => Problems(members[member.Name], member.Value, $"{path}.{member.Name}")),
        ];
    }
}
