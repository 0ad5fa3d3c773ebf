namespace OpenRouterKeys.Fluent.Http;

/// <summary>A call that the API offers.</summary>
/// <param name="Verb">How it is asked.</param>
/// <param name="Path">Where, below the base address; a key's hash stands as a placeholder.</param>
/// <param name="Done">What has been done where it succeeded.</param>
internal sealed record Operation(HttpMethod Verb, string Path, string Done)
{
    public static readonly Operation Create = new(HttpMethod.Post, "/keys", "created");
    public static readonly Operation List = new(HttpMethod.Get, "/keys", "read");
    public static readonly Operation Read = new(HttpMethod.Get, "/keys/{hash}", "read");
    public static readonly Operation ReadCurrent = new(HttpMethod.Get, "/key", "read");
    public static readonly Operation Update = new(HttpMethod.Patch, "/keys/{hash}", "changed");
    public static readonly Operation Delete = new(HttpMethod.Delete, "/keys/{hash}", "deleted");
}
