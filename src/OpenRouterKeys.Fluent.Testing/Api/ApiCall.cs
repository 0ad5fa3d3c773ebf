using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>A request as the API looks at it.</summary>
internal sealed class ApiCall
{
    /// <summary>The path that the API's addresses begin with.</summary>
    public const string Root = "/api/v1/";

    public required string Method { get; init; }

    /// <summary>Path and query as they were sent.</summary>
    public required string Target { get; init; }

    /// <summary>The bearer token; empty where there is none.</summary>
    public required string Bearer { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The path's parts below the root, decoded one by one, since a hash may hold an encoded slash; none where the path is outside the root.</summary>
    public string[] Parts => Path.StartsWith(Root, StringComparison.Ordinal)
        ? [.. Path[Root.Length..].Split('/').Select(Uri.UnescapeDataString)]
        : [];

    public Dictionary<string, StringValues> Query => QueryHelpers.ParseQuery(Target[Path.Length..]);

    private string Path => Target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? Target[..query] : Target;
}
