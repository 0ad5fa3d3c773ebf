using System.Net;

namespace OpenRouterKeys.Fluent.Testing.Tests.Api;

public sealed class GuardrailTests : SimulatorTestBase
{
    private const string Assignments = "guardrails/assignments/keys";

    [Fact]
    public async Task Bound_guardrail_is_listed_with_its_key()
    {
        AddKeys("h1", "h2", "h3");
        Bind("h1", "g1");
        Bind("h2", "g2");

        var assignment = (await Get("guardrails/g1/assignments/keys")).Data.EnumerateArray().Single();

        Assert.Equal(("h1", "name of h1", "g1"), (assignment.GetProperty("key_hash").GetString(), assignment.GetProperty("key_name").GetString(), assignment.GetProperty("guardrail_id").GetString()));
        Assert.Equal(["h1 g1", "h2 g2"], await ListAsync());
    }

    [Fact]
    public async Task Assignment_replaces_guardrail_and_removal_is_for_the_given_guardrail_only()
    {
        AddKeys("h1", "h2", "h3");
        Bind("h1", "g1");
        Bind("h2", "g2");

        var assigned = await Send(HttpMethod.Post, "guardrails/g2/assignments/keys", """{"key_hashes":["h1","h3","h3"]}""");
        var removed = await Send(HttpMethod.Post, "guardrails/g1/assignments/keys/remove", """{"key_hashes":["h1"]}""");

        Assert.Equal(("""{"assigned_count":2}""", """{"unassigned_count":0}"""), (assigned.Body, removed.Body));
        Assert.Equal(["h2 g2", "h1 g2", "h3 g2"], await ListAsync());
        Assert.Equal("""{"unassigned_count":2}""", (await Send(HttpMethod.Post, "guardrails/g2/assignments/keys/remove", """{"key_hashes":["h1","h3"]}""")).Body);
        Assert.Equal(["h2 g2"], await ListAsync());
    }

    [Fact]
    public async Task Assignments_are_paged()
    {
        AddKeys([.. Enumerable.Range(0, 60).Select(number => $"h{number}")]);
        foreach (var key in Simulator.Keys.Reverse())
        {
            Bind(key.Hash, "g1");
        }

        Assert.Equal(50, (await Get(Assignments)).Data.GetArrayLength());
        Assert.Equal(["h58 g1", "h59 g1"], await ListAsync("?offset=58&limit=10"));
        Assert.Equal(60, (await Get($"{Assignments}?offset=58")).Json.GetProperty("total_count").GetInt32());
        (await Get($"{Assignments}?limit=101")).AssertError(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("g1", """{"key_hashes":["h1","unknown"]}""", HttpStatusCode.NotFound)]
    [InlineData("g1", """{"key_hashes":["h1","other"]}""", HttpStatusCode.BadRequest)]
    [InlineData("g1", """{"key_hashes":[]}""", HttpStatusCode.BadRequest)]
    [InlineData("g1", """{"key_hashes":["h1",7]}""", HttpStatusCode.BadRequest)]
    [InlineData("g1", """{"key_hashes":"h1"}""", HttpStatusCode.BadRequest)]
    [InlineData("g1", "{}", HttpStatusCode.BadRequest)]
    [InlineData("unknown", """{"key_hashes":["h1"]}""", HttpStatusCode.NotFound)]
    public async Task Invalid_assignment_changes_nothing(string guardrail, string body, HttpStatusCode status)
    {
        AddKeys("h1", "h2");
        Simulator.Add(new() { Hash = "other", WorkspaceId = Guid.NewGuid() });
        Bind("h2", "g1");

        (await Send(HttpMethod.Post, $"guardrails/{guardrail}/assignments/keys", body)).AssertError(status);

        Assert.Equal(["h2 g1"], await ListAsync());
    }

    [Fact]
    public async Task Default_guardrail_cannot_be_assigned()
    {
        AddKeys("h1");
        var guardrail = (await Get("workspaces")).Data[0].GetProperty("default_guardrail_id").GetString()!;

        (await Send(HttpMethod.Post, $"guardrails/{guardrail}/assignments/keys", """{"key_hashes":["h1"]}""")).AssertError(HttpStatusCode.BadRequest);
        Assert.Throws<ArgumentException>("bindings", () => Bind("h1", guardrail));
    }

    [Fact]
    public async Task Deleting_a_key_removes_its_assignment()
    {
        AddKeys("h1");
        Bind("h1", "g1");
        await Send(HttpMethod.Delete, "keys/h1");

        Assert.Empty(await ListAsync());
    }

    private void AddKeys(params string[] hashes)
    {
        foreach (var hash in hashes)
        {
            Simulator.Add(new() { Hash = hash, Name = $"name of {hash}" });
        }
    }

    private void Bind(string hash, string guardrail) => Simulator.Bind(hash, new() { GuardrailId = guardrail });

    private async Task<IReadOnlyList<string>> ListAsync(string query = "") =>
        [.. (await Get(Assignments + query)).Data.EnumerateArray().Select(item => $"{item.GetProperty("key_hash")} {item.GetProperty("guardrail_id")}")];
}
