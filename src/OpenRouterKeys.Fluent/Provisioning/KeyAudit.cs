using System.Net;
using System.Runtime.CompilerServices;

namespace OpenRouterKeys.Fluent.Provisioning;

/// <summary>Lists the keys of every workspace and reports the rules that each of them violates. It retains nothing about a key whose findings were
/// returned.</summary>
internal sealed class KeyAudit(IOpenRouterKeysClient client, AuditOptions options)
{
    private readonly KeyPolicy? _policy = options.Policy ?? OpenRouterKeysClient.PolicyOf(client);

    public async IAsyncEnumerable<KeyFinding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var check = new KeyCheck(_policy, options, OpenRouterKeysClient.TimeProviderOf(client).GetUtcNow());
        var workspaces = options.WorkspaceId is { } id
            ? [await FindWorkspaceAsync(id, cancellationToken).ConfigureAwait(false)]
            : await ListWorkspacesAsync(Skip, cancellationToken).ConfigureAwait(false);
        var ids = workspaces.Select(workspace => workspace.Id).ToHashSet();
        var unreadableLists = 0;
        foreach (var workspace in workspaces)
        {
            var keys = List(workspace.Id, cancellationToken);
            await using var _ = keys.ConfigureAwait(false);
            bool? isAtKey;
            var isAnyKeyRead = false;
            while ((isAtKey = await MoveNextAsync(keys, workspace).ConfigureAwait(false)) == true)
            {
                isAnyKeyRead = true;

                // If the API ignored the workspace in the query, every list would contain the same keys.
                if (keys.Current.WorkspaceId is not { } actual || actual == workspace.Id || !ids.Contains(actual))
                {
                    foreach (var finding in check.FindIn(keys.Current, workspace))
                    {
                        yield return finding;
                    }
                }
            }

            unreadableLists += isAtKey is null && !isAnyKeyRead ? 1 : 0;
        }

        if (unreadableLists == workspaces.Count)
        {
            await foreach (var key in client.ListAsync(FilterFor(null), cancellationToken).ConfigureAwait(false))
            {
                foreach (var finding in check.FindIn(key, null))
                {
                    yield return finding;
                }
            }
        }
    }

    /// <summary>Gets a workspace's name and slug, if the policy needs them and they can be read.</summary>
    private async Task<Workspace> FindWorkspaceAsync(Guid id, CancellationToken cancellationToken)
    {
        var known = _policy is { RequireWorkspace: true } ? await ListWorkspacesAsync(static _ => { }, cancellationToken).ConfigureAwait(false) : [];
        return known.Find(workspace => workspace.Id == id) ?? new() { Id = id };
    }

    private async Task<List<Workspace>> ListWorkspacesAsync(Action<string> skip, CancellationToken cancellationToken)
    {
        try
        {
            // A mock may return null.
            var workspaces = await (client.ListWorkspacesAsync(cancellationToken) ?? AsyncEnumerable.Empty<Workspace>())
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            if (workspaces.Count == 0)
            {
                skip("workspaces: none are listed");
            }

            return workspaces;
        }
        catch (KeyRequestRejectedException exception) when (IsUnreadable(exception))
        {
            skip($"workspaces: {(int)exception.StatusCode}");
            return [];
        }
    }

    /// <returns>Null if the list may not be read.</returns>
    private async ValueTask<bool?> MoveNextAsync(IAsyncEnumerator<KeyInfo> keys, Workspace workspace)
    {
        try
        {
            return await keys.MoveNextAsync().ConfigureAwait(false);
        }
        catch (KeyRequestRejectedException exception) when (options.WorkspaceId is null && IsUnreadable(exception))
        {
            Skip($"keys of workspace {Describe(workspace)}: {(int)exception.StatusCode}");
            return null;
        }
    }

    private IAsyncEnumerator<KeyInfo> List(Guid workspaceId, CancellationToken cancellationToken) =>
        client.ListAsync(FilterFor(workspaceId), cancellationToken).GetAsyncEnumerator(cancellationToken);

    private KeyFilter FilterFor(Guid? workspaceId) =>
        new() { IncludeDisabled = options.IncludeDisabled, IncludeExpired = options.IncludeExpired, WorkspaceId = workspaceId };

    private void Skip(string what) => options.OnSkipped?.Invoke(what);

    // A management key of one workspace may not read the others, and a workspace may have been deleted meanwhile.
    private static bool IsUnreadable(KeyRequestRejectedException exception) => exception.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound;

    private static string Describe(Workspace workspace) =>
        workspace.Name.Length == 0 ? workspace.Id.ToString("D") : $"{workspace.Id:D} ({Rules.LogText.FromName(workspace.Name)})";
}
