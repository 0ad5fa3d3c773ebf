using System.Security.Cryptography;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>The account's workspaces and management keys. Thread-safe.</summary>
internal sealed class WorkspaceStore
{
    /// <summary>The workspace that always exists. It is the same in every simulator, so that a state file can be used by the next one.</summary>
    public static readonly Guid DefaultId = Guid.Parse("00000000-0000-4000-8000-000000000001");

    private readonly Lock _lock = new();
    private readonly List<StoredWorkspace> _workspaces = [];
    private readonly Dictionary<string, Caller> _callers = new(StringComparer.Ordinal);
    private readonly TimeProvider _timeProvider;

    public WorkspaceStore(ManagementKey accountKey, TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        _callers[accountKey.Reveal()] = new(null);
        Add(new() { Id = DefaultId, Name = "Default Workspace", Slug = "default" });
    }

    /// <summary>Receives every change.</summary>
    public Action<StateChange>? Changed { get; set; }

    /// <summary>All workspaces, the default one first, the others in the order in which they were added.</summary>
    public IReadOnlyList<StoredWorkspace> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _workspaces];
            }
        }
    }

    /// <summary>Adds a workspace, or renames an existing one.</summary>
    public void Add(Workspace workspace)
    {
        lock (_lock)
        {
            var index = _workspaces.FindIndex(known => known.Workspace.Id == workspace.Id);
            if (index < 0)
            {
                _workspaces.Add(new(workspace, _timeProvider.GetUtcNow()));
            }
            else
            {
                _workspaces[index] = _workspaces[index] with { Workspace = workspace };
            }

            Changed?.Invoke(new StateChange.WorkspaceStored(workspace));
        }
    }

    /// <summary>Adds a workspace that is known only by its id, unless it exists.</summary>
    public void AddIfMissing(Guid id)
    {
        lock (_lock)
        {
            if (!Contains(id))
            {
                Add(new() { Id = id, Name = $"Workspace {id:D}", Slug = $"workspace-{id:D}" });
            }
        }
    }

    public bool Contains(Guid id)
    {
        lock (_lock)
        {
            return _workspaces.Exists(known => known.Workspace.Id == id);
        }
    }

    public ManagementKey AddManagementKey(Guid workspaceId)
    {
        var secret = SecretFormat.Create();
        lock (_lock)
        {
            AddIfMissing(workspaceId);
            _callers[secret] = new(workspaceId);
        }

        return ManagementKey.From(secret);
    }

    /// <returns>Null if this is not a management key.</returns>
    public Caller? FindCaller(string bearerToken)
    {
        lock (_lock)
        {
            return _callers.GetValueOrDefault(bearerToken);
        }
    }

    /// <summary>The id of a workspace's default guardrail. It applies to all of the workspace's keys and cannot be assigned.</summary>
    public static Guid DefaultGuardrailOf(Guid workspaceId) => new(SHA256.HashData(workspaceId.ToByteArray()).AsSpan(0, 16));
}

internal sealed record StoredWorkspace(Workspace Workspace, DateTimeOffset CreatedAt);
