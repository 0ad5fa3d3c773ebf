namespace OpenRouterKeys.Fluent.Rules;

/// <summary>The API's names of JSON properties, query parameters and reset intervals, and the names of a policy file and of its properties. They are in this folder because the analyzer and the
/// other packages compile them too.</summary>
internal static class ApiNames
{
    public const string Name = "name";
    public const string Limit = "limit";
    public const string LimitReset = "limit_reset";
    public const string IncludeByokInLimit = "include_byok_in_limit";
    public const string ExpiresAt = "expires_at";
    public const string CreatorUserId = "creator_user_id";
    public const string WorkspaceId = "workspace_id";
    public const string External = "external";

    /// <summary>Properties of <see cref="External"/>.</summary>
    public const string User = "user";
    public const string ApiKey = "api_key";

    /// <summary>The properties of a creation request, in canonical order.</summary>
    public static readonly string[] Request = [Name, Limit, LimitReset, IncludeByokInLimit, ExpiresAt, CreatorUserId, WorkspaceId, External];

    /// <summary>The properties of <see cref="External"/>, in canonical order.</summary>
    public static readonly string[] ExternalRequest = [User, ApiKey];

    public const string Key = "key";
    public const string Data = "data";
    public const string Hash = "hash";
    public const string Label = "label";
    public const string Disabled = "disabled";
    public const string LimitRemaining = "limit_remaining";
    public const string Usage = "usage";
    public const string UsageDaily = "usage_daily";
    public const string UsageWeekly = "usage_weekly";
    public const string UsageMonthly = "usage_monthly";
    public const string ByokUsage = "byok_usage";
    public const string ByokUsageDaily = "byok_usage_daily";
    public const string ByokUsageWeekly = "byok_usage_weekly";
    public const string ByokUsageMonthly = "byok_usage_monthly";
    public const string CreatedAt = "created_at";
    public const string UpdatedAt = "updated_at";
    public const string ExternalUser = "external_user";
    public const string LastUsedAt = "last_used_at";

    /// <summary>The properties of a response that the library reads, in the API's order.</summary>
    public static readonly string[] Response =
    [
        Data, Hash, Name, Label, Disabled, Limit, LimitRemaining, LimitReset, IncludeByokInLimit, Usage, UsageDaily, UsageWeekly, UsageMonthly,
        ByokUsage, ByokUsageDaily, ByokUsageWeekly, ByokUsageMonthly, CreatedAt, UpdatedAt, ExpiresAt, CreatorUserId, WorkspaceId, ExternalUser,
        LastUsedAt, Key,
    ];

    public const string Deleted = "deleted";

    /// <summary>Query parameters of a list.</summary>
    public const string IncludeDisabled = "include_disabled";
    public const string IncludeExpired = "include_expired";
    public const string Offset = "offset";

    public const string PageLimit = "limit";
    public const string PolicyType = "policy_type";

    /// <summary>Properties of workspaces and of what is bound to a key.</summary>
    public const string Id = "id";
    public const string Slug = "slug";
    public const string TotalCount = "total_count";
    public const string KeyHash = "key_hash";
    public const string KeyHashes = "key_hashes";
    public const string GuardrailId = "guardrail_id";
    public const string OptedOut = "opted_out";
    public const string PolicyIds = "policy_ids";
    public const string PolicyId = "policy_id";
    public const string WorkspaceDefaultPolicyIds = "workspace_default_policy_ids";
    public const string Assigned = "assigned";
    public const string ExpectedAssignment = "expected_assignment";
    public const string AllowedApiKeyHashes = "allowed_api_key_hashes";
    public const string ApiKeyHashes = "api_key_hashes";

    /// <summary>The name of a policy file. The files in <c>buildTransitive</c> contain it too.</summary>
    public const string PolicyFile = "openrouter-keys.policy.json";

    /// <summary>Properties of a policy file.</summary>
    public const string RequireLimit = "require_limit";
    public const string MaxLimitUsd = "max_limit_usd";
    public const string RequireReset = "require_reset";
    public const string RequireExpiration = "require_expiration";
    public const string MaxLifetimeDays = "max_lifetime_days";
    public const string NamePatterns = "name_patterns";
    public const string RequireWorkspace = "require_workspace";
    public const string RequireExternalUser = "require_external_user";

    /// <summary>The properties of a policy file.</summary>
    public static readonly string[] Policy =
        [RequireLimit, MaxLimitUsd, RequireReset, RequireExpiration, MaxLifetimeDays, NamePatterns, RequireWorkspace, RequireExternalUser];

    public const string Error = "error";
    public const string Message = "message";
    public const string Code = "code";

    /// <returns>The name of the interval; null for one that is not sent.</returns>
    public static string? Of(LimitReset interval) => interval switch
    {
        Fluent.LimitReset.Daily => "daily",
        Fluent.LimitReset.Weekly => "weekly",
        Fluent.LimitReset.Monthly => "monthly",
        _ => null,
    };

    public static LimitReset ParseInterval(string? text) => text switch
    {
        null => Fluent.LimitReset.Never,
        "daily" => Fluent.LimitReset.Daily,
        "weekly" => Fluent.LimitReset.Weekly,
        "monthly" => Fluent.LimitReset.Monthly,
        _ => Fluent.LimitReset.Unknown,
    };
}
