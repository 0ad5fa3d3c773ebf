namespace OpenRouterKeys.Fluent.Testing;

/// <summary>A request that the simulator received whole, whether it was carried out, refused or lost. Headers are not kept, so no token is.</summary>
/// <param name="Method">The HTTP method, as in <c>POST</c>.</param>
/// <param name="Path">The path from the root as it was sent, still URL-encoded, with the query string where there is one:
/// <c>/api/v1/keys?offset=100</c>.</param>
/// <param name="Body">The body as text; empty where there was none.</param>
public sealed record ReceivedRequest(string Method, string Path, string Body);
