using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Output;

/// <summary>Formats a request as text.</summary>
internal static class RequestFormat
{
    /// <summary>Returns the request's JSON form, with its external API key masked.</summary>
    public static string ToMaskedJson(KeyRequest request) =>
        (request is { ExternalUser: { } user, ExternalApiKey: { } key } ? request.ForExternalUser(user, ApiKey.From(key.ToString())) : request).ToJson();
}
