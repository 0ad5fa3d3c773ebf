namespace OpenRouterKeys.Fluent;

/// <summary>Selects the keys to list. Without a workspace, the API lists the keys of the default workspace only, not of all workspaces.</summary>
public sealed record KeyFilter
{
    /// <summary>Whether to include disabled keys (<c>include_disabled</c>).</summary>
    public bool IncludeDisabled { get; init; }

    /// <summary>Whether to include expired keys (<c>include_expired</c>).</summary>
    public bool IncludeExpired { get; init; }

    /// <summary>The id of the workspace whose keys to list (<c>workspace_id</c>). Null: the default workspace only.</summary>
    public Guid? WorkspaceId { get; init; }
}
