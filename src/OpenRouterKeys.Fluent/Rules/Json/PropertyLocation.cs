namespace OpenRouterKeys.Fluent.Rules.Json;

/// <summary>Describes a JSON property for messages: its path, its C# property and the value that it must have.</summary>
internal readonly struct PropertyLocation(string name)
{
    private const int MaxDisplayLength = 40;

    public bool IsKnown => Array.IndexOf(PropertyNames.Request, name) >= 0;

    /// <summary>As in <c>$.limit</c>.</summary>
    public string Path => IsKnown ? "$." + name : $"$['{Display(name)}']";

    /// <summary>The C# property; empty for an unknown JSON property.</summary>
    public string Property => name switch
    {
        PropertyNames.Name => KeyRules.NameIsBlank.Property,
        PropertyNames.Limit => KeyRules.LimitIsNegative.Property,
        PropertyNames.LimitReset => KeyRules.ResetIsUndefined.Property,
        PropertyNames.IncludeByokInLimit => "IncludeByokInLimit",
        PropertyNames.ExpiresAt => KeyRules.ExpirationHasPassed.Property,
        PropertyNames.CreatorUserId => KeyRules.CreatorIsBlank.Property,
        PropertyNames.WorkspaceId => KeyRules.WorkspaceIsEmpty.Property,
        _ => "",
    };

    public string WrongTypeMessage => $"'{name}' {Requirement}";

    public string DuplicateMessage => $"'{name}' appears twice. Remove one.";

    public string UnknownMessage => $"'{Display(name)}' is not a property of a key request. "
        + (PropertySuggestion.FindNearest(name) is { } nearest ? $"Did you mean '{nearest}'?" : $"Use one of these: {string.Join(", ", PropertyNames.Request)}.");

    private string Requirement => name switch
    {
        PropertyNames.Name => "must be a string: the key's name.",
        PropertyNames.Limit => "must be a number of US dollars that a decimal can hold exactly, or null for no limit.",
        PropertyNames.LimitReset => "must be \"daily\", \"weekly\", \"monthly\" or null.",
        PropertyNames.IncludeByokInLimit => "must be true or false. Remove it to let the API decide.",
        PropertyNames.ExpiresAt => "must be a date and time in UTC with seconds and at most 7 decimals, as in \"2027-12-31T23:59:59Z\", or null for a key that never expires.",
        PropertyNames.CreatorUserId => "must be a string, the user's id, or null.",
        PropertyNames.WorkspaceId => "must be a GUID, as in \"0df9e665-d932-5740-b2c7-b52af166bc11\". Remove it for the default workspace.",
        _ => "",
    };

    public static string UnknownIntervalMessage(string interval) => $"'{Display(interval)}' is not a reset interval. Use \"daily\", \"weekly\", \"monthly\" or null.";

    // The text may be a pasted key, or very long.
    private static string Display(string text) => LogText.Truncate(LogText.Escape(KeyShape.Scrub(text)), MaxDisplayLength);
}
