namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>The simulated API: authenticates each request and passes it to the endpoints of its path.</summary>
internal sealed class SimulatedApi(KeysApi keys, WorkspacesApi workspaces, BindingsApi bindings, WorkspaceStore callers, SharedState state)
{
    public ApiResponse Process(ApiRequest request)
    {
        try
        {
            return state.Run(() => Authenticate(request));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return ApiResponse.Error(500, exception.Message); // so that the client can report what is wrong with the state file
        }
    }

    private ApiResponse Authenticate(ApiRequest request) => request.Segments switch
    {
        ["key"] => request.Method == "GET" ? keys.GetCurrent(request.BearerToken) : ApiResponse.MethodNotAllowed("GET"),
        ["keys" or "workspaces" or "guardrails" or "byok" or "observability", ..] =>
            callers.FindCaller(request.BearerToken) is { } caller ? Process(caller, request) : ApiResponse.Unauthorized(),
        _ => ApiResponse.NotFound("Not found"),
    };

    private ApiResponse Process(Caller caller, ApiRequest request) => request.Segments switch
    {
        ["keys"] or ["keys", _] => keys.Process(caller, request),
        ["workspaces"] => workspaces.Process(caller, request),
        _ => bindings.Process(caller, request),
    };
}
