namespace OpenRouterKeys.Fluent;

/// <summary>A workspace of the account (<c>GET /workspaces</c>).</summary>
public sealed record Workspace
{
    /// <summary>The id (<c>id</c>), as in <see cref="KeyInfo.WorkspaceId"/> and <see cref="KeyFilter.WorkspaceId"/>.</summary>
    public required Guid Id { get; init; }

    /// <summary>The name (<c>name</c>); empty if the response does not contain it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The short name in addresses (<c>slug</c>); empty if the response does not contain it.</summary>
    public string Slug { get; init; } = "";
}
