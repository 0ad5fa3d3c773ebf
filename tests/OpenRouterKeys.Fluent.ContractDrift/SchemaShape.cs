using System.Text.Json;
using Microsoft.OpenApi;

namespace OpenRouterKeys.Fluent.ContractDrift;

/// <summary>What a schema allows, in a form that does not depend on how it is written: with references, <c>allOf</c>, <c>oneOf</c> or
/// <c>anyOf</c>.</summary>
internal sealed class SchemaShape
{
    private JsonSchemaType _types;
    private SortedSet<string> _formats = new(StringComparer.Ordinal);
    private HashSet<string> _values = [];
    private HashSet<string> _required = [];

    public Dictionary<string, List<IOpenApiSchema>> Properties { get; } = new(StringComparer.Ordinal);

    public List<IOpenApiSchema> Items { get; } = [];

    /// <summary>The allowed values in JSON, except null; empty if they are not restricted.</summary>
    public IReadOnlySet<string> Values => _values;

    public IReadOnlySet<string> Required => _required;

    /// <summary>The types and formats, as in <c>string (date-time) or null</c>.</summary>
    public string TypeText
    {
        get
        {
            var names = Enum.GetValues<JsonSchemaType>().Where(type => type != JsonSchemaType.Null && (_types & type) == type)
                .Select(type => type.ToString().ToLowerInvariant()).ToList();
            var text = names.Count == 0 && _types != JsonSchemaType.Null ? "any" : string.Join(" or ", names);
            text += _formats.Count == 0 ? "" : $" ({string.Join(", ", _formats)})";
            return !_types.HasFlag(JsonSchemaType.Null) || text == "any" ? text : text.Length == 0 ? "null" : $"{text} or null";
        }
    }

    /// <summary>Returns what at least one of the schemas allows.</summary>
    /// <exception cref="InvalidDataException">A reference cannot be resolved, or a schema consists of itself.</exception>
    public static SchemaShape Of(IEnumerable<IOpenApiSchema> schemas) => AnyOf([.. schemas.Select(schema => Of(schema, []))]);

    private static SchemaShape Of(IOpenApiSchema schema, IReadOnlyList<IOpenApiSchema> parents)
    {
        if (schema is IOpenApiReferenceHolder { UnresolvedReference: true } || parents.Contains(schema))
        {
            throw new InvalidDataException("The document has a schema that refers to itself or to a schema that it does not contain.");
        }

        parents = [.. parents, schema];
        var shape = OwnShapeOf(schema);
        foreach (var part in schema.AllOf ?? [])
        {
            shape.AddPart(Of(part, parents));
        }

        List<IOpenApiSchema> choices = [.. schema.OneOf ?? [], .. schema.AnyOf ?? []];
        if (choices.Count > 0)
        {
            shape.AddPart(AnyOf([.. choices.Select(choice => Of(choice, parents))]));
        }

        return shape;
    }

    private static SchemaShape OwnShapeOf(IOpenApiSchema schema)
    {
        var shape = new SchemaShape
        {
            _types = schema.Type ?? (schema.Properties?.Count > 0 ? JsonSchemaType.Object : schema.Items is null ? 0 : JsonSchemaType.Array),
            _formats = new(schema.Format is { } format ? [format] : [], StringComparer.Ordinal),
            _values = [.. (schema.Enum ?? []).Where(value => !value.IsJsonNullSentinel()).Select(value => value.ToJsonString())],
            _required = [.. schema.Required ?? new HashSet<string>()],
        };
        if (schema.Const is { } constant)
        {
            // The reader returns every value as text, and a Boolean value as in C#.
            shape._values.Add(shape._types.HasFlag(JsonSchemaType.String) ? JsonSerializer.Serialize(constant) : constant.ToLowerInvariant());
        }

        if (schema.Items is { } items)
        {
            shape.Items.Add(items);
        }

        shape.AddProperties(
            (schema.Properties ?? new Dictionary<string, IOpenApiSchema>()).Select(property => (property.Key, new List<IOpenApiSchema> { property.Value })));
        return shape;
    }

    private static SchemaShape AnyOf(IReadOnlyList<SchemaShape> choices)
    {
        var others = choices.Where(choice => choice._types != JsonSchemaType.Null).ToList();
        var shape = new SchemaShape
        {
            _types = choices.Aggregate((JsonSchemaType)0, (types, choice) => types | choice._types),
            _formats = new(choices.SelectMany(choice => choice._formats), StringComparer.Ordinal),
            _values = others.TrueForAll(choice => choice._values.Count > 0) ? [.. others.SelectMany(choice => choice._values)] : [],
            _required = others.Count == 0
                ? []
                : [.. others.Skip(1).Aggregate(others[0]._required.AsEnumerable(), (names, choice) => names.Intersect(choice._required))],
        };
        shape.Items.AddRange(choices.SelectMany(choice => choice.Items));
        shape.AddProperties(choices.SelectMany(choice => choice.Properties).Select(property => (property.Key, property.Value)));
        return shape;
    }

    private void AddPart(SchemaShape part)
    {
        _types |= part._types;
        _formats.UnionWith(part._formats);
        _values.UnionWith(part._values);
        _required.UnionWith(part._required);
        Items.AddRange(part.Items);
        AddProperties(part.Properties.Select(property => (property.Key, property.Value)));
    }

    private void AddProperties(IEnumerable<(string Name, List<IOpenApiSchema> Schemas)> properties)
    {
        foreach (var (name, schemas) in properties)
        {
            Properties[name] = [.. Properties.GetValueOrDefault(name, []), .. schemas];
        }
    }
}
