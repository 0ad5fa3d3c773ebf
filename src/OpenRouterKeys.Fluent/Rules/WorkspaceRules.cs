namespace OpenRouterKeys.Fluent.Rules;

internal static class WorkspaceRules
{
    public const string Property = "WorkspaceId";

    public static readonly Rule<Guid> Empty = new(
        "ORK1010", Property, isError: true,
        "The workspace id is the empty GUID",
        "The workspace id is the empty GUID: give the workspace's id, or leave it out for the default workspace",
        id => id == Guid.Empty);
}
