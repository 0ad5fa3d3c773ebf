using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>The API: what each call does to the keys, and what it answers.</summary>
internal sealed class KeysApi(KeyStore keys, ManagementKey managementKey, TimeProvider timeProvider)
{
    public Reply CarryOut(ApiCall call) => call.Parts switch
    {
        ["key"] => call.Method == "GET" ? Current(call.Bearer) : Reply.MethodNotAllowed("GET"),
        ["keys"] or ["keys", _] when call.Bearer != managementKey.Reveal() => Reply.Unauthorized(),
        ["keys"] => call.Method switch
        {
            "GET" => List(call),
            "POST" => Create(call.Body),
            _ => Reply.MethodNotAllowed("GET, POST"),
        },
        ["keys", var hash] => call.Method switch
        {
            "GET" => OneKey(keys.Find(hash)),
            "PATCH" => Change(hash, call.Body),
            "DELETE" => Delete(hash),
            _ => Reply.MethodNotAllowed("GET, PATCH, DELETE"),
        },
        _ => Reply.NotFound("Not found"),
    };

    private Reply Create(ReadOnlyMemory<byte> body)
    {
        var secret = NewSecret.Make();
        var key = Creation.Read(new BodyMembers(body), out var problem) with
        {
            Hash = NewSecret.HashOf(secret),
            Label = NewSecret.LabelOf(secret),
            CreatedAt = timeProvider.GetUtcNow(),
        };
        if (problem is not null)
        {
            return Reply.Invalid(problem);
        }

        keys.TryAdd(key);
        return Reply.Json(201, json =>
        {
            WriteData(json, key);
            json.WriteString(PropertyNames.Key, secret);
        });
    }

    private Reply List(ApiCall call)
    {
        var page = Listing.Read(call.Query, out var problem);
        return problem is not null ? Reply.Invalid(problem) : Reply.Json(200, json =>
        {
            json.WriteStartArray(PropertyNames.Data);
            foreach (var key in page.Of(keys.NewestFirst()))
            {
                KeyInfoWriter.Write(key, json);
            }

            json.WriteEndArray();
        });
    }

    private Reply Change(string hash, ReadOnlyMemory<byte> body)
    {
        var change = Api.Change.Read(new BodyMembers(body), out var problem);
        return problem is not null && keys.Find(hash) is not null ? Reply.Invalid(problem) : OneKey(keys.Change(hash, key => change.ApplyTo(key, timeProvider.GetUtcNow())));
    }

    private Reply Delete(string hash) =>
        keys.Remove(hash) ? Reply.Json(200, json => json.WriteBoolean(PropertyNames.Deleted, true)) : NoSuchKey();

    // A key's hash is made of its secret, so the secret need not be kept to find the key.
    private Reply Current(string bearer) =>
        bearer == managementKey.Reveal() ? OneKey(ManagementKeyFacts.Of(bearer))
        : keys.Find(NewSecret.HashOf(bearer)) is { IsDisabled: false } key && !(key.ExpiresAt <= timeProvider.GetUtcNow()) ? OneKey(key)
        : Reply.Unauthorized();

    private static Reply OneKey(KeyInfo? key) => key is null ? NoSuchKey() : Reply.Json(200, json => WriteData(json, key));

    private static Reply NoSuchKey() => Reply.NotFound("API key not found");

    private static void WriteData(Utf8JsonWriter json, KeyInfo key)
    {
        json.WritePropertyName(PropertyNames.Data);
        KeyInfoWriter.Write(key, json);
    }
}
