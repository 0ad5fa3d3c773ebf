using System.Text.Json;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>The guardrails and the calls that assign them to keys. A key has at most one, and both are in the same workspace.</summary>
internal sealed class GuardrailsApi(KeyStore keys, WorkspaceStore workspaces, TimeProvider timeProvider)
{
    private const string KeyHashes = "key_hashes";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Guid> _workspaceByGuardrail = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Assignment> _assignmentByKey = new(StringComparer.Ordinal);
    private long _assignedCount;

    /// <summary>Assigns a guardrail, which is created in the key's workspace if it does not exist; null removes the assignment.</summary>
    /// <exception cref="ArgumentException">The guardrail cannot be assigned to this key.</exception>
    public void Bind(string hash, Guid workspaceId, string? guardrailId)
    {
        lock (_lock)
        {
            if (guardrailId is null)
            {
                _assignmentByKey.Remove(hash);
                return;
            }

            if (IsDefault(guardrailId) || _workspaceByGuardrail.GetValueOrDefault(guardrailId, workspaceId) != workspaceId)
            {
                throw BindingsApi.Invalid($"The guardrail '{guardrailId}' is a workspace's default, or is in another workspace. Use another id.");
            }

            _workspaceByGuardrail[guardrailId] = workspaceId;
            Assign(hash, guardrailId);
        }
    }

    public void RemoveKey(string hash)
    {
        lock (_lock)
        {
            _assignmentByKey.Remove(hash);
        }
    }

    /// <summary>Lists the assignments of all guardrails that the caller can access, or of one.</summary>
    public ApiResponse List(Caller caller, ApiRequest request, string? guardrailId)
    {
        lock (_lock)
        {
            var parameters = new QueryParameters(request.Query);
            var page = Page.Read(parameters);
            return parameters.Problem is { } problem ? ApiResponse.BadRequest(problem)
                : guardrailId is not null && Reject(caller, guardrailId) is { } rejection ? rejection
                : page.Of(
                    [
                        .. _assignmentByKey.Values
                            .Where(assignment => guardrailId is null || assignment.GuardrailId == guardrailId)
                            .Where(assignment => caller.CanAccess(_workspaceByGuardrail[assignment.GuardrailId]))
                            .OrderBy(assignment => assignment.Number),
                    ],
                    WriteProperties);
        }
    }

    public ApiResponse Assign(Caller caller, string guardrailId, ReadOnlyMemory<byte> content) => Change(caller, guardrailId, content, hashes =>
    {
        if (hashes.Select(hash => RejectKey(caller, guardrailId, hash)).FirstOrDefault(rejection => rejection is not null) is { } rejection)
        {
            return rejection;
        }

        foreach (var hash in hashes)
        {
            Assign(hash, guardrailId);
        }

        return ApiResponse.Json(200, json => json.WriteNumber("assigned_count", hashes.Count));
    });

    public ApiResponse Remove(Caller caller, string guardrailId, ReadOnlyMemory<byte> content) => Change(caller, guardrailId, content, hashes =>
    {
        var assigned = hashes.Where(hash => _assignmentByKey.TryGetValue(hash, out var known) && known.GuardrailId == guardrailId).ToList();
        assigned.ForEach(hash => _assignmentByKey.Remove(hash));
        return ApiResponse.Json(200, json => json.WriteNumber("unassigned_count", assigned.Count));
    });

    private ApiResponse Change(Caller caller, string guardrailId, ReadOnlyMemory<byte> content, Func<IReadOnlyList<string>, ApiResponse> change)
    {
        lock (_lock)
        {
            var body = new RequestBody(content);
            body.Require(KeyHashes);
            var hashes = body.GetTexts(KeyHashes, isNullable: false) ?? [];
            return body.Problem is { } problem ? ApiResponse.BadRequest(problem) : Reject(caller, guardrailId) ?? change([.. hashes.Distinct()]);
        }
    }

    private ApiResponse? Reject(Caller caller, string guardrailId) =>
        IsDefault(guardrailId) ? ApiResponse.BadRequest("A workspace's default guardrail applies without an assignment")
        : !_workspaceByGuardrail.TryGetValue(guardrailId, out var workspaceId) ? ApiResponse.NotFound("Guardrail not found")
        : !caller.CanAccess(workspaceId) ? ApiResponse.OtherWorkspace()
        : null;

    private ApiResponse? RejectKey(Caller caller, string guardrailId, string hash) =>
        keys.Find(hash) is not { } key ? ApiResponse.NotFound("API key not found")
        : !caller.CanAccess(KeyStore.WorkspaceOf(key)) ? ApiResponse.OtherWorkspace()
        : KeyStore.WorkspaceOf(key) != _workspaceByGuardrail[guardrailId] ? ApiResponse.BadRequest("The API key is not in the guardrail's workspace")
        : null;

    private bool IsDefault(string guardrailId) =>
        workspaces.All.Any(known => WorkspaceStore.DefaultGuardrailOf(known.Workspace.Id).ToString("D") == guardrailId);

    private void Assign(string hash, string guardrailId)
    {
        // Assigning the same guardrail again changes nothing.
        if (!_assignmentByKey.TryGetValue(hash, out var known) || known.GuardrailId != guardrailId)
        {
            _assignmentByKey[hash] = new(Guid.NewGuid(), hash, guardrailId, timeProvider.GetUtcNow(), _assignedCount++);
        }
    }

    private void WriteProperties(Utf8JsonWriter json, Assignment assignment)
    {
        var key = keys.Find(assignment.Hash);
        json.WriteString("id", assignment.Id);
        json.WriteString("key_hash", assignment.Hash);
        json.WriteString("guardrail_id", assignment.GuardrailId);
        json.WriteString("key_name", key?.Name ?? "");
        json.WriteString("key_label", key?.Label ?? "");
        json.WriteNull("assigned_by");
        json.WriteString("created_at", assignment.CreatedAt.UtcDateTime);
    }

    private sealed record Assignment(Guid Id, string Hash, string GuardrailId, DateTimeOffset CreatedAt, long Number);
}
