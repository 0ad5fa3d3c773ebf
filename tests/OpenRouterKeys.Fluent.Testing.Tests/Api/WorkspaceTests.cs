using System.Net;
using System.Text.Json;

namespace OpenRouterKeys.Fluent.Testing.Tests.Api;

public sealed class WorkspaceTests : SimulatorTestBase
{
    private static readonly Guid Team = Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11");

    [Fact]
    public async Task Default_workspace_always_exists_and_contains_keys_without_workspace()
    {
        var workspaces = await Get("workspaces");
        var created = await Post("""{"name":"ci"}""");

        Assert.Equal(["Default Workspace"], workspaces.Names);
        Assert.Equal(1, workspaces.Json.GetProperty("total_count").GetInt32());
        Assert.Equal(workspaces.Data[0].GetProperty("id").GetString(), created.Data.GetProperty("workspace_id").GetString());
        Assert.Equal(["ci"], (await Get($"keys?workspace_id={workspaces.Data[0].GetProperty("id")}")).Names);
    }

    [Fact]
    public async Task Added_workspace_is_listed_and_can_be_renamed()
    {
        Simulator.Add(new Workspace { Id = Team, Name = "Team", Slug = "team" });
        Simulator.Add(new Workspace { Id = Team, Name = "Core team", Slug = "core" });

        var workspaces = await Get("workspaces");

        Assert.Equal(["Default Workspace", "Core team"], workspaces.Names);
        Assert.Equal((Team, "core"), (workspaces.Data[1].GetProperty("id").GetGuid(), workspaces.Data[1].GetProperty("slug").GetString()));
        Assert.Empty((await Get($"keys?workspace_id={Team}")).Names);
    }

    [Fact]
    public async Task Workspace_of_a_key_is_added()
    {
        Simulator.Add(new() { Hash = "h1", WorkspaceId = Team });
        await Post("""{"name":"ci","workspace_id":"5f0f6f4e-7a3f-4a0e-9a55-0d3f5b0f1b11"}""");

        Assert.Equal(3, (await Get("workspaces")).Data.GetArrayLength());
    }

    [Fact]
    public async Task Workspaces_are_paged_by_offset_and_limit()
    {
        for (var number = 1; number < 60; number++)
        {
            Simulator.Add(new Workspace { Id = Guid.NewGuid(), Name = $"{number}" });
        }

        var page = await Get("workspaces?offset=1&limit=3");

        Assert.Equal(["1", "2", "3"], page.Names);
        Assert.Equal(60, page.Json.GetProperty("total_count").GetInt32());
        Assert.Equal(50, (await Get("workspaces")).Names.Count);
        Assert.Equal(["59"], (await Get("workspaces?offset=59&limit=100")).Names);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("limit=many")]
    [InlineData("offset=-1")]
    public async Task Invalid_page_is_rejected(string query) => (await Get($"workspaces?{query}")).AssertError(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Keys_of_unknown_workspace_return_404() =>
        (await Get($"keys?workspace_id={Team}")).AssertError(HttpStatusCode.NotFound);

    [Fact]
    public async Task Management_key_of_a_workspace_lists_and_creates_keys_of_this_workspace()
    {
        Simulator.Add(new() { Hash = "h1", Name = "default" });
        var token = Simulator.AddManagementKey(Team).Reveal();

        var created = await Send(HttpMethod.Post, "keys", """{"name":"team"}""", token);

        Assert.Equal(Team, created.Data.GetProperty("workspace_id").GetGuid());
        Assert.Equal(["team"], (await Send(HttpMethod.Get, "keys", token: token)).Names);
        Assert.Equal(["team"], (await Send(HttpMethod.Get, $"keys?workspace_id={Team}", token: token)).Names);
        Assert.Equal(Team, (await Send(HttpMethod.Get, "workspaces", token: token)).Data.EnumerateArray().Single().GetProperty("id").GetGuid());
        Assert.Equal(Team, (await Send(HttpMethod.Get, "key", token: token)).Data.GetProperty("workspace_id").GetGuid());
        Assert.Equal(HttpStatusCode.OK, (await Send(HttpMethod.Delete, $"keys/{created.Hash}", token: token)).Status);
    }

    [Theory]
    [InlineData("GET", "keys?workspace_id=00000000-0000-4000-8000-000000000001", null)]
    [InlineData("GET", "keys?workspace_id=5f0f6f4e-7a3f-4a0e-9a55-0d3f5b0f1b11", null)]
    [InlineData("POST", "keys", """{"name":"ci","workspace_id":"00000000-0000-4000-8000-000000000001"}""")]
    [InlineData("GET", "keys/h1", null)]
    [InlineData("PATCH", "keys/h1", """{"disabled":true}""")]
    [InlineData("DELETE", "keys/h1", null)]
    [InlineData("GET", "byok?workspace_id=00000000-0000-4000-8000-000000000001", null)]
    [InlineData("GET", "observability/destinations?workspace_id=00000000-0000-4000-8000-000000000001", null)]
    [InlineData("PATCH", "byok/c1", "{}")]
    [InlineData("PATCH", "observability/destinations/d1", "{}")]
    [InlineData("GET", "guardrails/g1/assignments/keys", null)]
    [InlineData("POST", "guardrails/g1/assignments/keys", """{"key_hashes":["h1"]}""")]
    [InlineData("POST", "guardrails/g1/assignments/keys/remove", """{"key_hashes":["h1"]}""")]
    [InlineData("GET", "guardrails/policies/assignments/api-keys/h1?policy_type=budget", null)]
    [InlineData("GET", "guardrails/policies/assignments/api-keys/h1?policy_type=budget&workspace_id=00000000-0000-4000-8000-000000000001", null)]
    public async Task Management_key_of_a_workspace_cannot_access_another_one(string method, string path, string? body)
    {
        Simulator.Add(new() { Hash = "h1" });
        Simulator.Bind("h1", new() { GuardrailId = "g1", ProviderKeyIds = ["c1"], DestinationIds = ["d1"] });
        var token = Simulator.AddManagementKey(Team).Reveal();

        (await Send(new(method), path, body, token)).AssertError(HttpStatusCode.Forbidden);

        Assert.Equal(("h1", false), (Assert.Single(Simulator.Keys).Hash, Simulator.Keys[0].IsDisabled));
        Assert.Equal(JsonValueKind.Array, (await Get("byok")).Data[0].GetProperty("allowed_api_key_hashes").ValueKind);
        Assert.Equal(0, (await Send(HttpMethod.Get, "guardrails/assignments/keys", token: token)).Data.GetArrayLength());
    }

    [Fact]
    public void Empty_id_throws()
    {
        Assert.Throws<ArgumentException>("workspace", () => Simulator.Add(new Workspace { Id = Guid.Empty }));
        Assert.Throws<ArgumentException>("workspaceId", () => Simulator.AddManagementKey(Guid.Empty));
    }
}
