public static class LimitTests
{
    public static bool IsLimited => Limits.Tier.LimitUsd is not null;
}
