using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Validation;

namespace OpenRouterKeys.Fluent.Provisioning;

/// <summary>What is wrong with many requests, before any is sent.</summary>
internal static class BulkValidation
{
    /// <exception cref="InvalidKeyRequestException">Requests break rules; each with its place in the input.</exception>
    /// <exception cref="ArgumentException">A request is null, or a name occurs twice.</exception>
    public static void EnsureValid(KeyRequest[] requests, TimeProvider timeProvider)
    {
        if (requests.Contains(null))
        {
            throw new ArgumentException($"The request at place {Array.IndexOf(requests, null)} is null.", nameof(requests));
        }

        RuleViolation[] broken =
        [
            .. requests.SelectMany((request, at) => (RequestRules.FindViolated(request, timeProvider) ?? []).Where(rule => rule.IsError)
                .Select(rule => RuleViolations.From(rule) with { Property = FormattableString.Invariant($"[{at}].{rule.Property}") })),
        ];
        if (broken.Length > 0)
        {
            throw new InvalidKeyRequestException { Violations = broken };
        }

        if (requests.CountBy(request => request.Name, StringComparer.Ordinal).FirstOrDefault(name => name.Value > 1) is { Key: { } twice })
        {
            throw new ArgumentException($"The name \"{LogText.FromName(twice)}\" occurs more than once, so a rerun could not tell which of its keys exist.", nameof(requests));
        }
    }
}
