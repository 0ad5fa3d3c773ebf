namespace OpenRouterKeys.Fluent.Rules.Json;

/// <summary>The rules for a JSON text. Their messages name the property and the reason, so they are composed where the rule is violated.</summary>
internal static class JsonRules
{
    public static readonly Rule NotJson = new(
        "ORK4001", "", isError: true, "The text is not JSON", "");

    public static readonly Rule UnknownProperty = new(
        "ORK4002", "", isError: true, "A JSON property is unknown or duplicate", "");

    public static readonly Rule WrongType = new(
        "ORK4003", "", isError: true, "A JSON property has the wrong type or is missing", "");
}
