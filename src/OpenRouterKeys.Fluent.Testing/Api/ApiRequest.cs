using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>A request to the simulated API.</summary>
internal sealed class ApiRequest
{
    public const string BasePath = "/api/v1/";

    public required string Method { get; init; }

    /// <summary>The path and query as received, still URL-encoded.</summary>
    public required string Target { get; init; }

    /// <summary>The bearer token; empty if there is none.</summary>
    public required string BearerToken { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The decoded path segments below <see cref="BasePath"/>; empty if the path is outside of it. Decoded after splitting, because a hash
    /// may contain an encoded slash.</summary>
    public string[] Segments => Path.StartsWith(BasePath, StringComparison.Ordinal)
        ? [.. Path[BasePath.Length..].Split('/').Select(Uri.UnescapeDataString)]
        : [];

    public Dictionary<string, StringValues> Query => QueryHelpers.ParseQuery(Target[Path.Length..]);

    private string Path => Target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? Target[..query] : Target;
}
