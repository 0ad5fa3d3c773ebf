namespace OpenRouterKeys.Fluent.Rules.Json;

/// <summary>How a member is told to people: its path, its C# property, and what may stand there.</summary>
internal readonly struct PropertyLocation(string member)
{
    private const int LongestName = 40;

    /// <summary>As in <c>$.limit</c>; a name may be a pasted key, or 10 KB long, so an unknown one is shown scrubbed and cut.</summary>
    public string Path => IsKnown ? "$." + member : $"$['{Shown(member)}']";

    /// <summary>Empty for a member that no property stands for.</summary>
    public string Property => member switch
    {
        PropertyNames.Name => NameRules.Property,
        PropertyNames.Limit => LimitRules.Property,
        PropertyNames.LimitReset => ResetRules.Property,
        PropertyNames.IncludeByokInLimit => "IncludeByokInLimit",
        PropertyNames.ExpiresAt => ExpirationRules.Property,
        PropertyNames.CreatorUserId => CreatorRules.Property,
        PropertyNames.WorkspaceId => WorkspaceRules.Property,
        _ => "",
    };

    public string Expected => member switch
    {
        PropertyNames.Name => "is not a string: give the key's name",
        PropertyNames.Limit => "is not a number that a decimal holds exactly: give US dollars as a number, or null for no limit",
        PropertyNames.LimitReset => "is not a string: give daily, weekly or monthly, or null for a limit that never refills",
        PropertyNames.IncludeByokInLimit => "is not a boolean: give true or false, or leave it out",
        PropertyNames.ExpiresAt => "is not an instant in UTC with seconds: write it like 2027-12-31T23:59:59Z, with at most 7 decimals, or null for a key that does not expire",
        PropertyNames.CreatorUserId => "is not a string: give the user's id, or null",
        PropertyNames.WorkspaceId => "is not a GUID: write it like 0df9e665-d932-5740-b2c7-b52af166bc11, or leave it out for the default workspace",
        _ => "",
    };

    public bool IsKnown => Array.IndexOf(PropertyNames.Request, member) >= 0;

    /// <summary>What is wrong with a name that is not known.</summary>
    public string Unknown
    {
        get
        {
            var remedy = PropertySuggestion.Nearest(member) is { } nearest
                ? $"write {nearest}"
                : $"the members of a request are {string.Join(", ", PropertyNames.Request)}";
            return $"The API knows no member {Shown(member)} in a request: {remedy}";
        }
    }

    private static string Shown(string name) => LogText.Truncate(LogText.Escape(KeyShape.Scrub(name)), LongestName);
}
