namespace OpenRouterKeys.Fluent.Rules;

internal static class NameRules
{
    public const string Property = "Name";

    public static readonly Rule<string?> Blank = new(
        "ORK1001", Property, isError: true,
        "The name is blank",
        "The name is blank: give the key a name that tells what it is for",
        TextShape.IsBlank);

    public static readonly Rule<string?> ContainsKey = new(
        "ORK1002", Property, isError: true,
        "The name holds an OpenRouter key",
        "The name holds something that looks like an OpenRouter key, and names are shown in lists and logs: name the key after its use, and revoke the key that was pasted",
        KeyShape.IsIn);

    public static readonly Rule<string?> IllFormed = new(
        "ORK1003", Property, isError: true,
        "The name is not well-formed text",
        "The name holds a control character or half of a surrogate pair: remove it",
        TextShape.IsIllFormed);

    public static readonly Rule<string?>[] All = [Blank, ContainsKey, IllFormed];
}
