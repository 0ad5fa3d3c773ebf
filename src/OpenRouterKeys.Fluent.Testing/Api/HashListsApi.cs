using System.Text.Json;
using System.Text.RegularExpressions;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>The objects that have a list of the keys that may use them: provider credentials or observability destinations. A list has no version:
/// an update replaces it.</summary>
internal sealed partial class HashListsApi
{
    private readonly Lock _lock = new();
    private readonly List<HashList> _lists = [];
    private readonly WorkspaceStore _workspaces;
    private readonly TimeProvider _timeProvider;
    private readonly string _property;
    private readonly Func<HashList, IReadOnlyList<string>, string?> _findProblem;
    private readonly Action<Utf8JsonWriter, HashList> _writeOtherProperties;

    private HashListsApi(
        WorkspaceStore workspaces,
        TimeProvider timeProvider,
        string property,
        Func<HashList, IReadOnlyList<string>, string?> findProblem,
        Action<Utf8JsonWriter, HashList> writeOtherProperties) =>
        (_workspaces, _timeProvider, _property, _findProblem, _writeOtherProperties) =
            (workspaces, timeProvider, property, findProblem, writeOtherProperties);

    public static HashListsApi ForCredentials(KeyStore keys, WorkspaceStore workspaces, TimeProvider timeProvider)
    {
        const string Property = "allowed_api_key_hashes";
        const int MaxCount = 100;
        return new(workspaces, timeProvider, Property, FindProblem, WriteCredential);

        // The hash of a deleted key stays in the list, and does not prevent updates.
        string? FindProblem(HashList list, IReadOnlyList<string> hashes) =>
            hashes.Count > MaxCount ? $"{Property} must have at most {MaxCount} hashes"
            : hashes.FirstOrDefault(hash => !Sha256().IsMatch(hash)) is not null ? $"{Property} must have hashes of 64 lower-case hexadecimal digits"
            : hashes.Any(hash => keys.Find(hash) is null && list.Hashes?.Contains(hash) != true) ? $"{Property} has the hash of an unknown key"
            : null;
    }

    public static HashListsApi ForDestinations(WorkspaceStore workspaces, TimeProvider timeProvider) =>
        new(workspaces, timeProvider, "api_key_hashes", (_, _) => null, WriteDestination);

    /// <summary>Replaces the lists that contain a key's hash. Objects that do not exist are created in the key's workspace; one whose list becomes
    /// empty is removed, because an empty list would allow every key.</summary>
    /// <exception cref="ArgumentException">An object is in another workspace.</exception>
    public void Bind(string hash, Guid workspaceId, IReadOnlyList<string> ids)
    {
        lock (_lock)
        {
            if (_lists.Find(list => ids.Contains(list.Id) && list.WorkspaceId != workspaceId) is { } other)
            {
                throw BindingsApi.Invalid($"'{other.Id}' is in another workspace. Use another id.");
            }

            foreach (var list in _lists.ToList())
            {
                Set(list, list.Hashes is null ? null : [.. list.Hashes.Where(known => known != hash)]);
            }

            _lists.RemoveAll(list => list.Hashes is [] && !ids.Contains(list.Id));
            foreach (var id in ids.Distinct())
            {
                var list = _lists.Find(known => known.Id == id);
                if (list is null)
                {
                    _lists.Add(list = new(id, workspaceId, _timeProvider.GetUtcNow(), []));
                }

                Set(list, [.. list.Hashes ?? [], hash]);
            }
        }
    }

    public ApiResponse List(Caller caller, QueryParameters parameters)
    {
        lock (_lock)
        {
            var page = Page.Read(parameters);
            var workspaceId = caller.WorkspaceFor(parameters.GetWorkspaceId());
            return parameters.Problem is { } problem ? ApiResponse.BadRequest(problem)
                : !caller.CanAccess(workspaceId) ? ApiResponse.OtherWorkspace()
                : !_workspaces.Contains(workspaceId) ? ApiResponse.BadRequest("Unknown workspace")
                : page.Of(_lists.FindAll(list => list.WorkspaceId == workspaceId), WriteProperties);
        }
    }

    public ApiResponse Update(Caller caller, string id, ReadOnlyMemory<byte> content)
    {
        lock (_lock)
        {
            var body = new RequestBody(content);
            var hashes = body.GetTexts(_property, isNullable: true);
            return body.Problem is { } problem ? ApiResponse.BadRequest(problem)
                : _lists.Find(list => list.Id == id) is not { } list ? ApiResponse.NotFound("Not found")
                : !caller.CanAccess(list.WorkspaceId) ? ApiResponse.OtherWorkspace()
                : !body.Has(_property) ? Respond(list)
                : hashes is not null && _findProblem(list, hashes) is { } listProblem ? ApiResponse.BadRequest(listProblem)
                : Respond(Set(list, hashes));
        }
    }

    private HashList Set(HashList list, IReadOnlyList<string>? hashes) =>
        _lists[_lists.FindIndex(known => known.Id == list.Id)] = list with { Hashes = hashes };

    private ApiResponse Respond(HashList list) => ApiResponse.Json(200, json =>
    {
        json.WriteStartObject("data");
        WriteProperties(json, list);
        json.WriteEndObject();
    });

    private void WriteProperties(Utf8JsonWriter json, HashList list)
    {
        json.WriteString("id", list.Id);
        _writeOtherProperties(json, list);
        if (list.Hashes is null)
        {
            json.WriteNull(_property);
            return;
        }

        json.WriteStartArray(_property);
        foreach (var hash in list.Hashes)
        {
            json.WriteStringValue(hash);
        }

        json.WriteEndArray();
    }

    private static void WriteCredential(Utf8JsonWriter json, HashList list)
    {
        json.WriteString("workspace_id", list.WorkspaceId);
        json.WriteString("created_at", list.CreatedAt.UtcDateTime);
        json.WriteString("name", list.Id);
        json.WriteString("provider", "openai");
        json.WriteString("label", "sk-...");
        json.WriteBoolean("disabled", false);
        json.WriteBoolean("is_fallback", false);
        json.WriteNull("allowed_models");
        json.WriteNull("allowed_user_ids");
        json.WriteNumber("sort_order", 0);
    }

    private static void WriteDestination(Utf8JsonWriter json, HashList list)
    {
        json.WriteString("name", list.Id);
        json.WriteString("type", "webhook");
        json.WriteBoolean("enabled", true);
    }

    [GeneratedRegex(@"\A[a-f0-9]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Sha256();

    /// <param name="Id">The object's id.</param>
    /// <param name="WorkspaceId">The object's workspace.</param>
    /// <param name="CreatedAt">When it was created.</param>
    /// <param name="Hashes">The keys that may use it; null: every key.</param>
    private sealed record HashList(string Id, Guid WorkspaceId, DateTimeOffset CreatedAt, IReadOnlyList<string>? Hashes);
}
