using OpenRouterKeys.Fluent;

namespace QuietDependent;

public static class Refund
{
    public static KeyRequest Of(string customer) => Right.Tiers.Free.WithName(customer).Limit(-5m);
}
