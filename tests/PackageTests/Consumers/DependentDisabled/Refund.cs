using OpenRouterKeys.Fluent;

namespace DependentDisabled;

public static class Refund
{
    public static KeyRequest For(string customer) => Valid.Tiers.Free.WithName(customer).Limit(-5m);
}
