namespace OpenRouterKeys.Fluent;

/// <summary>Which keys to list. Beware: without a workspace the API lists the keys of the default workspace only, not of all.</summary>
public sealed record KeyFilter
{
    /// <summary>Whether to list disabled keys too (<c>include_disabled</c>).</summary>
    public bool IncludeDisabled { get; init; }

    /// <summary>The workspace whose keys to list (<c>workspace_id</c>). Null: the default workspace, and no other.</summary>
    public Guid? WorkspaceId { get; init; }
}
