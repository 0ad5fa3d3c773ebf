using OpenRouterKeys.Fluent;

public static class LimitTests
{
    public static KeyRequest AboveMaximum { get; } = Limits.Tier.WithName("ci-bot").Limit(500m);
}
