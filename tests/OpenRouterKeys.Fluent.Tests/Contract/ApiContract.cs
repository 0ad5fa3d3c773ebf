using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using OpenRouterKeys.Fluent.ContractDrift;

namespace OpenRouterKeys.Fluent.Tests.Contract;

/// <summary>The OpenAPI contract of all calls that the library makes or the simulator serves, read from its file and independent of the library's
/// code. <see cref="KeysContract"/> is the older contract of one call.</summary>
internal static class ApiContract
{
    public static ReadResult ReadResult { get; } =
        OpenApiFile.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "keys.openapi.yaml")));

    /// <summary>Every call, as in <c>GET /keys/{hash}</c>.</summary>
    public static IReadOnlyDictionary<string, OpenApiOperation> Operations { get; } = ReadResult.Document!.Paths
        .SelectMany(path => path.Value.Operations!.Select(operation => KeyValuePair.Create($"{operation.Key} {path.Key}", operation.Value)))
        .ToDictionary();

    /// <summary>Returns the properties of a schema.</summary>
    public static IEnumerable<string> PropertiesOf(string schema) => ReadResult.Document!.Components!.Schemas![schema].Properties!.Keys;
}
