namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.RepeatableCalls;

internal enum CallKind
{
    /// <summary>Reads keys or workspaces; a failure is thrown.</summary>
    Read,

    /// <summary>Reads one kind of binding; some failures are part of the result.</summary>
    BindingRead,

    /// <summary>Updates or deletes a key.</summary>
    Change,

    /// <summary>Binds something to a key; what was bound is determined by reading it afterwards.</summary>
    Assignment,
}

/// <summary>A call that may be repeated, how the client makes it, and how the server responds without a fault.</summary>
/// <param name="Name">A unique name.</param>
/// <param name="Kind">What a failure means.</param>
/// <param name="Target">The start of the request to which the fault happens.</param>
/// <param name="Success">The outcome without a fault.</param>
/// <param name="CallsBefore">The number of requests that precede this one in the same operation.</param>
/// <param name="RunAsync">Makes the call and describes its result.</param>
internal sealed record RepeatableCall(
    string Name, CallKind Kind, string Target, string Success, int CallsBefore, Func<OpenRouterKeysClient, CancellationToken, Task<string>> RunAsync)
{
    public const string Hash = "h1";
    public const string NotBound = "not bound";
    public const string NotAvailable = "not available";
    public const string Unreadable = "unreadable";
    private const string Bound = "bound";
    private const string IsRead = "read";
    private const string Name1 = "ci-bot";
    private const string Name2 = "renamed";
    private const string Guardrail2 = "g2";
    private const string WorkspaceId = "66666666-7777-4888-8999-000000000000";

    private static readonly KeyInfo Key = new() { Hash = Hash };
    private static readonly PolicyBinding Policy2 = new("budget", "p2");
    private static readonly KeyBindings Bindings = new() { GuardrailId = "g1", Policies = [new("budget", "p1")], ProviderKeyIds = ["c1"], DestinationIds = ["d1"] };

    public static RepeatableCall UpdateKey { get; } = new("update", CallKind.Change, "PATCH /api/v1/keys/h1 ", "updated", 0, async (client, token) =>
        Describe("updated", (await client.UpdateAsync(Hash, KeyUpdate.Empty.WithName(Name2), token)).Name == Name2));

    public static RepeatableCall DeleteKey { get; } = new("delete", CallKind.Change, "DELETE /api/v1/keys/h1 ", "deleted", 0, async (client, token) =>
    {
        await client.DeleteAsync(Hash, token);
        return "deleted";
    });

    public static RepeatableCall GetKey { get; } = new("get", CallKind.Read, "GET /api/v1/keys/h1 ", IsRead, 0, async (client, token) =>
        Describe(IsRead, await client.GetAsync(Hash, token) is { Hash: Hash, Name: Name1 }));

    public static RepeatableCall ReadPolicies { get; } =
        ReadBindings("read policies", "guardrails/policies/assignments/api-keys/h1?policy_type=budget", 1, Bindings with { Policies = [] });

    public static RepeatableCall AssignGuardrail { get; } =
        Bind("assign guardrail", "POST /api/v1/guardrails/g2/assignments/keys ", new() { GuardrailId = Guardrail2 }, Bindings with { GuardrailId = Guardrail2 });

    public static RepeatableCall AssignPolicy { get; } = Bind(
        "assign policy", "PUT /api/v1/guardrails/policies/assignments/api-keys/h1 ", new() { Policies = [Policy2] }, Bindings with { Policies = [.. Bindings.Policies, Policy2] });

    public static IReadOnlyList<RepeatableCall> All { get; } =
    [
        new("list keys", CallKind.Read, "GET /api/v1/keys?offset=0", IsRead, 0, async (client, token) =>
            Describe(IsRead, await client.ListAsync(cancellationToken: token).ToListAsync(token) is [{ Hash: Hash, Name: Name1 }])),
        GetKey,
        new("current key", CallKind.Read, "GET /api/v1/key ", IsRead, 0, async (client, token) =>
            Describe(IsRead, await client.GetCurrentAsync(cancellationToken: token) is { Label: "label" })),
        UpdateKey,
        DeleteKey,
        new("list workspaces", CallKind.Read, "GET /api/v1/workspaces?", IsRead, 0, async (client, token) =>
            Describe(IsRead, await client.ListWorkspacesAsync(token).ToListAsync(token) is [{ Name: "Team" }])),
        ReadBindings("list guardrail assignments", "guardrails/assignments/keys?", 0, Bindings with { GuardrailId = null }),
        ReadPolicies,
        ReadBindings("list provider credentials", "byok?", 5, Bindings with { ProviderKeyIds = [] }),
        ReadBindings("list destinations", "observability/destinations?", 6, Bindings with { DestinationIds = [] }),
        AssignGuardrail,
        AssignPolicy,
    ];

    /// <summary>Returns the response to a request without a fault.</summary>
    /// <param name="request">The request line.</param>
    /// <param name="isAssigned">Whether this call's guardrail or policy has been assigned.</param>
    public string RespondTo(string request, bool isAssigned)
    {
        var path = request.Split(' ')[1]["/api/v1/".Length..];
        return request.StartsWith("DELETE", StringComparison.Ordinal) ? """{"deleted":true}"""
            : request.StartsWith("PATCH", StringComparison.Ordinal) ? $$"""{"data":{"hash":"h1","name":"{{Name2}}"} }"""
            : request.StartsWith("POST", StringComparison.Ordinal) ? """{"assigned_count":1}"""
            : request.StartsWith("PUT", StringComparison.Ordinal) ? """{"data":true}"""
            : path.Split('?')[0] switch
            {
                "keys" => path.Contains("offset=0", StringComparison.Ordinal) ? $$"""{"data":[{"hash":"h1","name":"{{Name1}}"}]}""" : """{"data":[]}""",
                "keys/h1" => $$"""{"data":{"hash":"h1","name":"{{Name1}}"} }""",
                "key" => """{"data":{"label":"label"} }""",
                "workspaces" => $$"""{"data":[{"id":"{{WorkspaceId}}","name":"Team"}],"total_count":1}""",
                "guardrails/assignments/keys" => $$"""{"data":[{"guardrail_id":"{{(isAssigned && Name == AssignGuardrail.Name ? "g2" : "g1")}}","key_hash":"h1"}],"total_count":1}""",
                "byok" => """{"data":[{"id":"c0","allowed_api_key_hashes":null},{"id":"c1","allowed_api_key_hashes":["h1"]}],"total_count":2}""",
                "observability/destinations" => """{"data":[{"id":"d1","api_key_hashes":["h1"]}],"total_count":1}""",
                _ => $$"""{"data":{"opted_out":false,"workspace_default_policy_ids":[],"policy_ids":[{{PoliciesOf(path, isAssigned && Name == AssignPolicy.Name)}}]} }""",
            };
    }

    public override string ToString() => Name;

    private static string PoliciesOf(string path, bool isAssigned) =>
        !path.Contains("policy_type=budget", StringComparison.Ordinal) ? "" : isAssigned ? "\"p1\",\"p2\"" : "\"p1\"";

    private static string Describe(string success, bool isAsExpected) => isAsExpected ? success : "another result";

    private static RepeatableCall ReadBindings(string name, string path, int callsBefore, KeyBindings others) =>
        new(name, CallKind.BindingRead, $"GET /api/v1/{path}", IsRead, callsBefore, async (client, token) =>
        {
            var bindings = await client.GetBindingsAsync(Key with { WorkspaceId = Guid.Parse(WorkspaceId) }, token);
            return bindings == Bindings ? IsRead
                : bindings == others ? NotAvailable
                : bindings.Unreadable is [var reason] && bindings with { Unreadable = [] } == others && reason.EndsWith(": 403", StringComparison.Ordinal) ? Unreadable
                : "other bindings";
        });

    private static RepeatableCall Bind(string name, string target, KeyBindings missing, KeyBindings bound) =>
        new(name, CallKind.Assignment, target, Bound, 1, async (client, token) =>
        {
            var bindings = await client.BindAsync(Key with { WorkspaceId = Guid.Parse(WorkspaceId) }, missing, token);
            return bindings == bound ? Bound : bindings == Bindings ? NotBound : "other bindings";
        });
}
