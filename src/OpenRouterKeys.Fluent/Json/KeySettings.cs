using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>The properties of a key that a copy must have too, and those by which an audit determines whether a key is used.</summary>
[Flags]
internal enum KeySettings : ushort
{
    None = 0,
    Name = 1,
    Limit = 2,
    LimitReset = 4,
    IncludeByokInLimit = 8,
    ExpiresAt = 16,
    WorkspaceId = 32,
    CreatorUserId = 64,
    ExternalUser = 128,
    LastUsedAt = 256,
    Usage = 512,
    ByokUsage = 1024,

    /// <summary>The settings that every response must have, except the one about the current key, which has no name.</summary>
    Required = Name | Limit | LimitReset | IncludeByokInLimit,

    /// <summary>Properties that every response has had since October 2026. A copy does not need them.</summary>
    Expected = Required | ExternalUser | LastUsedAt | Usage | ByokUsage,
}

/// <summary>The settings of a key that its response lacks or that could not be read. Two values are always equal, so that keys are
/// compared by their public properties.</summary>
/// <param name="settings">The settings that are unknown to a copy: required settings that the response lacks, and settings that could not be read.</param>
/// <param name="missing">All properties that the response lacks.</param>
internal readonly struct UnknownSettings(KeySettings settings, KeySettings missing = KeySettings.None) : IEquatable<UnknownSettings>
{
    private static readonly (KeySettings Setting, string Name)[] Names =
    [
        (KeySettings.Name, ApiNames.Name),
        (KeySettings.Limit, ApiNames.Limit),
        (KeySettings.LimitReset, ApiNames.LimitReset),
        (KeySettings.IncludeByokInLimit, ApiNames.IncludeByokInLimit),
        (KeySettings.ExpiresAt, ApiNames.ExpiresAt),
        (KeySettings.WorkspaceId, ApiNames.WorkspaceId),
        (KeySettings.CreatorUserId, ApiNames.CreatorUserId),
        (KeySettings.ExternalUser, ApiNames.ExternalUser),
    ];

    private readonly KeySettings _settings = settings;
    private readonly KeySettings _missing = missing;

    /// <summary>Returns the JSON name of a setting whose value is unknown; null if there is none.</summary>
    /// <param name="key">The key.</param>
    /// <param name="except">Settings that may be unknown.</param>
    public static string? FindIn(KeyInfo key, KeySettings except = KeySettings.None) =>
        Array.Find(Names, setting => (setting.Setting & except) == 0 && Contains(key, setting.Setting)).Name
        ?? (KeyRules.ResetIsUndefined.IsViolatedBy(key.LimitReset) ? ApiNames.LimitReset : null);

    public static bool Contains(KeyInfo key, KeySettings setting) =>
        (key.UnknownSettings._settings & setting) != 0 || key.AdditionalProperties.ContainsKey(Array.Find(Names, name => name.Setting == setting).Name);

    /// <summary>Returns whether the response contained the property with a value that could be read; true for a key that was built in code.</summary>
    public static bool IsKnown(KeyInfo key, KeySettings setting) =>
        ((key.UnknownSettings._settings | key.UnknownSettings._missing) & setting) == 0
        && (key.AdditionalProperties.Count == 0 || !key.AdditionalProperties.ContainsKey(NameOf(setting)));

    /// <summary>Returns whether this is the JSON name of a setting that the response lacked or that could not be read.</summary>
    public bool Contains(string name) => (_settings & Array.Find(Names, setting => setting.Name == name).Setting) != 0;

    public UnknownSettings Without(KeySettings setting) => new(_settings & ~setting, _missing & ~setting);

    public bool Equals(UnknownSettings other) => true;

    public override bool Equals(object? obj) => obj is UnknownSettings;

    public override int GetHashCode() => 0;

    private static string NameOf(KeySettings setting) => setting switch
    {
        KeySettings.LastUsedAt => ApiNames.LastUsedAt,
        KeySettings.Usage => ApiNames.Usage,
        KeySettings.ByokUsage => ApiNames.ByokUsage,
        _ => Array.Find(Names, name => name.Setting == setting).Name,
    };
}
