namespace OpenRouterKeys.Fluent.Rules;

internal static class EmptyUpdateRules
{
    public const string Property = "";

    public static readonly Rule<bool> Empty = new(
        "ORK1011", Property, isError: true,
        "The change names nothing",
        "The change names nothing to change: name a setting, as Limit or Disable do, or leave the call out",
        isEmpty => isEmpty);
}
