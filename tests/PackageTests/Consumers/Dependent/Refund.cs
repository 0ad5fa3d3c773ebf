using OpenRouterKeys.Fluent;

namespace Dependent;

public static class Refund
{
    public static KeyRequest Of(string customer) => Right.Tiers.Free.Renamed(customer).Limit(-5m); // error ORK1004
}
