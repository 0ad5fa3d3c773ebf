using System.Text.Json;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary><c>GET /workspaces</c>. A workspace's management key lists only its own workspace.</summary>
internal sealed class WorkspacesApi(WorkspaceStore workspaces)
{
    public ApiResponse Process(Caller caller, ApiRequest request)
    {
        if (request.Method != "GET")
        {
            return ApiResponse.MethodNotAllowed("GET");
        }

        var parameters = new QueryParameters(request.Query);
        var page = Page.Read(parameters);
        return parameters.Problem is { } problem
            ? ApiResponse.BadRequest(problem)
            : page.Of([.. workspaces.All.Where(known => caller.CanAccess(known.Workspace.Id))], WriteProperties);
    }

    private static void WriteProperties(Utf8JsonWriter json, StoredWorkspace stored)
    {
        var workspace = stored.Workspace;
        json.WriteString("id", workspace.Id);
        json.WriteString("default_guardrail_id", WorkspaceStore.DefaultGuardrailOf(workspace.Id));
        json.WriteString("name", workspace.Name);
        json.WriteString("slug", workspace.Slug);
        json.WriteNull("description");
        json.WriteString("created_at", stored.CreatedAt.UtcDateTime);
        json.WriteNull("updated_at");
        json.WriteNull("created_by");
    }
}
