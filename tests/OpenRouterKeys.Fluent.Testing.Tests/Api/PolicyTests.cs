using System.Net;

namespace OpenRouterKeys.Fluent.Testing.Tests.Api;

public sealed class PolicyTests : SimulatorTestBase
{
    private const string Default = "00000000-0000-4000-8000-000000000001";
    private const string Empty = """{"opted_out":false,"policy_ids":[],"workspace_default_policy_ids":[]}""";
    private const string One = """{"opted_out":false,"policy_ids":["p1"],"workspace_default_policy_ids":[]}""";

    private static readonly Guid Team = Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11");

    [Fact]
    public async Task State_contains_the_bound_policies_of_one_type()
    {
        AddKeys();

        Assert.Equal($$"""{"data":{{One}}}""", (await GetState("h1", "budget")).Body);
        Assert.Equal("""{"data":{"opted_out":true,"policy_ids":[],"workspace_default_policy_ids":[]}}""", (await GetState("h1", "moderation")).Body);
        Assert.Equal($$"""{"data":{{Empty}}}""", (await GetState("h1", "rate_limit")).Body);
        Assert.Equal($$"""{"data":{{Empty}}}""", (await GetState("h2", "budget")).Body);
    }

    [Fact]
    public async Task Policy_is_assigned_and_removed_if_the_state_is_the_expected_one()
    {
        AddKeys();

        Assert.Equal("""{"data":true}""", (await Put("h2", assigned: true, Empty)).Body);
        Assert.Equal("""{"data":false}""", (await Put("h2", assigned: true, One)).Body);
        Assert.Equal($$"""{"data":{{One}}}""", (await GetState("h2", "budget")).Body);
        Assert.Equal("""{"data":true}""", (await Put("h2", assigned: false, One)).Body);
        Assert.Equal($$"""{"data":{{Empty}}}""", (await GetState("h2", "budget")).Body);
    }

    [Theory]
    [InlineData(One)]
    [InlineData("""{"opted_out":true,"policy_ids":[],"workspace_default_policy_ids":[]}""")]
    [InlineData("""{"opted_out":false,"policy_ids":[],"workspace_default_policy_ids":["p1"]}""")]
    [InlineData("""{"opted_out":false,"policy_ids":[]}""")]
    [InlineData("""{"opted_out":false,"policy_ids":[],"workspace_default_policy_ids":[],"new":1}""")]
    public async Task Other_expected_state_returns_409_and_changes_nothing(string expected)
    {
        AddKeys();

        (await Put("h2", assigned: true, expected)).AssertError(HttpStatusCode.Conflict);

        Assert.Equal($$"""{"data":{{Empty}}}""", (await GetState("h2", "budget")).Body);
    }

    [Theory]
    [InlineData("unknown", "budget", Default)]
    [InlineData("p1", "moderation", Default)]
    [InlineData("p1", "budget", "0df9e665-d932-5740-b2c7-b52af166bc11")]
    [InlineData("p1", "budget", "5f0f6f4e-7a3f-4a0e-9a55-0d3f5b0f1b11")]
    public async Task Policy_or_key_of_another_type_or_workspace_returns_404(string policy, string type, string workspace)
    {
        AddKeys();

        (await Put("h2", assigned: true, Empty, policy, type, workspace)).AssertError(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("h1?policy_type=budget", HttpStatusCode.BadRequest)] // no workspace
    [InlineData($"h1?workspace_id={Default}", HttpStatusCode.BadRequest)]
    [InlineData($"h1?workspace_id={Default}&policy_type=unknown", HttpStatusCode.BadRequest)]
    [InlineData($"unknown?workspace_id={Default}&policy_type=budget", HttpStatusCode.NotFound)]
    public async Task Invalid_read_is_rejected(string request, HttpStatusCode status)
    {
        AddKeys();

        (await Get($"guardrails/policies/assignments/api-keys/{request}")).AssertError(status);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData($$"""{"assigned":1,"expected_assignment":{{Empty}},"policy_id":"p1","policy_type":"budget","workspace_id":"{{Default}}"}""")]
    [InlineData($$"""{"assigned":true,"expected_assignment":[],"policy_id":"p1","policy_type":"budget","workspace_id":"{{Default}}"}""")]
    [InlineData($$"""{"assigned":true,"expected_assignment":{{Empty}},"policy_id":"p1","policy_type":"budget"}""")]
    public async Task Invalid_change_is_rejected(string body)
    {
        AddKeys();

        (await Send(HttpMethod.Put, "guardrails/policies/assignments/api-keys/h2", body)).AssertError(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Management_key_of_a_workspace_needs_no_workspace_id()
    {
        Simulator.Add(new() { Hash = "h3", WorkspaceId = Team });
        Simulator.Bind("h3", new() { Policies = [new("budget", "p1")] });
        var token = Simulator.AddManagementKey(Team).Reveal();
        const string Path = "guardrails/policies/assignments/api-keys/h3";

        Assert.Equal($$"""{"data":{{One}}}""", (await Send(HttpMethod.Get, $"{Path}?policy_type=budget", token: token)).Body);
        Assert.Equal(
            """{"data":true}""",
            (await Send(HttpMethod.Put, Path, $$"""{"assigned":false,"expected_assignment":{{One}},"policy_id":"p1","policy_type":"budget"}""", token)).Body);
    }

    [Fact]
    public async Task Only_one_of_two_concurrent_changes_succeeds()
    {
        AddKeys();
        Simulator.Bind("h1", new() { Policies = [new("budget", "p1"), new("budget", "p2")] });

        var responses = await Task.WhenAll(Put("h2", assigned: true, Empty), Put("h2", assigned: true, Empty, "p2"));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], responses.Select(response => response.Status).Order());
    }

    private void AddKeys()
    {
        Simulator.Add(new() { Hash = "h1" });
        Simulator.Add(new() { Hash = "h2" });
        Simulator.Bind("h1", new() { Policies = [new("budget", "p1")], OptedOut = ["moderation"] });
    }

    private Task<ReceivedResponse> GetState(string hash, string type) =>
        Get($"guardrails/policies/assignments/api-keys/{hash}?workspace_id={Default}&policy_type={type}");

    private Task<ReceivedResponse> Put(
        string hash, bool assigned, string expected, string policy = "p1", string type = "budget", string workspace = Default) =>
        Send(
            HttpMethod.Put,
            $"guardrails/policies/assignments/api-keys/{hash}",
            $$"""
            {"assigned":{{(assigned ? "true" : "false")}},"expected_assignment":{{expected}},"policy_id":"{{policy}}","policy_type":"{{type}}","workspace_id":"{{workspace}}"}
            """);
}
