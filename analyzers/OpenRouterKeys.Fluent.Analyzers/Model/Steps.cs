namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>The names of a request's methods and of the client's that takes one, and which setting each is about.</summary>
internal static class Steps
{
    public const string Named = "Named";
    public const string Limit = "Limit";
    public const string Unlimited = "Unlimited";
    public const string Resets = "Resets";
    public const string ExpiresAt = "ExpiresAt";
    public const string ExpiresIn = "ExpiresIn";
    public const string InWorkspace = "InWorkspace";
    public const string CreatedBy = "CreatedBy";
    public const string FromJson = "FromJson";
    public const string EnsureValid = "EnsureValid";
    public const string SendAsync = "SendAsync";
    public const string CreateAsync = "CreateAsync";

    /// <summary>Null for a method that sets nothing.</summary>
    public static string? SettingOf(string method) => method switch
    {
        Named or "WithName" => "name",
        Limit or Unlimited => "limit",
        Resets or "ResetsDaily" or "ResetsWeekly" or "ResetsMonthly" or "NeverResets" => "reset",
        "IncludesByok" => "byok",
        ExpiresAt or ExpiresIn => "expiry",
        InWorkspace => "workspace",
        CreatedBy => "creator",
        _ => null,
    };

    /// <summary>Whether the request is validated or written as it is.</summary>
    public static bool IsUse(string method) => method is EnsureValid or "Validate" or "ToJson" or "WriteJson";

    /// <summary>The interval that a step without an argument sets; null for other steps.</summary>
    public static LimitReset? IntervalOf(string method) => method switch
    {
        "ResetsDaily" => LimitReset.Daily,
        "ResetsWeekly" => LimitReset.Weekly,
        "ResetsMonthly" => LimitReset.Monthly,
        "NeverResets" => LimitReset.Never,
        _ => null,
    };
}
