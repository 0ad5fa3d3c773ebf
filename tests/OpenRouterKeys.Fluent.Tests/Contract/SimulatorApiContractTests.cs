using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests.Contract;

/// <summary>The simulator's responses to every call of the contract, read without the library: their status and properties are in the contract, and
/// no other properties.</summary>
public sealed class SimulatorApiContractTests : IAsyncLifetime
{
    private const string Guardrail = "a4ed71a8-4c1a-4a5e-8f0a-5f1c0e1f0001";
    private const string Policy = "a4ed71a8-4c1a-4a5e-8f0a-5f1c0e1f0002";
    private const string Credential = "a4ed71a8-4c1a-4a5e-8f0a-5f1c0e1f0003";
    private const string Destination = "a4ed71a8-4c1a-4a5e-8f0a-5f1c0e1f0004";
    private const string Unknown = "a4ed71a8-4c1a-4a5e-8f0a-5f1c0e1f0005";
    private const string OtherWorkspace = "5f0f6f4e-7a3f-4a0e-9a55-0d3f5b0f1b11";
    private const string Workspace = "0df9e665-d932-5740-b2c7-b52af166bc11";
    private const string Bound = "1111111111111111111111111111111111111111111111111111111111111111";
    private const string Free = "2222222222222222222222222222222222222222222222222222222222222222";
    private const string Other = "3333333333333333333333333333333333333333333333333333333333333333"; // in the default workspace
    private const string BoundPolicies = $$"""{"opted_out":false,"policy_ids":["{{Policy}}"],"workspace_default_policy_ids":[]}""";
    private const string NoPolicies = """{"opted_out":false,"policy_ids":[],"workspace_default_policy_ids":[]}""";

    private readonly HttpClient _http = new();
    private OpenRouterSimulator _simulator = null!;
    private ManagementKey _workspaceKey = null!;

    /// <summary>The call, its path and body, and the expected status. All of them are sent with the account's management key.</summary>
    public static TheoryData<string, string, string?, int> Calls => new()
    {
        { "GET /keys", $"keys?workspace_id={Workspace}&include_disabled=true&include_expired=true&offset=0", null, 200 },
        { "GET /keys", "keys?offset=many", null, 400 },
        { "GET /keys", $"keys?workspace_id={Unknown}", null, 404 },
        { "POST /keys", "keys", """{"name":"a"}""", 201 },
        {
            "POST /keys", "keys",
            $$$"""
            {"name":"a","limit":5.5,"limit_reset":"weekly","include_byok_in_limit":true,"expires_at":"2031-01-01T00:00:00Z",
             "creator_user_id":"user_1","workspace_id":"{{{Workspace}}}","external":{"user":"customer-1"}}
            """, 201
        },
        { "POST /keys", "keys", "{}", 400 },
        { "GET /keys/{hash}", $"keys/{Bound}", null, 200 },
        { "GET /keys/{hash}", "keys/unknown", null, 404 },
        { "PATCH /keys/{hash}", $"keys/{Bound}", """{"name":"b","disabled":true,"limit":null,"limit_reset":null,"include_byok_in_limit":true}""", 200 },
        { "PATCH /keys/{hash}", $"keys/{Bound}", """{"limit":"5"}""", 400 },
        { "PATCH /keys/{hash}", "keys/unknown", "{}", 404 },
        { "DELETE /keys/{hash}", $"keys/{Bound}", null, 200 },
        { "DELETE /keys/{hash}", "keys/unknown", null, 404 },
        { "GET /key", "key", null, 200 },
        { "GET /workspaces", "workspaces?offset=0&limit=100", null, 200 },
        { "GET /guardrails/assignments/keys", "guardrails/assignments/keys?offset=0&limit=100", null, 200 },
        { "GET /guardrails/{id}/assignments/keys", $"guardrails/{Guardrail}/assignments/keys", null, 200 },
        { "GET /guardrails/{id}/assignments/keys", $"guardrails/{Unknown}/assignments/keys", null, 404 },
        { "POST /guardrails/{id}/assignments/keys", $"guardrails/{Guardrail}/assignments/keys", $$"""{"key_hashes":["{{Free}}"]}""", 200 },
        { "POST /guardrails/{id}/assignments/keys", $"guardrails/{Guardrail}/assignments/keys", $$"""{"key_hashes":["{{Other}}"]}""", 400 },
        { "POST /guardrails/{id}/assignments/keys", $"guardrails/{Unknown}/assignments/keys", $$"""{"key_hashes":["{{Free}}"]}""", 404 },
        { "POST /guardrails/{id}/assignments/keys/remove", $"guardrails/{Guardrail}/assignments/keys/remove", $$"""{"key_hashes":["{{Bound}}"]}""", 200 },
        { "POST /guardrails/{id}/assignments/keys/remove", $"guardrails/{Guardrail}/assignments/keys/remove", """{"key_hashes":[]}""", 400 },
        { "GET /guardrails/policies/assignments/api-keys/{hash}", $"{PoliciesOf(Bound)}?policy_type=budget&workspace_id={Workspace}", null, 200 },
        { "GET /guardrails/policies/assignments/api-keys/{hash}", $"{PoliciesOf(Other)}?policy_type=budget&workspace_id={Workspace}", null, 404 },
        { "PUT /guardrails/policies/assignments/api-keys/{hash}", PoliciesOf(Free), ChangeFrom(NoPolicies), 200 },
        { "PUT /guardrails/policies/assignments/api-keys/{hash}", PoliciesOf(Free), ChangeFrom(BoundPolicies), 409 },
        { "PUT /guardrails/policies/assignments/api-keys/{hash}", PoliciesOf("unknown"), ChangeFrom(NoPolicies), 404 },
        { "GET /byok", $"byok?workspace_id={Workspace}&offset=0&limit=100", null, 200 },
        { "GET /byok", "byok?limit=101", null, 400 },
        { "PATCH /byok/{id}", $"byok/{Credential}", $$"""{"allowed_api_key_hashes":["{{Bound}}","{{Free}}"]}""", 200 },
        { "PATCH /byok/{id}", $"byok/{Credential}", """{"allowed_api_key_hashes":null}""", 200 },
        { "PATCH /byok/{id}", $"byok/{Credential}", """{"allowed_api_key_hashes":[]}""", 400 },
        { "PATCH /byok/{id}", $"byok/{Unknown}", "{}", 404 },
        { "GET /observability/destinations", $"observability/destinations?workspace_id={Workspace}&offset=0&limit=100", null, 200 },
        { "GET /observability/destinations", "observability/destinations?offset=-1", null, 400 },
        { "PATCH /observability/destinations/{id}", $"observability/destinations/{Destination}", $$"""{"api_key_hashes":["{{Free}}"]}""", 200 },
        { "PATCH /observability/destinations/{id}", $"observability/destinations/{Destination}", """{"api_key_hashes":[]}""", 400 },
        { "PATCH /observability/destinations/{id}", $"observability/destinations/{Unknown}", "{}", 404 },
    };

    /// <summary>The calls about another workspace than the one of the management key.</summary>
    public static TheoryData<string, string, string?> ForbiddenCalls => new()
    {
        { "GET /keys", $"keys?workspace_id={Workspace}", null },
        { "POST /keys", "keys", $$"""{"name":"a","workspace_id":"{{Workspace}}"}""" },
        { "GET /keys/{hash}", $"keys/{Bound}", null },
        { "PATCH /keys/{hash}", $"keys/{Bound}", "{}" },
        { "DELETE /keys/{hash}", $"keys/{Bound}", null },
        { "GET /guardrails/{id}/assignments/keys", $"guardrails/{Guardrail}/assignments/keys", null },
        { "POST /guardrails/{id}/assignments/keys", $"guardrails/{Guardrail}/assignments/keys", $$"""{"key_hashes":["{{Bound}}"]}""" },
        { "POST /guardrails/{id}/assignments/keys/remove", $"guardrails/{Guardrail}/assignments/keys/remove", $$"""{"key_hashes":["{{Bound}}"]}""" },
        { "GET /guardrails/policies/assignments/api-keys/{hash}", $"{PoliciesOf(Bound)}?policy_type=budget", null },
        { "PUT /guardrails/policies/assignments/api-keys/{hash}", PoliciesOf(Bound), ChangeFrom(BoundPolicies) },
        { "GET /byok", $"byok?workspace_id={Workspace}", null },
        { "PATCH /byok/{id}", $"byok/{Credential}", "{}" },
        { "GET /observability/destinations", $"observability/destinations?workspace_id={Workspace}", null },
        { "PATCH /observability/destinations/{id}", $"observability/destinations/{Destination}", "{}" },
    };

    public async ValueTask InitializeAsync()
    {
        _simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        var workspace = Guid.Parse(Workspace);
        _simulator.Add(new() { Hash = Bound, Name = "bound", LimitUsd = 5, LimitReset = LimitReset.Daily, CreatedAt = TestTime.Now, WorkspaceId = workspace });
        _simulator.Add(new() { Hash = Free, Name = "free", CreatedAt = TestTime.Now, WorkspaceId = workspace });
        _simulator.Add(new() { Hash = Other, Name = "other", CreatedAt = TestTime.Now });
        _simulator.Spend(Bound, 1);
        _simulator.Bind(Bound, new() { GuardrailId = Guardrail, Policies = [new("budget", Policy)], ProviderKeyIds = [Credential], DestinationIds = [Destination] });
        _workspaceKey = _simulator.AddManagementKey(Guid.Parse(OtherWorkspace));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _simulator.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Response_satisfies_the_contract(string call, string path, string? body, int status)
    {
        var response = await SendAsync(call, path, body, _simulator.ManagementKey.Reveal());

        Assert.Equal(status, response.Status);
        AssertContract(call, response);
    }

    [Theory]
    [MemberData(nameof(ForbiddenCalls))]
    public async Task Response_to_a_call_about_another_workspace_satisfies_the_contract(string call, string path, string? body)
    {
        var response = await SendAsync(call, path, body, _workspaceKey.Reveal());

        Assert.Equal(403, response.Status);
        AssertContract(call, response);
    }

    [Fact]
    public async Task Response_without_management_key_satisfies_the_contract()
    {
        foreach (var row in Calls)
        {
            var response = await SendAsync(row.Data.Item1, row.Data.Item2, row.Data.Item3, "wrong");

            Assert.Equal(401, response.Status);
            AssertContract(row.Data.Item1, response);
        }
    }

    [Fact]
    public async Task Current_key_satisfies_the_contract_for_every_kind_of_key()
    {
        var created = await SendAsync("POST /keys", "keys", """{"name":"a"}""", _simulator.ManagementKey.Reveal());

        foreach (var token in new[] { created.Json.GetProperty("key").GetString()!, _workspaceKey.Reveal() })
        {
            var response = await SendAsync("GET /key", "key", null, token);

            Assert.Equal(200, response.Status);
            AssertContract("GET /key", response);
        }
    }

    [Fact]
    public void Every_call_of_the_contract_has_a_successful_response() =>
        Assert.Equal(ApiContract.Operations.Keys.Order(), Calls.Where(row => row.Data.Item4 is 200 or 201).Select(row => row.Data.Item1).Distinct().Order());

    // Otherwise the schemas of their elements are not checked.
    [Theory]
    [InlineData("keys")]
    [InlineData("workspaces")]
    [InlineData("guardrails/assignments/keys")]
    [InlineData("byok")]
    [InlineData("observability/destinations")]
    public async Task List_in_these_tests_is_not_empty(string path)
    {
        var response = await SendAsync("GET", $"{path}?workspace_id={Workspace}", null, _simulator.ManagementKey.Reveal());

        Assert.NotEqual(0, response.Json.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public void Older_contract_with_its_newer_properties_has_the_same_properties()
    {
        Assert.Equal(ApiContract.PropertiesOf("Key").Order(), KeysContract.Key.Properties!.Keys.Concat(KeysContract.NewerKeyProperties).Order());
        Assert.Equal(ApiContract.PropertiesOf("NewKey").Order(), KeysContract.Request.Properties!.Keys.Concat(KeysContract.NewerRequestProperties).Order());
    }

    private static void AssertContract(string call, (int Status, JsonElement Json) response)
    {
        Assert.Contains($"{response.Status}", ApiContract.Operations[call].Responses!.Keys);
        var schema = ApiContract.Operations[call].Responses![$"{response.Status}"].Content![KeysContract.Json].Schema!;
        Assert.Empty(SchemaValidator.Validate(schema, response.Json.GetRawText()));
        Assert.Empty(SchemaValidator.FindUnknownProperties(schema, response.Json));
        if (response.Status >= 400)
        {
            Assert.Equal(response.Status, response.Json.GetProperty("error").GetProperty("code").GetInt32());
            Assert.NotEmpty(response.Json.GetProperty("error").GetProperty("message").GetString()!);
        }
    }

    private static string PoliciesOf(string hash) => $"guardrails/policies/assignments/api-keys/{hash}";

    private static string ChangeFrom(string expected) => $$"""
        {"assigned":true,"expected_assignment":{{expected}},"policy_id":"{{Policy}}","policy_type":"budget","workspace_id":"{{Workspace}}"}
        """;

    private async Task<(int Status, JsonElement Json)> SendAsync(string call, string path, string? body, string token)
    {
        using var request = new HttpRequestMessage(new(call.Split(' ')[0]), new Uri(_simulator.BaseAddress, path));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, KeysContract.Json);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(KeysContract.Json, response.Content.Headers.ContentType?.MediaType);
        return ((int)response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
