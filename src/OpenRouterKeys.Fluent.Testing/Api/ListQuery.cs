using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>The query parameters of <c>GET /keys</c>.</summary>
internal sealed class ListQuery
{
    private const int PageSize = 100;

    private bool _includeDisabled;
    private bool _includeExpired;
    private int _offset;

    public Guid? WorkspaceId { get; private init; }

    public static ListQuery Read(QueryParameters parameters) => new()
    {
        _offset = parameters.GetInteger(ApiNames.Offset, min: 0) ?? 0,
        _includeDisabled = parameters.GetBoolean(ApiNames.IncludeDisabled),
        _includeExpired = parameters.GetBoolean(ApiNames.IncludeExpired),
        WorkspaceId = parameters.GetWorkspaceId(),
    };

    /// <summary>Returns one page of a workspace's keys.</summary>
    public IReadOnlyList<KeyInfo> ApplyTo(KeyStore keys, Guid workspaceId, DateTimeOffset now) => keys.NewestFirst(
        key => KeyStore.WorkspaceOf(key) == workspaceId
            && (_includeDisabled || !key.IsDisabled)
            && (_includeExpired || !(key.ExpiresAt <= now)),
        _offset,
        PageSize);
}
