using OpenRouterKeys.Fluent;

public static class Limits
{
    public static KeyRequest Tier { get; } = KeyRequest.Unnamed.Limit(5m);
}
