using OpenRouterKeys.Fluent;

namespace Dependent;

public static class Refund
{
    public static KeyRequest For(string customer) => Valid.Tiers.Free.WithName(customer).Limit(-5m); // error ORK1004
}
