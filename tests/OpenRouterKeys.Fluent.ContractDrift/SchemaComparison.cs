using Microsoft.OpenApi;

namespace OpenRouterKeys.Fluent.ContractDrift;

/// <summary>Finds the differences between two schemas: properties, types, values and which properties are required.</summary>
internal static class SchemaComparison
{
    /// <param name="path">The path of the property within the body; empty for the body or a parameter.</param>
    /// <param name="contractSchemas">Alternative schemas of the property in the contract.</param>
    /// <param name="documentSchemas">The same in the document.</param>
    public static IEnumerable<string> Compare(
        string path, IReadOnlyList<IOpenApiSchema> contractSchemas, IReadOnlyList<IOpenApiSchema> documentSchemas)
    {
        var (contract, document) = (SchemaShape.Of(contractSchemas), SchemaShape.Of(documentSchemas));
        var prefix = path.Length == 0 ? "" : $"property {path}: ";
        return
        [
            .. contract.TypeText == document.TypeText ? [] : (string[])[$"{prefix}type changed from {contract.TypeText} to {document.TypeText}"],
            .. CompareValues(contract.Values, document.Values).Select(difference => prefix + difference),
            .. CompareProperties(path, contract, document),
            .. contract.Items.Count > 0 && document.Items.Count > 0 ? Compare($"{path}[]", contract.Items, document.Items) : [],
        ];
    }

    public static IEnumerable<string> CompareRequired(bool contract, bool document) => (contract, document) switch
    {
        (false, true) => ["is now required"],
        (true, false) => ["is no longer required"],
        _ => [],
    };

    private static IEnumerable<string> CompareProperties(string path, SchemaShape contract, SchemaShape document)
    {
        // An object without properties in the contract may contain anything.
        if (contract.Properties.Count == 0)
        {
            return [];
        }

        return
        [
            .. document.Properties.Keys.Except(contract.Properties.Keys)
                .Select(name => $"property {PathOf(name)} added{(document.Required.Contains(name) ? " and is required" : "")}"),
            .. contract.Properties.Keys.Except(document.Properties.Keys).Select(name => $"property {PathOf(name)} removed"),
            .. contract.Properties.Keys.Intersect(document.Properties.Keys).SelectMany(name => (IEnumerable<string>)
            [
                .. CompareRequired(contract.Required.Contains(name), document.Required.Contains(name))
                    .Select(difference => $"property {PathOf(name)} {difference}"),
                .. Compare(PathOf(name), contract.Properties[name], document.Properties[name]),
            ]),
        ];

        string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";
    }

    private static IEnumerable<string> CompareValues(IReadOnlySet<string> contract, IReadOnlySet<string> document) =>
        document.Count == 0 && contract.Count > 0 ? ["values are no longer listed"]
        : contract.Count == 0 && document.Count > 0 ? [$"values are now listed: {string.Join(", ", document.Order(StringComparer.Ordinal))}"]
        :
        [
            .. document.Except(contract).Select(value => $"value {value} added"),
            .. contract.Except(document).Select(value => $"value {value} removed"),
        ];
}
