namespace OpenRouterKeys.Fluent.Http;

/// <summary>The header that tells who asks.</summary>
internal static class Authorization
{
    public const string Header = "Authorization";

    public static string Of(Secret bearer) => "Bearer " + bearer.Reveal();
}
