using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Validation;

/// <summary>Adds the rules that one property breaks; a list is made for the first of them.</summary>
internal delegate void PropertyRules<in T>(T subject, TimeProvider timeProvider, ref List<Rule>? broken);

/// <summary>Asks rules.</summary>
internal static class PropertyRules
{
    /// <summary>Every rule that the subject breaks; null where there is none.</summary>
    public static List<Rule>? FindViolated<T>(T subject, TimeProvider timeProvider, PropertyRules<T>[] properties)
    {
        List<Rule>? broken = null;
        foreach (var property in properties)
        {
            property(subject, timeProvider, ref broken);
        }

        return broken;
    }

    public static void CheckIfSet<T>(T? value, ref List<Rule>? broken, params ReadOnlySpan<Rule<T>> rules)
        where T : struct
    {
        if (value is { } set)
        {
            Check(set, ref broken, rules);
        }
    }

    public static void Check<T>(T value, ref List<Rule>? broken, params ReadOnlySpan<Rule<T>> rules)
    {
        foreach (var rule in rules)
        {
            if (rule.IsViolatedBy(value))
            {
                (broken ??= []).Add(rule);
            }
        }
    }
}
