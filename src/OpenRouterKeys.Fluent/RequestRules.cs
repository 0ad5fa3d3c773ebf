using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent;

/// <summary>Which rules each property of a request is held to.</summary>
internal static class RequestRules
{
    private static readonly PropertyRules[] All = [OfName, OfLimit, OfReset, OfExpiry, OfCreator, OfWorkspace];

    /// <summary>Adds the rules that a property breaks; a list is made for the first of them.</summary>
    public delegate void PropertyRules(KeyRequest request, TimeProvider clock, ref List<Rule>? broken);

    /// <summary>Every rule that the request breaks; null where there is none.</summary>
    public static List<Rule>? FindBroken(KeyRequest request, TimeProvider clock)
    {
        List<Rule>? broken = null;
        foreach (var rules in All)
        {
            rules(request, clock, ref broken);
        }

        return broken;
    }

    public static void OfName(KeyRequest request, TimeProvider clock, ref List<Rule>? broken) => Check(request.Name, ref broken, NameRules.All);

    public static void OfLimit(KeyRequest request, TimeProvider clock, ref List<Rule>? broken) => CheckIfSet(request.LimitUsd, ref broken, LimitRules.All);

    public static void OfReset(KeyRequest request, TimeProvider clock, ref List<Rule>? broken)
    {
        Check(request.LimitReset, ref broken, ResetRules.Undefined);
        Check((request.LimitReset, request.LimitUsd is not null), ref broken, ResetRules.WithoutLimit);
    }

    public static void OfExpiry(KeyRequest request, TimeProvider clock, ref List<Rule>? broken)
    {
        if (request.Expiry is { } expiry)
        {
            Check((expiry, clock.GetUtcNow()), ref broken, ExpiryRules.Passed);
        }
    }

    public static void OfCreator(KeyRequest request, TimeProvider clock, ref List<Rule>? broken)
    {
        if (request.CreatorUserId is { } creator)
        {
            Check(creator, ref broken, CreatorRules.All);
        }
    }

    public static void OfWorkspace(KeyRequest request, TimeProvider clock, ref List<Rule>? broken) =>
        CheckIfSet(request.WorkspaceId, ref broken, WorkspaceRules.Empty);

    private static void CheckIfSet<T>(T? value, ref List<Rule>? broken, params ReadOnlySpan<Rule<T>> rules)
        where T : struct
    {
        if (value is { } set)
        {
            Check(set, ref broken, rules);
        }
    }

    private static void Check<T>(T value, ref List<Rule>? broken, params ReadOnlySpan<Rule<T>> rules)
    {
        foreach (var rule in rules)
        {
            if (rule.IsBrokenBy(value))
            {
                (broken ??= []).Add(rule);
            }
        }
    }
}
