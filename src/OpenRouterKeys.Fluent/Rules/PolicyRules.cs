using System.Globalization;

namespace OpenRouterKeys.Fluent.Rules;

/// <summary>The settings of a policy. A setting that is false, null or empty is not enforced.</summary>
internal interface IPolicy
{
    bool RequireLimit { get; }

    decimal? MaxLimitUsd { get; }

    bool RequireReset { get; }

    bool RequireExpiration { get; }

    int? MaxLifetimeDays { get; }

    IReadOnlyList<string> NamePatterns { get; }

    bool RequireWorkspace { get; }

    bool RequireExternalUser { get; }
}

/// <summary>A rule of the policy that a value violates, with its message.</summary>
internal sealed class PolicyViolation(Rule rule, string message)
{
    public Rule Rule { get; } = rule;

    public string Message { get; } = message;
}

/// <summary>The table of policy rules, which the validator, the audit and the analyzer share. Each check returns null if the value is allowed.</summary>
internal static class PolicyRules
{
    public static readonly Rule PolicyIsInvalid = new(
        "ORK5000", "", isError: true,
        "The policy file is invalid", "");

    public static readonly Rule LimitIsRequired = new(
        "ORK5001", "LimitUsd", isError: true,
        "The policy requires a limit",
        "The policy requires a limit. Set a limit in US dollars.");

    public static readonly Rule LimitIsTooHigh = new(
        "ORK5002", "LimitUsd", isError: true,
        "The limit is higher than the policy allows", "");

    public static readonly Rule ResetIsRequired = new(
        "ORK5003", "LimitReset", isError: true,
        "The policy requires a reset interval",
        "The policy requires a reset interval. Set daily, weekly or monthly.");

    public static readonly Rule ExpirationIsRequired = new(
        "ORK5004", "Expiration", isError: true,
        "The policy requires an expiration",
        "The policy requires an expiration. Set a date and time, or a lifetime.");

    public static readonly Rule LifetimeIsTooLong = new(
        "ORK5005", "Expiration", isError: true,
        "The lifetime is longer than the policy allows", "");

    public static readonly Rule NameDoesNotMatch = new(
        "ORK5006", "Name", isError: true,
        "The name does not match the policy's patterns", "");

    public static readonly Rule WorkspaceIsRequired = new(
        "ORK5007", "WorkspaceId", isError: true,
        "The policy requires a workspace",
        "The policy requires a workspace. Set the workspace's id.");

    public static readonly Rule ExternalUserIsRequired = new(
        "ORK5008", "ExternalUser", isError: true,
        "The policy requires an external user",
        "The policy requires an external user. Set your own id for the customer.");

    /// <summary>The policy rules, ordered by id.</summary>
    public static readonly Rule[] All =
        [PolicyIsInvalid, LimitIsRequired, LimitIsTooHigh, ResetIsRequired, ExpirationIsRequired, LifetimeIsTooLong, NameDoesNotMatch, WorkspaceIsRequired, ExternalUserIsRequired];

    /// <param name="policy">The policy.</param>
    /// <param name="usd">The limit; null: the key has no limit.</param>
    public static PolicyViolation? CheckLimit(IPolicy policy, decimal? usd)
    {
        if (usd is null && policy.RequireLimit)
        {
            return Violation(LimitIsRequired);
        }

        return policy.MaxLimitUsd is not { } max || usd <= max ? null
            : usd is null ? new(LimitIsTooHigh, $"The policy allows at most {Format(max)} US dollars, and this key has no limit. Set a limit.")
            : new(LimitIsTooHigh, $"The policy allows at most {Format(max)} US dollars. Use a lower limit.");
    }

    /// <summary>A key without a limit needs no reset interval.</summary>
    public static PolicyViolation? CheckReset(IPolicy policy, LimitReset interval, bool hasLimit) =>
        policy.RequireReset && hasLimit && interval == LimitReset.Never ? Violation(ResetIsRequired) : null;

    public static PolicyViolation? CheckNoExpiration(IPolicy policy) =>
        policy.RequireExpiration ? Violation(ExpirationIsRequired)
        : policy.MaxLifetimeDays is { } days ? new(LifetimeIsTooLong, $"The policy allows a lifetime of at most {Format(days)} days, and this key never expires. Set an expiration.")
        : null;

    /// <param name="policy">The policy.</param>
    /// <param name="lifetime">The time until the expiration.</param>
    public static PolicyViolation? CheckLifetime(IPolicy policy, TimeSpan lifetime) =>
        policy.MaxLifetimeDays is { } days && (lifetime.Days > days || (lifetime.Days == days && lifetime.Ticks % TimeSpan.TicksPerDay > 0))
            ? new(LifetimeIsTooLong, $"The policy allows a lifetime of at most {Format(days)} days. Use an earlier expiration.")
            : null;

    /// <summary>Ignores the mark that <c>CreateOnceAsync</c> adds. A blank name violates another rule.</summary>
    public static PolicyViolation? CheckName(IPolicy policy, string? name)
    {
        if (policy.NamePatterns.Count == 0 || name is null || TextShape.IsBlank(name))
        {
            return null;
        }

        var unmarked = NameMark.RemoveFrom(name);
        foreach (var pattern in policy.NamePatterns)
        {
            if (Matches(unmarked, pattern))
            {
                return null;
            }
        }

        return new(NameDoesNotMatch, $"The policy requires a name that matches {Describe(policy.NamePatterns)}. Use such a name.");
    }

    public static PolicyViolation? CheckWorkspace(IPolicy policy, bool hasWorkspace) => policy.RequireWorkspace && !hasWorkspace ? Violation(WorkspaceIsRequired) : null;

    public static PolicyViolation? CheckExternalUser(IPolicy policy, bool hasExternalUser) => policy.RequireExternalUser && !hasExternalUser ? Violation(ExternalUserIsRequired) : null;

    private static PolicyViolation Violation(Rule rule) => new(rule, rule.Message);

    private static string Format(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    private static string Describe(IReadOnlyList<string> patterns)
    {
        const int MaxPatterns = 5;
        var quoted = new List<string>();
        foreach (var pattern in patterns)
        {
            if (quoted.Count == MaxPatterns)
            {
                return string.Join(", ", quoted) + ", …";
            }

            quoted.Add($"'{LogText.FromName(pattern)}'");
        }

        return string.Join(" or ", quoted);
    }

    // '*' is any text and '?' one UTF-16 code unit. After a mismatch, the last '*' takes one more character, so the time is at most the product of the lengths.
    private static bool Matches(string name, string pattern)
    {
        var (at, patternAt, star, starAt) = (0, 0, -1, 0);
        while (at < name.Length)
        {
            if (patternAt < pattern.Length && pattern[patternAt] == '*')
            {
                (star, starAt) = (patternAt++, at);
            }
            else if (patternAt < pattern.Length && (pattern[patternAt] == '?' || pattern[patternAt] == name[at]))
            {
                at++;
                patternAt++;
            }
            else if (star >= 0)
            {
                (patternAt, at) = (star + 1, ++starAt);
            }
            else
            {
                return false;
            }
        }

        while (patternAt < pattern.Length && pattern[patternAt] == '*')
        {
            patternAt++;
        }

        return patternAt == pattern.Length;
    }
}
