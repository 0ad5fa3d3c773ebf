namespace OpenRouterKeys.Fluent.Rules.Json;

/// <summary>The rules on a JSON text. Their messages say which member and why, so they are made where that is known.</summary>
internal static class JsonRules
{
    public static readonly Rule NotJson = new(
        "ORK4001", "", isError: true, "The text is not JSON", "The text is not JSON");

    public static readonly Rule UnknownMember = new(
        "ORK4002", "", isError: true, "The JSON has an unknown or repeated member", "The JSON has an unknown or repeated member");

    public static readonly Rule WrongType = new(
        "ORK4003", "", isError: true, "A member of the JSON has the wrong type or is missing", "A member of the JSON has the wrong type or is missing");
}
