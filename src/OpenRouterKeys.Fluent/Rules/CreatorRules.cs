namespace OpenRouterKeys.Fluent.Rules;

internal static class CreatorRules
{
    public const string Property = "CreatorUserId";

    public static readonly Rule<string?> Blank = new(
        "ORK1009", Property, isError: true,
        "The creator's user id is blank",
        "The creator's user id is blank: give the id, or leave the creator out",
        TextShape.IsBlank);

    public static readonly Rule<string?>[] All = [Blank];
}
