using System.Globalization;
using FluentValidation;
using OpenRouterKeys.Fluent.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Provisioning;

/// <summary>Checks an existing key against a policy and the rules of an audit. A property that the response lacks or that could not be read violates no
/// rule. Not thread-safe.</summary>
/// <param name="policy">The policy; null: none.</param>
/// <param name="options">The thresholds of the audit's own rules.</param>
/// <param name="now">The current time.</param>
internal sealed class KeyCheck(KeyPolicy? policy, AuditOptions options, DateTimeOffset now)
{
    /// <summary>How much longer than requested a key's lifetime may seem, because clocks differ.</summary>
    public static readonly TimeSpan LifetimeTolerance = TimeSpan.FromDays(1);

    /// <summary>The slug of the workspace that every account has. OpenRouter's own links contain it.</summary>
    private const string DefaultSlug = "default";

    /// <summary>The API records the last use of a key since this time.</summary>
    private static readonly DateTimeOffset UseRecordedSince = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<KeyFinding> _findings = [];
    private KeyInfo _key = null!;
    private Workspace? _workspace;

    /// <summary>Returns the findings, ordered by id. The list is reused by the next call.</summary>
    /// <param name="key">The key.</param>
    /// <param name="workspace">The workspace whose list contains the key; null: unknown.</param>
    public List<KeyFinding> FindIn(KeyInfo key, Workspace? workspace)
    {
        (_key, _workspace) = (key, workspace);
        _findings.Clear();
        var limit = policy is not null && IsKnown(KeySettings.Limit) ? PolicyRules.CheckLimit(policy, key.LimitUsd) : null;
        var expiration = policy is not null && IsKnown(KeySettings.ExpiresAt) ? CheckExpiration(policy) : null;
        if (policy is not null)
        {
            Add(limit);
            Add(IsKnown(KeySettings.Limit) && IsKnown(KeySettings.LimitReset) ? PolicyRules.CheckReset(policy, key.LimitReset, key.LimitUsd is not null) : null);
            Add(expiration);
            Add(IsKnown(KeySettings.Name) ? PolicyRules.CheckName(policy, key.Name) : null);
            Add(IsInDefaultWorkspace ? PolicyRules.CheckWorkspace(policy, hasWorkspace: false) : null);
            Add(IsKnown(KeySettings.ExternalUser) ? PolicyRules.CheckExternalUser(policy, key.ExternalUser is not null) : null);
        }

        // A violation of the policy by a key without a limit, or one that never expires, would report the same.
        if (key.LimitUsd is null && limit is null && IsKnown(KeySettings.Limit))
        {
            Add(AuditRules.NoLimit, AuditRules.NoLimit.Message);
        }

        if (key.ExpiresAt is null && expiration is null && IsKnown(KeySettings.ExpiresAt))
        {
            Add(AuditRules.NeverExpires, AuditRules.NeverExpires.Message);
        }

        CheckUse();
        CheckExpired();
        CheckRemainingLimit();
        return _findings;
    }

    // If the response lacks the workspace, the list may not have been filtered by it.
    private bool IsInDefaultWorkspace => _workspace is { Slug: DefaultSlug } && _key.WorkspaceId == _workspace.Id;

    private bool IsKnown(KeySettings setting) => UnknownSettings.IsKnown(_key, setting);

    private PolicyViolation? CheckExpiration(KeyPolicy rules) =>
        _key.ExpiresAt is not { } expiration ? PolicyRules.CheckNoExpiration(rules)
        : _key.CreatedAt is { } created ? PolicyRules.CheckLifetime(rules, expiration - created - LifetimeTolerance)
        : null;

    private void CheckUse()
    {
        // Without a creation time, the key is at least as old as its last use.
        if (!IsKnown(KeySettings.LastUsedAt) || now - (_key.CreatedAt ?? _key.LastUsedAt) <= options.IdleAfter)
        {
            return;
        }

        if (_key.LastUsedAt is { } lastUse)
        {
            if (now - lastUse >= options.IdleAfter)
            {
                Add(AuditRules.Idle, $"The key has not been used for {Days(now - lastUse)}. Disable it, or delete it if it is not needed anymore.");
            }
        }
        else if (_key.CreatedAt is { } created) // otherwise the key may be new
        {
            CheckUnrecordedUse(created);
        }
    }

    private void CheckUnrecordedUse(DateTimeOffset created)
    {
        if (_key.Usage.TotalUsd > 0 || _key.ByokUsage.TotalUsd > 0)
        {
            if (now - UseRecordedSince >= options.IdleAfter)
            {
                Add(AuditRules.Idle, "The key has not been used since before 2026. Disable it, or delete it if it is not needed anymore.");
            }
        }
        else if (IsKnown(KeySettings.Usage) && IsKnown(KeySettings.ByokUsage))
        {
            Add(AuditRules.NeverUsed, $"The key was created {Days(now - created)} ago and was never used. Delete it if it is not needed.");
        }
    }

    private void CheckExpired()
    {
        if (_key.ExpiresAt is not { } expiration)
        {
            return;
        }

        if (expiration <= now)
        {
            Add(AuditRules.Expired, $"The key expired on {Format(expiration)}. Delete it if it is not needed anymore.");
        }
        else if (expiration - now <= options.ExpiresWithin)
        {
            Add(AuditRules.ExpiresSoon, $"The key expires within {Days(expiration - now, roundUp: true)}, on {Format(expiration)}. Replace it before then if it is still needed.");
        }
    }

    private void CheckRemainingLimit()
    {
        // Multiplying by a share cannot overflow, unlike subtracting a remainder that may be negative.
        if (_key is { LimitUsd: > 0 and var limit, LimitRemainingUsd: { } remaining } && remaining <= limit * (1 - options.NearLimit))
        {
            const double Percent = 100;
            var spent = Math.Floor(Percent - ((double)remaining / (double)limit * Percent));
            Add(
                AuditRules.LimitIsNearlySpent,
                string.Create(CultureInfo.InvariantCulture, $"{spent:0} % of the limit is spent. Raise the limit if the key needs more, or check what it is used for."));
        }
    }

    private void Add(PolicyViolation? violation)
    {
        if (violation is not null)
        {
            Add(violation.Rule, violation.Message);
        }
    }

    private void Add(Rule rule, string message) => _findings.Add(new()
    {
        Id = rule.Id,
        Key = _key,
        Workspace = _workspace,
        Severity = rule.IsError ? Severity.Error : Severity.Warning,
        Message = message,
    });

    private static string Days(TimeSpan time, bool roundUp = false)
    {
        var days = time.Days + (roundUp && time.Ticks % TimeSpan.TicksPerDay > 0 ? 1 : 0);
        return days == 1 ? "1 day" : string.Create(CultureInfo.InvariantCulture, $"{days} days");
    }

    private static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
