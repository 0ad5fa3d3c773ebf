using OpenRouterKeys.Fluent;

namespace QuietDependent;

public static class Refund
{
    public static KeyRequest Of(string customer) => Right.Tiers.Free.Renamed(customer).Limit(-5m);
}
