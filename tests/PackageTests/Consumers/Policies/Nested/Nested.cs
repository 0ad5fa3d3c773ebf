using OpenRouterKeys.Fluent;

public static class Nested
{
    public static KeyRequest Tier { get; } = KeyRequest.Unnamed.Limit(500m);
}
