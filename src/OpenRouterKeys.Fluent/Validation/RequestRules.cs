using OpenRouterKeys.Fluent.Rules;
using static OpenRouterKeys.Fluent.Validation.PropertyRules;

namespace OpenRouterKeys.Fluent.Validation;

/// <summary>Which rules each property of a request is held to.</summary>
internal static class RequestRules
{
    private static readonly PropertyRules<KeyRequest>[] All = [OfName, OfLimit, OfReset, OfExpiry, OfCreator, OfWorkspace];

    public static List<Rule>? FindViolated(KeyRequest request, TimeProvider timeProvider) => PropertyRules.FindViolated(request, timeProvider, All);

    public static void OfName(KeyRequest request, TimeProvider timeProvider, ref List<Rule>? broken) => Check(request.Name, ref broken, NameRules.All);

    public static void OfLimit(KeyRequest request, TimeProvider timeProvider, ref List<Rule>? broken) => CheckIfSet(request.LimitUsd, ref broken, LimitRules.All);

    public static void OfReset(KeyRequest request, TimeProvider timeProvider, ref List<Rule>? broken)
    {
        Check(request.LimitReset, ref broken, ResetRules.Undefined);
        Check((request.LimitReset, request.LimitUsd is not null), ref broken, ResetRules.WithoutLimit);
    }

    public static void OfExpiry(KeyRequest request, TimeProvider timeProvider, ref List<Rule>? broken)
    {
        if (request.Expiration is { } expiry)
        {
            Check((expiry, timeProvider.GetUtcNow()), ref broken, ExpirationRules.Passed);
        }
    }

    public static void OfCreator(KeyRequest request, TimeProvider timeProvider, ref List<Rule>? broken)
    {
        if (request.CreatorUserId is { } creator)
        {
            Check(creator, ref broken, CreatorRules.All);
        }
    }

    public static void OfWorkspace(KeyRequest request, TimeProvider timeProvider, ref List<Rule>? broken) =>
        CheckIfSet(request.WorkspaceId, ref broken, WorkspaceRules.Empty);
}
