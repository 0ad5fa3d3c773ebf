namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>The endpoints for what is bound to a key's hash: guardrails, policies, provider credentials and observability destinations.</summary>
internal sealed class BindingsApi(KeyStore keys, WorkspaceStore workspaces, TimeProvider timeProvider)
{
    private readonly GuardrailsApi _guardrails = new(keys, workspaces, timeProvider);
    private readonly PoliciesApi _policies = new(keys, workspaces);
    private readonly HashListsApi _credentials = HashListsApi.ForCredentials(keys, workspaces, timeProvider);
    private readonly HashListsApi _destinations = HashListsApi.ForDestinations(workspaces, timeProvider);
    private readonly UnreadableKinds _unreadable = new();

    public static ArgumentException Invalid(string message, string parameterName = "bindings") => new(message, parameterName);

    /// <exception cref="ArgumentException">The bindings are not possible for this key.</exception>
    public void Bind(KeyInfo key, KeyBindings bindings)
    {
        var workspaceId = KeyStore.WorkspaceOf(key);
        _unreadable.Bind(key.Hash, workspaceId, bindings.Unreadable);
        _guardrails.Bind(key.Hash, workspaceId, bindings.GuardrailId);
        _policies.Bind(key.Hash, workspaceId, bindings.Policies, bindings.OptedOut);
        _credentials.Bind(key.Hash, workspaceId, bindings.ProviderKeyIds);
        _destinations.Bind(key.Hash, workspaceId, bindings.DestinationIds);
    }

    /// <summary>Removes the guardrail and policies of a deleted key. Its hash stays in the lists of credentials and destinations.</summary>
    public void RemoveKey(string hash)
    {
        _guardrails.RemoveKey(hash);
        _policies.RemoveKey(hash);
        _unreadable.RemoveKey(hash);
    }

    public ApiResponse Process(Caller caller, ApiRequest request) => (request.Segments, request.Method) switch
    {
        (["guardrails", "assignments", "keys"], "GET") => ListAssignments(caller, request, null),
        (["guardrails", "assignments", "keys"], _) => ApiResponse.MethodNotAllowed("GET"),
        (["guardrails", var id, "assignments", "keys"], "GET") => ListAssignments(caller, request, id),
        (["guardrails", var id, "assignments", "keys"], "POST") => _guardrails.Assign(caller, id, request.Body),
        (["guardrails", _, "assignments", "keys"], _) => ApiResponse.MethodNotAllowed("GET, POST"),
        (["guardrails", var id, "assignments", "keys", "remove"], "POST") => _guardrails.Remove(caller, id, request.Body),
        (["guardrails", _, "assignments", "keys", "remove"], _) => ApiResponse.MethodNotAllowed("POST"),
        (["guardrails", "policies", "assignments", "api-keys", var hash], "GET") =>
            _policies.Get(caller, hash, new(request.Query), (type, workspaceId) => _unreadable.Reject(UnreadableKinds.PoliciesOf(type), workspaceId)),
        (["guardrails", "policies", "assignments", "api-keys", var hash], "PUT") => _policies.Change(caller, hash, request.Body),
        (["guardrails", "policies", "assignments", "api-keys", _], _) => ApiResponse.MethodNotAllowed("GET, PUT"),
        (["byok"], "GET") => ListHashLists(caller, request, _credentials, UnreadableKinds.Credentials),
        (["byok"], _) => ApiResponse.MethodNotAllowed("GET"),
        (["byok", var id], "PATCH") => _credentials.Update(caller, id, request.Body),
        (["byok", _], _) => ApiResponse.MethodNotAllowed("PATCH"),
        (["observability", "destinations"], "GET") => ListHashLists(caller, request, _destinations, UnreadableKinds.Destinations),
        (["observability", "destinations"], _) => ApiResponse.MethodNotAllowed("GET"),
        (["observability", "destinations", var id], "PATCH") => _destinations.Update(caller, id, request.Body),
        (["observability", "destinations", _], _) => ApiResponse.MethodNotAllowed("PATCH"),
        _ => ApiResponse.NotFound("Not found"),
    };

    // The list contains the assignments of the whole account, so one unreadable workspace makes it unreadable.
    private ApiResponse ListAssignments(Caller caller, ApiRequest request, string? guardrailId) =>
        _unreadable.Reject(UnreadableKinds.Guardrails, caller.WorkspaceId) ?? _guardrails.List(caller, request, guardrailId);

    private ApiResponse ListHashLists(Caller caller, ApiRequest request, HashListsApi lists, string kind)
    {
        var response = lists.List(caller, new(request.Query));
        return response.Status == 200
            ? _unreadable.Reject(kind, caller.WorkspaceFor(new QueryParameters(request.Query).GetWorkspaceId())) ?? response
            : response;
    }
}
