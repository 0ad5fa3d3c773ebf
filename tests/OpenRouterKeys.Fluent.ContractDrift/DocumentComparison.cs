using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace OpenRouterKeys.Fluent.ContractDrift;

/// <summary>Finds the differences between a contract and a document, for the calls of the contract. Other calls and descriptions are
/// ignored.</summary>
internal static partial class DocumentComparison
{
    /// <summary>The extension of a call that the library does not make.</summary>
    private const string SimulatorOnly = "x-simulator-only";

    /// <summary>Returns the differences in the order of the contract; empty if there are none.</summary>
    /// <exception cref="InvalidDataException">A reference of the document cannot be resolved.</exception>
    public static IReadOnlyList<string> Compare(OpenApiDocument contract, OpenApiDocument document)
    {
        var paths = document.Paths.GroupBy(path => Normalize(path.Key)).ToDictionary(group => group.Key, group => group.First().Value);
        return
        [
            .. from path in contract.Paths
               from operation in path.Value.Operations ?? []
               where operation.Value.Extensions?.ContainsKey(SimulatorOnly) != true
               from difference in Compare(path.Value, operation.Value, operation.Key, paths.GetValueOrDefault(Normalize(path.Key)))
               select $"{operation.Key} {path.Key}: {difference}",
        ];
    }

    private static IEnumerable<string> Compare(
        IOpenApiPathItem contractPath, OpenApiOperation contract, HttpMethod method, IOpenApiPathItem? documentPath) =>
        documentPath?.Operations?.GetValueOrDefault(method) is not { } document
            ? ["call removed"]
            :
            [
                .. CompareParameters(ParametersOf(contractPath, contract), ParametersOf(documentPath, document)),
                .. CompareBodies("request", SchemaOf(contract.RequestBody?.Content), SchemaOf(document.RequestBody?.Content)),
                .. CompareResponses(contract.Responses ?? [], document.Responses ?? []),
            ];

    private static IEnumerable<string> CompareParameters(
        Dictionary<string, IOpenApiParameter> contract, Dictionary<string, IOpenApiParameter> document) =>
    [
        .. document.Keys.Except(contract.Keys).Select(name => $"parameter {name} added{(document[name].Required ? " and is required" : "")}"),
        .. contract.Keys.Except(document.Keys).Select(name => $"parameter {name} removed"),
        .. from name in contract.Keys.Intersect(document.Keys)
           from difference in (IEnumerable<string>)
           [
               .. SchemaComparison.CompareRequired(contract[name].Required, document[name].Required),
               .. SchemaComparison.Compare("", [contract[name].Schema!], [document[name].Schema ?? new OpenApiSchema()]),
           ]
           select $"parameter {name}: {difference}",
    ];

    private static IEnumerable<string> CompareResponses(OpenApiResponses contract, OpenApiResponses document) =>
    [
        .. document.Keys.Except(contract.Keys).Select(status => $"status {status} added"),
        .. contract.Keys.Except(document.Keys).Select(status => $"status {status} removed"),
        .. contract.Keys.Intersect(document.Keys).SelectMany(status =>
            CompareBodies($"response {status}", SchemaOf(Resolved(contract[status]).Content), SchemaOf(Resolved(document[status]).Content))),
    ];

    // Some documents describe no bodies of errors. That is not a difference.
    private static IEnumerable<string> CompareBodies(string name, IOpenApiSchema? contract, IOpenApiSchema? document) => (contract, document) switch
    {
        (null, null) => [],
        (null, _) => [$"{name}: body added"],
        (_, null) => name.StartsWith("response 2", StringComparison.Ordinal) || name == "request" ? [$"{name}: body removed"] : [],
        _ => SchemaComparison.Compare("", [contract], [document]).Select(difference => $"{name}: {difference}"),
    };

    // Names of path parameters do not matter, and the documents differ in whether they list headers.
    private static Dictionary<string, IOpenApiParameter> ParametersOf(IOpenApiPathItem path, OpenApiOperation operation) => (path.Parameters ?? [])
        .Concat(operation.Parameters ?? [])
        .Select(Resolved)
        .Where(parameter => parameter.In == ParameterLocation.Query)
        .GroupBy(parameter => parameter.Name!)
        .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);

    private static IOpenApiSchema? SchemaOf(IDictionary<string, IOpenApiMediaType>? content) =>
        content?.FirstOrDefault(media => media.Key.Contains("json", StringComparison.OrdinalIgnoreCase)).Value?.Schema;

    private static T Resolved<T>(T element) => element is IOpenApiReferenceHolder { UnresolvedReference: true }
        ? throw new InvalidDataException("The document has a reference to a parameter or response that it does not contain.")
        : element;

    private static string Normalize(string path) =>
        PathParameter.Replace(path.StartsWith("/api/v1/", StringComparison.Ordinal) ? path["/api/v1".Length..] : path, "{}");

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex PathParameter { get; }
}
