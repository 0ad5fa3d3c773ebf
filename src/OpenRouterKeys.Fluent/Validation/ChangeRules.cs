using OpenRouterKeys.Fluent.Rules;
using static OpenRouterKeys.Fluent.Validation.PropertyRules;

namespace OpenRouterKeys.Fluent.Validation;

/// <summary>Which rules a change is held to: a request's, on what it names.</summary>
internal static class ChangeRules
{
    private static readonly PropertyRules<KeyChange>[] All = [OfChange, OfName, OfLimit, OfReset];

    public static List<Rule>? FindBroken(KeyChange change) => PropertyRules.FindBroken(change, TimeProvider.System, All);

    public static void OfChange(KeyChange change, TimeProvider clock, ref List<Rule>? broken) =>
        Check(change == KeyChange.Nothing, ref broken, EmptyChangeRules.Empty);

    public static void OfName(KeyChange change, TimeProvider clock, ref List<Rule>? broken)
    {
        if (change.Name is { } name)
        {
            Check(name, ref broken, NameRules.All);
        }
    }

    public static void OfLimit(KeyChange change, TimeProvider clock, ref List<Rule>? broken) =>
        CheckIfSet(change.LimitUsd?.Value, ref broken, LimitRules.All);

    // A change that does not name the limit leaves one that may be there.
    public static void OfReset(KeyChange change, TimeProvider clock, ref List<Rule>? broken)
    {
        if (change.LimitReset is { } interval)
        {
            Check(interval, ref broken, ResetRules.Undefined);
            Check((interval, change.LimitUsd is not { Value: null }), ref broken, ResetRules.WithoutLimit);
        }
    }
}
