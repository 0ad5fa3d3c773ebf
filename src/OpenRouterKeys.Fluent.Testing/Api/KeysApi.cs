using System.Text.Json;
using OpenRouterKeys.Fluent.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>The API's endpoints: what each request does to the keys, and its response.</summary>
internal sealed class KeysApi(KeyStore keys, ManagementKey managementKey, TimeProvider timeProvider)
{
    public ApiResponse Process(ApiRequest request) => request.Segments switch
    {
        ["key"] => request.Method == "GET" ? GetCurrent(request.BearerToken) : ApiResponse.MethodNotAllowed("GET"),
        ["keys"] or ["keys", _] when request.BearerToken != managementKey.Reveal() => ApiResponse.Unauthorized(),
        ["keys"] => request.Method switch
        {
            "GET" => List(request),
            "POST" => Create(request.Body),
            _ => ApiResponse.MethodNotAllowed("GET, POST"),
        },
        ["keys", var hash] => request.Method switch
        {
            "GET" => KeyOrNotFound(keys.Find(hash)),
            "PATCH" => Update(hash, request.Body),
            "DELETE" => Delete(hash),
            _ => ApiResponse.MethodNotAllowed("GET, PATCH, DELETE"),
        },
        _ => ApiResponse.NotFound("Not found"),
    };

    private ApiResponse Create(ReadOnlyMemory<byte> content)
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
            WorkspaceId = body.GetUuid(ApiNames.WorkspaceId),
            ExternalUser = body.GetExternalUser(),
        };
        key = UsageAccounting.SetLimit(key, body.GetNumber(ApiNames.Limit));
        if (body.Problem is { } problem)
        {
            return ApiResponse.BadRequest(problem);
        }

        keys.TryAdd(key);
        return ApiResponse.Json(201, json =>
        {
            WriteData(json, key);
            json.WriteString(ApiNames.Key, secret);
        });
    }

    private ApiResponse List(ApiRequest request)
    {
        var query = ListQuery.Read(request.Query, out var problem);
        return problem is not null ? ApiResponse.BadRequest(problem) : ApiResponse.Json(200, json =>
        {
            json.WriteStartArray(ApiNames.Data);
            foreach (var key in query.ApplyTo(keys.NewestFirst(), timeProvider.GetUtcNow()))
            {
                KeyInfoWriter.Write(key, json);
            }

            json.WriteEndArray();
        });
    }

    private ApiResponse Update(string hash, ReadOnlyMemory<byte> content)
    {
        var patch = KeyPatch.Read(new RequestBody(content), out var problem);
        return problem is not null && keys.Find(hash) is not null
            ? ApiResponse.BadRequest(problem)
            : KeyOrNotFound(keys.Update(hash, key => patch.ApplyTo(key, timeProvider.GetUtcNow())));
    }

    private ApiResponse Delete(string hash) =>
        keys.Remove(hash) ? ApiResponse.Json(200, json => json.WriteBoolean(ApiNames.Deleted, true)) : KeyOrNotFound(null);

    // A key is found by the hash of its secret, so secrets are not stored.
    private ApiResponse GetCurrent(string secret) =>
        secret == managementKey.Reveal() ? KeyOrNotFound(DescribeManagementKey(secret))
        : keys.Find(SecretFormat.GetHash(secret)) is { IsDisabled: false } key && !(key.ExpiresAt <= timeProvider.GetUtcNow()) ? KeyOrNotFound(key)
        : ApiResponse.Unauthorized();

    private static KeyInfo DescribeManagementKey(string secret) => new()
    {
        Hash = SecretFormat.GetHash(secret),
        Name = "Management key",
        Label = SecretFormat.GetLabel(secret),
        AdditionalProperties = new Dictionary<string, JsonElement> { ["is_management_key"] = JsonElement.Parse("true") },
    };

    private static ApiResponse KeyOrNotFound(KeyInfo? key) =>
        key is null ? ApiResponse.NotFound("API key not found") : ApiResponse.Json(200, json => WriteData(json, key));

    private static void WriteData(Utf8JsonWriter json, KeyInfo key)
    {
        json.WritePropertyName(ApiNames.Data);
        KeyInfoWriter.Write(key, json);
    }
}
