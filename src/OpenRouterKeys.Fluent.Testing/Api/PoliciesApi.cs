using System.Text.Json;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>The policies, and the calls that read and change which ones are assigned to a key.</summary>
internal sealed class PoliciesApi(KeyStore keys, WorkspaceStore workspaces)
{
    private const string PolicyType = "policy_type";
    private const string PolicyId = "policy_id";
    private const string Assigned = "assigned";
    private const string ExpectedAssignment = "expected_assignment";

    private static readonly string[] KnownTypes = ["budget", "model_availability", "moderation", "rate_limit"];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Policy> _policies = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Hash, string Type), PolicyState> _states = [];

    /// <summary>Replaces a key's policies and opt-outs. Policies that do not exist are created in the key's workspace.</summary>
    /// <exception cref="ArgumentException">A policy is in another workspace or has another type.</exception>
    public void Bind(string hash, Guid workspaceId, IReadOnlyList<PolicyBinding> policies, IReadOnlyList<string> optedOut)
    {
        lock (_lock)
        {
            foreach (var policy in policies)
            {
                var expected = new Policy(policy.PolicyType, workspaceId);
                if (!_policies.TryAdd(policy.PolicyId, expected) && _policies[policy.PolicyId] != expected)
                {
                    throw BindingsApi.Invalid($"The policy '{policy.PolicyId}' has another type or is in another workspace. Use another id.");
                }
            }

            RemoveKey(hash);
            foreach (var type in policies.Select(policy => policy.PolicyType).Concat(optedOut).Distinct())
            {
                _states[(hash, type)] = new(
                    optedOut.Contains(type),
                    [.. policies.Where(policy => policy.PolicyType == type).Select(policy => policy.PolicyId).Distinct()]);
            }
        }
    }

    public void RemoveKey(string hash)
    {
        lock (_lock)
        {
            foreach (var state in _states.Keys.Where(state => state.Hash == hash).ToList())
            {
                _states.Remove(state);
            }
        }
    }

    /// <param name="caller">The sender.</param>
    /// <param name="hash">The key's hash.</param>
    /// <param name="parameters">The query.</param>
    /// <param name="rejectType">Returns the response if this type of policy cannot be read in this workspace.</param>
    public ApiResponse Get(Caller caller, string hash, QueryParameters parameters, Func<string, Guid, ApiResponse?> rejectType)
    {
        lock (_lock)
        {
            var type = parameters.GetText(PolicyType);
            var requested = parameters.GetWorkspaceId();
            return parameters.Problem is { } problem ? ApiResponse.BadRequest(problem)
                : type is null || !IsKnown(type) ? ApiResponse.BadRequest($"{PolicyType} must be one of {string.Join(", ", KnownTypes)}")
                : Reject(caller, hash, requested) ?? rejectType(type, caller.WorkspaceFor(requested))
                ?? ApiResponse.Json(200, json => WriteState(json, StateOf(hash, type)));
        }
    }

    public ApiResponse Change(Caller caller, string hash, ReadOnlyMemory<byte> content)
    {
        lock (_lock)
        {
            var body = new RequestBody(content);
            Array.ForEach([Assigned, ExpectedAssignment, PolicyId, PolicyType], body.Require);
            var isAssigned = body.GetBoolean(Assigned) ?? false;
            var id = body.GetText(PolicyId, isNullable: false) ?? "";
            var type = body.GetText(PolicyType, isNullable: false) ?? "";
            var requested = body.GetUuid(QueryParameters.WorkspaceId);
            var expected = body.GetObject(ExpectedAssignment);
            return body.Problem is { } problem ? ApiResponse.BadRequest(problem)
                : Reject(caller, hash, requested) is { } rejection ? rejection
                : _policies.GetValueOrDefault(id) != new Policy(type, caller.WorkspaceFor(requested)) ? ApiResponse.NotFound("Policy not found")
                : !StateOf(hash, type).Equals(expected!.Value) ? ApiResponse.Conflict("The assignment has changed. Read it again.")
                : Change(hash, type, id, isAssigned);
        }
    }

    private ApiResponse Change(string hash, string type, string id, bool isAssigned)
    {
        var state = StateOf(hash, type);
        var isChanged = state.PolicyIds.Contains(id) != isAssigned;
        if (isChanged)
        {
            _states[(hash, type)] = state with { PolicyIds = isAssigned ? [.. state.PolicyIds, id] : [.. state.PolicyIds.Where(known => known != id)] };
        }

        return ApiResponse.Json(200, json => json.WriteBoolean("data", isChanged));
    }

    private ApiResponse? Reject(Caller caller, string hash, Guid? requested)
    {
        var workspaceId = caller.WorkspaceFor(requested);
        return requested is null && caller.WorkspaceId is null ? ApiResponse.BadRequest("workspace_id is required")
            : !caller.CanAccess(workspaceId) ? ApiResponse.OtherWorkspace()
            : !workspaces.Contains(workspaceId) ? ApiResponse.NotFound("Workspace not found")
            : keys.Find(hash) is not { } key ? ApiResponse.NotFound("API key not found")
            : KeyStore.WorkspaceOf(key) == workspaceId ? null
            : caller.WorkspaceId is null ? ApiResponse.NotFound("The API key is not in this workspace")
            : ApiResponse.OtherWorkspace();
    }

    private bool IsKnown(string type) =>
        KnownTypes.Contains(type) || _policies.Values.Any(policy => policy.Type == type) || _states.Keys.Any(state => state.Type == type);

    private PolicyState StateOf(string hash, string type) => _states.GetValueOrDefault((hash, type), PolicyState.None);

    private static void WriteState(Utf8JsonWriter json, PolicyState state)
    {
        json.WriteStartObject("data");
        state.WriteProperties(json);
        json.WriteEndObject();
    }

    private sealed record Policy(string Type, Guid WorkspaceId);

    /// <summary>The policies of one type that are assigned to a key. The simulator has no default policies.</summary>
    private sealed record PolicyState(bool IsOptedOut, IReadOnlyList<string> PolicyIds)
    {
        public static readonly PolicyState None = new(false, []);

        public void WriteProperties(Utf8JsonWriter json)
        {
            json.WriteBoolean("opted_out", IsOptedOut);
            json.WriteStartArray("policy_ids");
            foreach (var id in PolicyIds)
            {
                json.WriteStringValue(id);
            }

            json.WriteEndArray();
            json.WriteStartArray("workspace_default_policy_ids");
            json.WriteEndArray();
        }

        /// <summary>Compares exactly: the same properties, and the same ids in the same order.</summary>
        public bool Equals(JsonElement expected) =>
            JsonElement.DeepEquals(JsonElement.Parse(ApiResponse.Json(200, WriteProperties).Body.Span), expected);
    }
}
