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

        RuleViolation[] violations =
        [
            .. requests.SelectMany((request, index) => request.Validate(timeProvider).Errors.Where(KeyValidationResult.IsError)
                .Select(failure => RuleViolations.From(failure) with { Property = FormattableString.Invariant($"[{index}].{failure.PropertyName}") })),
        ];
        if (violations.Length > 0)
        {
            throw new InvalidKeyRequestException { Violations = violations };
        }

        if (requests.CountBy(request => request.Name, StringComparer.Ordinal).FirstOrDefault(name => name.Value > 1) is { Key: { } twice })
        {
            throw new ArgumentException($"The name \"{LogText.FromName(twice)}\" occurs more than once, so a rerun could not tell which of its keys exist.", nameof(requests));
        }
    }
}
