using System.Diagnostics.CodeAnalysis;
using OpenRouterKeys.Fluent.Json;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent;

/// <summary>An organization's own rules for its keys (ORK5001 to ORK5008). They are usually in one file, <c>openrouter-keys.policy.json</c>, which the
/// analyzer, the client, the host, the command and the audit read. A property that is absent, false, null or empty is not enforced. Policies are
/// compared by content.</summary>
public sealed record KeyPolicy : IPolicy
{
    /// <summary>Whether every key needs a limit (ORK5001). JSON: <c>require_limit</c>.</summary>
    public bool RequireLimit { get; init; }

    /// <summary>The maximum limit in US dollars (ORK5002). A key without a limit violates it too; where a limit is required, that is reported as ORK5001
    /// only. Null: not enforced. JSON: <c>max_limit_usd</c>.</summary>
    public decimal? MaxLimitUsd { get; init; }

    /// <summary>Whether every key with a limit needs a reset interval (ORK5003). JSON: <c>require_reset</c>.</summary>
    public bool RequireReset { get; init; }

    /// <summary>Whether every key must expire (ORK5004). JSON: <c>require_expiration</c>.</summary>
    public bool RequireExpiration { get; init; }

    /// <summary>The maximum lifetime in days, at least 1 (ORK5005). A key that never expires violates it too; where an expiration is required, that is
    /// reported as ORK5004 only. Null: not enforced. JSON: <c>max_lifetime_days</c>.</summary>
    public int? MaxLifetimeDays { get; init; }

    /// <summary>The patterns of which every name must match one (ORK5006): <c>*</c> is any text, <c>?</c> is one UTF-16 code unit, and every other
    /// character is itself. The whole name must match; case matters. The mark that <c>CreateOnceAsync</c> adds to a name is ignored. Empty: any name.
    /// JSON: <c>name_patterns</c>.</summary>
    public IReadOnlyList<string> NamePatterns { get; init; } = [];

    /// <summary>Whether every key needs a workspace other than the default one (ORK5007). JSON: <c>require_workspace</c>.</summary>
    public bool RequireWorkspace { get; init; }

    /// <summary>Whether every key needs an external user (ORK5008). JSON: <c>require_external_user</c>.</summary>
    public bool RequireExternalUser { get; init; }

    /// <summary>Parses a policy strictly.</summary>
    /// <param name="json">The content of a policy file.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="InvalidKeyPolicyException">The text is not JSON, or has unknown, duplicate or invalid properties. The exception contains every
    /// problem with its JSON path, line and column.</exception>
    public static KeyPolicy FromJson([StringSyntax(StringSyntaxAttribute.Json)] string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var read = PolicyJson.Read(json);
        return read.Findings.Count > 0
            ? throw new InvalidKeyPolicyException { Violations = RuleViolation.From(read.Findings, json) }
            : new KeyPolicy
            {
                RequireLimit = read.RequireLimit,
                MaxLimitUsd = read.MaxLimitUsd,
                RequireReset = read.RequireReset,
                RequireExpiration = read.RequireExpiration,
                MaxLifetimeDays = read.MaxLifetimeDays,
                NamePatterns = read.NamePatterns,
                RequireWorkspace = read.RequireWorkspace,
                RequireExternalUser = read.RequireExternalUser,
            };
    }

    /// <summary>Reads a policy file strictly.</summary>
    /// <param name="path">The path of a file in UTF-8, with or without a byte order mark.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="InvalidKeyPolicyException">The content is not a valid policy, or is not UTF-8. The message contains the path.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static KeyPolicy FromFile(string path)
    {
        var utf8 = File.ReadAllBytes(path).AsSpan();
        try
        {
            return FromJson(Utf8Text.DecodeStrictly(utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8));
        }
        catch (InvalidKeyPolicyException exception)
        {
            throw new InvalidKeyPolicyException($"The policy file '{path}' is invalid.", exception.InnerException) { Violations = exception.Violations };
        }
    }

    /// <summary>Compares the settings, and the patterns in their order.</summary>
    /// <param name="other">The other policy.</param>
    /// <returns>True if both have the same content.</returns>
    public bool Equals(KeyPolicy? other) =>
        other is not null
        && (RequireLimit, MaxLimitUsd, RequireReset, RequireExpiration, MaxLifetimeDays, RequireWorkspace, RequireExternalUser)
            == (other.RequireLimit, other.MaxLimitUsd, other.RequireReset, other.RequireExpiration, other.MaxLifetimeDays, other.RequireWorkspace, other.RequireExternalUser)
        && (NamePatterns ?? []).SequenceEqual(other.NamePatterns ?? [], StringComparer.Ordinal);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(RequireLimit, MaxLimitUsd, RequireReset, RequireExpiration, MaxLifetimeDays, NamePatterns?.Count, RequireWorkspace, RequireExternalUser);

    /// <summary>Returns this policy, or throws an exception if a setting is invalid: a policy that is built in code is checked where it is used.</summary>
    internal KeyPolicy EnsureValid(string parameter) =>
        PolicyJson.FindProblem(this) is { } problem ? throw new ArgumentException($"The policy is invalid: {problem.Property}. {problem.Message}", parameter) : this;
}
