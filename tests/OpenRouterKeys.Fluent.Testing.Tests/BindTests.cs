using System.Net;

namespace OpenRouterKeys.Fluent.Testing.Tests;

public sealed class BindTests : SimulatorTestBase
{
    private const string Default = "00000000-0000-4000-8000-000000000001";

    private static readonly Guid Team = Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11");

    [Fact]
    public async Task Bind_replaces_what_was_bound()
    {
        Simulator.Add(new() { Hash = "h1" });
        Simulator.Bind(
            "h1",
            new()
            {
                GuardrailId = "g1",
                Policies = [new("budget", "p1")],
                OptedOut = ["moderation"],
                ProviderKeyIds = ["c1"],
                DestinationIds = ["d1"],
                Unreadable = ["rate_limit policies: 403"],
            });

        Simulator.Bind("h1", KeyBindings.None);

        foreach (var path in new[] { "guardrails/assignments/keys", "byok", "observability/destinations" })
        {
            Assert.Equal("""{"data":[],"total_count":0}""", (await Get(path)).Body);
        }

        foreach (var type in new[] { "budget", "moderation", "rate_limit" })
        {
            Assert.Equal("""{"data":{"opted_out":false,"policy_ids":[],"workspace_default_policy_ids":[]}}""", (await GetPolicies("h1", type)).Body);
        }
    }

    [Theory]
    [InlineData("budget policies", HttpStatusCode.Forbidden)]
    [InlineData("budget policies: 403", HttpStatusCode.Forbidden)]
    [InlineData("budget policies: 404", HttpStatusCode.NotFound)]
    [InlineData("budget policies: 500", HttpStatusCode.InternalServerError)]
    public async Task Unreadable_policies_return_the_status_for_every_key_of_the_workspace(string unreadable, HttpStatusCode status)
    {
        Simulator.Add(new() { Hash = "h1" });
        Simulator.Add(new() { Hash = "h2" });
        Simulator.Add(new() { Hash = "team", WorkspaceId = Team });
        Simulator.Bind("h1", new() { Unreadable = [unreadable] });

        (await GetPolicies("h1", "budget")).AssertError(status);
        (await GetPolicies("h2", "budget")).AssertError(status);
        Assert.Equal(HttpStatusCode.OK, (await GetPolicies("h1", "moderation")).Status);
        Assert.Equal(HttpStatusCode.OK, (await GetPolicies("team", "budget", $"{Team}")).Status);
    }

    [Theory]
    [InlineData("guardrails", "guardrails/assignments/keys")]
    [InlineData("guardrails", "guardrails/g1/assignments/keys")]
    [InlineData("provider credentials", "byok")]
    [InlineData("observability destinations", "observability/destinations")]
    public async Task Unreadable_list_returns_403(string unreadable, string path)
    {
        Simulator.Add(new() { Hash = "h1" });
        Simulator.Bind("h1", new() { GuardrailId = "g1" });
        Assert.Equal(HttpStatusCode.OK, (await Get(path)).Status);

        Simulator.Bind("h1", new() { GuardrailId = "g1", Unreadable = [unreadable] });

        (await Get(path)).AssertError(HttpStatusCode.Forbidden);
    }

    [Fact]
    public void Impossible_bindings_throw()
    {
        Simulator.Add(new() { Hash = "h1" });
        Simulator.Add(new() { Hash = "team", WorkspaceId = Team });
        Simulator.Bind("h1", new() { GuardrailId = "g1", Policies = [new("budget", "p1")], ProviderKeyIds = ["c1"], DestinationIds = ["d1"] });

        Assert.Throws<ArgumentException>("hash", () => Simulator.Bind("unknown", KeyBindings.None));
        KeyBindings[] impossible =
        [
            new() { GuardrailId = "g1" }, new() { GuardrailId = "" },
            new() { Policies = [new("budget", "p1")] }, new() { Policies = [new("budget", " ")] },
            new() { ProviderKeyIds = ["c1"] }, new() { DestinationIds = ["d1"] },
            new() { Unreadable = ["everything"] }, new() { Unreadable = ["guardrails: no"] }, new() { Unreadable = ["guardrails: 200"] },
        ];
        foreach (var bindings in impossible)
        {
            Assert.Throws<ArgumentException>("bindings", () => Simulator.Bind("team", bindings));
        }

        Assert.Throws<ArgumentException>("bindings", () => Simulator.Bind("h1", new() { Policies = [new("moderation", "p1")] }));
    }

    [Fact]
    public async Task Missing_or_wrong_token_returns_401()
    {
        foreach (var path in new[] { "workspaces", "guardrails/assignments/keys", "byok", "observability/destinations" })
        {
            (await Send(HttpMethod.Get, path, token: "wrong")).AssertError(HttpStatusCode.Unauthorized);
        }

        (await Send(HttpMethod.Put, "guardrails/policies/assignments/api-keys/h1", "{}", "wrong")).AssertError(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("PUT", "workspaces")]
    [InlineData("POST", "guardrails/assignments/keys")]
    [InlineData("PATCH", "guardrails/g1/assignments/keys")]
    [InlineData("GET", "guardrails/g1/assignments/keys/remove")]
    [InlineData("POST", "guardrails/policies/assignments/api-keys/h1")]
    [InlineData("POST", "byok")]
    [InlineData("DELETE", "byok/c1")]
    [InlineData("POST", "observability/destinations")]
    [InlineData("DELETE", "observability/destinations/d1")]
    public async Task Unsupported_method_returns_405(string method, string path) =>
        (await Send(new(method), path)).AssertError(HttpStatusCode.MethodNotAllowed);

    private Task<ReceivedResponse> GetPolicies(string hash, string type, string workspace = Default) =>
        Get($"guardrails/policies/assignments/api-keys/{hash}?policy_type={type}&workspace_id={workspace}");
}
