namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>The sender of a request, identified by its management key.</summary>
/// <param name="WorkspaceId">The only workspace that it can access; null if it can access the whole account.</param>
internal sealed record Caller(Guid? WorkspaceId)
{
    public bool CanAccess(Guid workspaceId) => WorkspaceId is null || WorkspaceId == workspaceId;

    /// <summary>Returns the workspace of a request: the requested one, or else the caller's own or the default one.</summary>
    public Guid WorkspaceFor(Guid? requested) => requested ?? WorkspaceId ?? WorkspaceStore.DefaultId;
}
