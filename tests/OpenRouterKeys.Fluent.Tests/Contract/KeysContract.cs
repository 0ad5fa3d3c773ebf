using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using OpenRouterKeys.Fluent.ContractDrift;

namespace OpenRouterKeys.Fluent.Tests.Contract;

/// <summary>The OpenAPI contract of <c>POST /keys</c>, read from its file and independent of the library's code.</summary>
internal static class KeysContract
{
    public const string Json = "application/json";

    /// <summary>Properties that the API added to requests and responses after the contract was written: <c>expires_at</c> in November 2025, the
    /// others in April 2026. They are known from its documentation and from recorded traffic.</summary>
    public static readonly string[] NewerProperties = ["expires_at", "creator_user_id", "workspace_id"];

    /// <summary>The same for requests only, added in September 2026.</summary>
    public static readonly string[] NewerRequestProperties = [.. NewerProperties, "external"];

    /// <summary>The same for a key in a response: <c>external_user</c> was added in August 2026, <c>last_used_at</c> in October 2026.</summary>
    public static readonly string[] NewerKeyProperties = [.. NewerProperties, "external_user", "last_used_at"];

    public static ReadResult ReadResult { get; } =
        OpenApiFile.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "create-keys.openapi.yaml")));

    public static OpenApiOperation Operation { get; } = ReadResult.Document!.Paths["/keys"].Operations![HttpMethod.Post];

    public static IOpenApiSchema Request { get; } = Operation.RequestBody!.Content![Json].Schema!;

    public static IOpenApiSchema Response { get; } = Operation.Responses!["201"].Content![Json].Schema!;

    /// <summary>The schema of a key: the response's <c>data</c>.</summary>
    public static IOpenApiSchema Key { get; } = Response.Properties!["data"];
}
