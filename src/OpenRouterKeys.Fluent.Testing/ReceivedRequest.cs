namespace OpenRouterKeys.Fluent.Testing;

/// <summary>A request that the simulator received completely, whether it was processed, rejected or dropped. Headers, and with them the bearer
/// token, are not kept.</summary>
/// <param name="Method">The HTTP method, such as <c>POST</c>.</param>
/// <param name="Path">The path as it was sent, still URL-encoded, with the query string if there is one:
/// <c>/api/v1/keys?offset=100</c>.</param>
/// <param name="Body">The body as text, with the secret <c>external.api_key</c> replaced by <c>***</c>; empty if the request had none.</param>
public sealed record ReceivedRequest(string Method, string Path, string Body);
