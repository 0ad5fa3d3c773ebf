using OpenRouterKeys.Fluent.Rules;
using static OpenRouterKeys.Fluent.Validation.PropertyRules;

namespace OpenRouterKeys.Fluent.Validation;

/// <summary>Which rules a change is held to: a request's, on what it names.</summary>
internal static class UpdateRules
{
    private static readonly PropertyRules<KeyUpdate>[] All = [OfChange, OfName, OfLimit, OfReset];

    public static List<Rule>? FindViolated(KeyUpdate change) => PropertyRules.FindViolated(change, TimeProvider.System, All);

    public static void OfChange(KeyUpdate change, TimeProvider timeProvider, ref List<Rule>? broken) =>
        Check(change == KeyUpdate.Empty, ref broken, EmptyUpdateRules.Empty);

    public static void OfName(KeyUpdate change, TimeProvider timeProvider, ref List<Rule>? broken)
    {
        if (change.Name is { } name)
        {
            Check(name, ref broken, NameRules.All);
        }
    }

    public static void OfLimit(KeyUpdate change, TimeProvider timeProvider, ref List<Rule>? broken) =>
        CheckIfSet(change.LimitUsd?.Value, ref broken, LimitRules.All);

    // A change that does not name the limit leaves one that may be there.
    public static void OfReset(KeyUpdate change, TimeProvider timeProvider, ref List<Rule>? broken)
    {
        if (change.LimitReset is { } interval)
        {
            Check(interval, ref broken, ResetRules.Undefined);
            Check((interval, change.LimitUsd is not { Value: null }), ref broken, ResetRules.WithoutLimit);
        }
    }
}
