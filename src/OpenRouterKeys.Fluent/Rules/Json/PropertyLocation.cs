namespace OpenRouterKeys.Fluent.Rules.Json;

/// <summary>Describes a JSON property for messages: its path, its C# property and the value that it must have.</summary>
/// <param name="name">The property's name.</param>
/// <param name="isExternal">True for a property of <c>external</c>.</param>
internal readonly struct PropertyLocation(string name, bool isExternal = false)
{
    private const int MaxDisplayLength = 40;

    public bool IsKnown => Array.IndexOf(KnownNames, name) >= 0;

    /// <summary>As in <c>$.limit</c> and <c>$.external.user</c>.</summary>
    public string Path => (isExternal ? "$." + ApiNames.External : "$") + (IsKnown ? "." + name : $"['{Display(name)}']");

    /// <summary>The C# property; empty for an unknown JSON property.</summary>
    public string Property => isExternal ? ExternalProperty : name switch
    {
        ApiNames.Name => KeyRules.NameIsBlank.Property,
        ApiNames.Limit => KeyRules.LimitIsNegative.Property,
        ApiNames.LimitReset => KeyRules.ResetIsUndefined.Property,
        ApiNames.IncludeByokInLimit => "IncludeByokInLimit",
        ApiNames.ExpiresAt => KeyRules.ExpirationHasPassed.Property,
        ApiNames.CreatorUserId => KeyRules.CreatorIsBlank.Property,
        ApiNames.WorkspaceId => KeyRules.WorkspaceIsEmpty.Property,
        ApiNames.External => KeyRules.ExternalUserIsInvalid.Property,
        _ => "",
    };

    public string WrongTypeMessage => $"'{FullName}' {Requirement}";

    public string MissingMessage => $"'{FullName}' is missing. {(isExternal ? "Set the user, or remove 'external'." : "Every key needs a name.")}";

    public string DuplicateMessage => $"'{FullName}' appears twice. Remove one.";

    public string UnknownMessage => $"'{Display(name)}' is not a property of {(isExternal ? $"'{ApiNames.External}'" : "a key request")}. "
        + (PropertySuggestion.FindNearest(name, KnownNames) is { } nearest ? $"Did you mean '{nearest}'?" : $"Use one of these: {string.Join(", ", KnownNames)}.");

    private string ExternalProperty => name switch
    {
        ApiNames.User => KeyRules.ExternalUserIsInvalid.Property,
        ApiNames.ApiKey => KeyRules.ExternalApiKeyIsShort.Property,
        _ => "",
    };

    private string[] KnownNames => isExternal ? ApiNames.ExternalRequest : ApiNames.Request;

    private string FullName => isExternal ? $"{ApiNames.External}.{name}" : name;

    private string Requirement => name switch
    {
        ApiNames.Name => "must be a string: the key's name.",
        ApiNames.Limit => "must be a number of US dollars that a decimal can hold exactly, or null for no limit.",
        ApiNames.LimitReset => "must be \"daily\", \"weekly\", \"monthly\" or null.",
        ApiNames.IncludeByokInLimit => "must be true or false. Remove it to let the API decide.",
        ApiNames.ExpiresAt => "must be a date and time in UTC with seconds and at most 7 decimals, as in \"2027-12-31T23:59:59Z\", or null for a key that never expires.",
        ApiNames.CreatorUserId => "must be a string, the user's id, or null.",
        ApiNames.WorkspaceId => "must be a GUID, as in \"0df9e665-d932-5740-b2c7-b52af166bc11\". Remove it for the default workspace.",
        ApiNames.External => "must be an object, as in {\"user\": \"customer-4711\"}. Remove it for a key without an external user.",
        ApiNames.User => "must be a string: your own id for the customer.",
        ApiNames.ApiKey => "must be a string of at least 32 characters. Remove it if the customer has no API key in your system.",
        _ => "",
    };

    public static string UnknownIntervalMessage(string interval) => $"'{Display(interval)}' is not a reset interval. Use \"daily\", \"weekly\", \"monthly\" or null.";

    // The text may be a pasted key, or very long.
    private static string Display(string text) => LogText.Truncate(LogText.Escape(KeyShape.Scrub(text)), MaxDisplayLength);
}
