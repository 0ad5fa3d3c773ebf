namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>The names of the library's methods, and the setting that each one sets.</summary>
internal static class MethodNames
{
    public const string Name = "name";
    public const string LimitSetting = "limit";
    public const string Reset = "reset";
    public const string Expiration = "expiration";
    public const string Workspace = "workspace";
    public const string ExternalUser = "external user";
    public const string Named = "Named";
    public const string Limit = "Limit";
    public const string Unlimited = "Unlimited";
    public const string Resets = "Resets";
    public const string ExpiresAt = "ExpiresAt";
    public const string ExpiresIn = "ExpiresIn";
    public const string InWorkspace = "InWorkspace";
    public const string CreatedBy = "CreatedBy";
    public const string ForExternalUser = "ForExternalUser";
    public const string FromJson = "FromJson";
    public const string TemplateFromJson = "TemplateFromJson";
    public const string EnsureValid = "EnsureValid";
    public const string SendAsync = "SendAsync";
    public const string CreateAsync = "CreateAsync";
    public const string CreateManyAsync = "CreateManyAsync";

    /// <summary>Returns the setting that the method sets, or null if it sets nothing.</summary>
    public static string? SettingOf(string method) => method switch
    {
        Named or "WithName" => Name,
        Limit or Unlimited => LimitSetting,
        Resets or "ResetsDaily" or "ResetsWeekly" or "ResetsMonthly" or "NeverResets" => Reset,
        "IncludesByok" => "byok",
        ExpiresAt or ExpiresIn => Expiration,
        InWorkspace => Workspace,
        CreatedBy => "creator",
        ForExternalUser => ExternalUser,
        "Disable" or "Enable" => "disabled",
        _ => null,
    };

    /// <summary>Whether the method parses JSON.</summary>
    public static bool ParsesJson(string? method) => method is FromJson or TemplateFromJson;

    /// <summary>Whether the method validates or writes the complete request.</summary>
    public static bool IsUse(string method) => method is EnsureValid or "Validate" or "ToJson" or "WriteJson";

    /// <summary>Returns the interval that a method without an argument sets, or null for other methods.</summary>
    public static LimitReset? IntervalOf(string method) => method switch
    {
        "ResetsDaily" => LimitReset.Daily,
        "ResetsWeekly" => LimitReset.Weekly,
        "ResetsMonthly" => LimitReset.Monthly,
        "NeverResets" => LimitReset.Never,
        _ => null,
    };
}
