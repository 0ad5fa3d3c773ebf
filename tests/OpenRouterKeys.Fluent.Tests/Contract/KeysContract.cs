using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace OpenRouterKeys.Fluent.Tests.Contract;

/// <summary>The contract of POST /keys as the API describes it, read from its file and from nowhere in the code.</summary>
internal static class KeysContract
{
    public const string Json = "application/json";
    public const string Created = "201";

    public static ReadResult Read { get; } = Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "create-keys.openapi.yaml")));

    public static OpenApiOperation Operation { get; } = Read.Document!.Paths["/keys"].Operations![HttpMethod.Post];

    public static IOpenApiSchema Request { get; } = Operation.RequestBody!.Content![Json].Schema!;

    public static IOpenApiSchema Answer { get; } = Operation.Responses![Created].Content![Json].Schema!;

    public static IOpenApiSchema Data { get; } = Answer.Properties!["data"];

    public static ReadResult Parse(string yaml)
    {
        var settings = new OpenApiReaderSettings();
        settings.AddYamlReader();
        return OpenApiDocument.Parse(yaml, OpenApiConstants.Yaml, settings);
    }
}
