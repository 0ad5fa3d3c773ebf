using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>The endpoints of keys: what each request does to them, and its response.</summary>
internal sealed class KeysApi(KeyStore keys, WorkspaceStore workspaces, BindingsApi bindings, TimeProvider timeProvider)
{
    public ApiResponse Process(Caller caller, ApiRequest request) => (request.Segments, request.Method) switch
    {
        (["keys"], "GET") => List(caller, request),
        (["keys"], "POST") => Create(caller, request.Body),
        (["keys"], _) => ApiResponse.MethodNotAllowed("GET, POST"),
        ([_, var hash], "GET") => Find(caller, hash, out var key) ?? KeyOrNotFound(key),
        ([_, var hash], "PATCH") => Find(caller, hash, out _) ?? Update(hash, request.Body),
        ([_, var hash], "DELETE") => Find(caller, hash, out _) ?? Delete(hash),
        _ => ApiResponse.MethodNotAllowed("GET, PATCH, DELETE"),
    };

    // A key is found by the hash of its secret, so secrets are not stored.
    public ApiResponse GetCurrent(string secret) =>
        workspaces.FindCaller(secret) is { } caller ? CurrentKey.Respond(DescribeManagementKey(secret, caller), isManagementKey: true)
        : keys.Find(SecretFormat.GetHash(secret)) is { IsDisabled: false } key && !(key.ExpiresAt <= timeProvider.GetUtcNow())
            ? CurrentKey.Respond(key, isManagementKey: false)
        : ApiResponse.Unauthorized();

    private ApiResponse Create(Caller caller, ReadOnlyMemory<byte> content)
    {
        var body = new RequestBody(content);
        body.Require(ApiNames.Name);
        var secret = SecretFormat.Create();
        var key = new KeyInfo
        {
            Hash = SecretFormat.GetHash(secret),
            Label = SecretFormat.GetLabel(secret),
            CreatedAt = timeProvider.GetUtcNow(),
            Name = body.GetText(ApiNames.Name, isNullable: false) ?? "",
            LimitReset = body.GetInterval(ApiNames.LimitReset) ?? LimitReset.Never,
            IncludeByokInLimit = body.GetBoolean(ApiNames.IncludeByokInLimit) ?? false,
            ExpiresAt = body.GetTime(ApiNames.ExpiresAt),
            CreatorUserId = body.GetText(ApiNames.CreatorUserId, isNullable: true),
            WorkspaceId = caller.WorkspaceFor(body.GetUuid(ApiNames.WorkspaceId)),
            ExternalUser = body.GetExternalUser(),
        };
        key = UsageAccounting.SetLimit(key, body.GetNumber(ApiNames.Limit));
        if (body.Problem is { } problem)
        {
            return ApiResponse.BadRequest(problem);
        }

        if (!caller.CanAccess(KeyStore.WorkspaceOf(key)))
        {
            return ApiResponse.OtherWorkspace();
        }

        keys.TryAdd(key);
        return ApiResponse.Json(201, json =>
        {
            WriteData(json, key);
            json.WriteString(ApiNames.Key, secret);
        });
    }

    private ApiResponse List(Caller caller, ApiRequest request)
    {
        var parameters = new QueryParameters(request.Query);
        var query = ListQuery.Read(parameters);
        var workspaceId = caller.WorkspaceFor(query.WorkspaceId);
        return parameters.Problem is { } problem ? ApiResponse.BadRequest(problem)
            : !caller.CanAccess(workspaceId) ? ApiResponse.OtherWorkspace()
            : !workspaces.Contains(workspaceId) ? ApiResponse.NotFound("Workspace not found")
            : ApiResponse.Json(200, json =>
            {
                json.WriteStartArray(ApiNames.Data);
                foreach (var key in query.ApplyTo(keys, workspaceId, timeProvider.GetUtcNow()))
                {
                    KeyJson.Write(key, json);
                }

                json.WriteEndArray();
            });
    }

    private ApiResponse Update(string hash, ReadOnlyMemory<byte> content)
    {
        var patch = KeyPatch.Read(new RequestBody(content), out var problem);
        return problem is not null
            ? ApiResponse.BadRequest(problem)
            : KeyOrNotFound(keys.Update(hash, key => patch.ApplyTo(key, timeProvider.GetUtcNow())));
    }

    private ApiResponse Delete(string hash)
    {
        if (!keys.Remove(hash))
        {
            return KeyOrNotFound(null);
        }

        bindings.RemoveKey(hash);
        return ApiResponse.Json(200, json => json.WriteBoolean(ApiNames.Deleted, true));
    }

    /// <summary>Returns the response if the key does not exist or the caller cannot access it; otherwise null.</summary>
    private ApiResponse? Find(Caller caller, string hash, out KeyInfo? key)
    {
        key = keys.Find(hash);
        return key is null ? KeyOrNotFound(null) : caller.CanAccess(KeyStore.WorkspaceOf(key)) ? null : ApiResponse.OtherWorkspace();
    }

    private static KeyInfo DescribeManagementKey(string secret, Caller caller) => new()
    {
        Hash = SecretFormat.GetHash(secret),
        Label = SecretFormat.GetLabel(secret),
        WorkspaceId = caller.WorkspaceId,
    };

    private static ApiResponse KeyOrNotFound(KeyInfo? key) =>
        key is null ? ApiResponse.NotFound("API key not found") : ApiResponse.Json(200, json => WriteData(json, key));

    private static void WriteData(Utf8JsonWriter json, KeyInfo key)
    {
        json.WritePropertyName(ApiNames.Data);
        KeyJson.Write(key, json);
    }
}
