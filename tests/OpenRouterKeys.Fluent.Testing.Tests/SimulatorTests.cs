using System.Text.Json;

namespace OpenRouterKeys.Fluent.Testing.Tests;

public sealed class SimulatorTests : SimulatorTestBase
{
    [Fact]
    public void Base_address_is_on_loopback()
    {
        Assert.Equal(("http", "127.0.0.1", "/api/v1/"), (Simulator.BaseAddress.Scheme, Simulator.BaseAddress.Host, Simulator.BaseAddress.AbsolutePath));
    }

    [Fact]
    public async Task Requests_are_recorded_as_sent()
    {
        await Post("""{"name":"ä"}""");
        await Get("keys?offset=7");
        await Get("keys/a%2Fb");

        Assert.Equal(
            [
                new ReceivedRequest("POST", "/api/v1/keys", """{"name":"ä"}"""),
                new ReceivedRequest("GET", "/api/v1/keys?offset=7", ""),
                new ReceivedRequest("GET", "/api/v1/keys/a%2Fb", ""),
            ],
            Simulator.Requests);
    }

    [Theory]
    [InlineData(
        """{"name":"ci","external":{"user":"u","api_key":"0123456789abcdef0123456789abcdef"},"limit":5}""",
        """{"name":"ci","external":{"user":"u","api_key":"***"},"limit":5}""")]
    [InlineData("""{ "external" : { "api_key" : "a\"b\\" , "user" : "\"api_key\":\"u\"" } }""", """{ "external" : { "api_key" : "***" , "user" : "\"api_key\":\"u\"" } }""")]
    [InlineData("""{"external":{"api_key":"0123""", """{"external":{"api_key":"***""")]
    [InlineData("""{"external":{"user":"u","api_key":null}}""", """{"external":{"user":"u","api_key":null}}""")]
    public async Task External_API_key_is_masked_in_recorded_requests(string body, string recorded)
    {
        await Post(body);

        Assert.Equal(recorded, Assert.Single(Simulator.Requests).Body);
    }

    [Fact]
    public async Task Client_creates_a_key_for_an_external_user()
    {
        using var client = Simulator.CreateClient();
        await client.CreateAsync(KeyRequest.Named("ci").ForExternalUser("u", ApiKey.From("0123456789abcdef+0123456789abcdef")), Token);

        Assert.Single(Simulator.Keys);
        Assert.Equal("""{"name":"ci","external":{"user":"u","api_key":"***"}}""", Assert.Single(Simulator.Requests).Body);
    }

    [Fact]
    public void Keys_is_a_snapshot()
    {
        var before = Simulator.Keys;
        Simulator.Add(new() { Hash = "h1" });

        Assert.Empty(before);
        Assert.Single(Simulator.Keys);
    }

    [Fact]
    public async Task Added_key_is_returned_with_all_properties()
    {
        var key = new KeyInfo
        {
            Hash = "h1",
            Name = "ci",
            Usage = new(4, 1, 2, 3),
            ByokUsage = new(8, 5, 6, 7),
            ExternalUser = "u1",
            AdditionalProperties = new Dictionary<string, JsonElement> { ["new"] = JsonElement.Parse("[1]") },
        };
        Simulator.Add(key);

        var data = (await Get("keys/h1")).Data;

        var workspace = (await Get("workspaces")).Data[0].GetProperty("id").GetGuid();
        Assert.Equal(key with { WorkspaceId = workspace }, Assert.Single(Simulator.Keys));
        Assert.Equal("u1", data.GetProperty("external_user").GetString());
        Assert.Equal("[1]", data.GetProperty("new").GetRawText());
        Assert.Equal(4m, data.GetProperty("usage").GetDecimal());
        Assert.Equal(7m, data.GetProperty("byok_usage_monthly").GetDecimal());
    }

    [Fact]
    public void Blank_or_existing_hash_throws()
    {
        Simulator.Add(new() { Hash = "h1", Name = "first" });

        Assert.Throws<ArgumentException>("key", () => Simulator.Add(new() { Hash = "h1", Name = "second" }));
        Assert.Throws<ArgumentException>("key", () => Simulator.Add(new() { Hash = " " }));
        Assert.Equal("first", Assert.Single(Simulator.Keys).Name);
    }

    [Fact]
    public void Spend_increases_usage_and_decreases_remaining_limit_below_zero()
    {
        Simulator.Add(new() { Hash = "h1", LimitUsd = 5, LimitRemainingUsd = 3, Usage = new(40, 1, 2, 3) });

        Simulator.Spend("h1", 4);

        var key = Assert.Single(Simulator.Keys);
        Assert.Equal(new KeyUsage(44, 5, 6, 7), key.Usage);
        Assert.Equal((5m, -1m), (key.LimitUsd, key.LimitRemainingUsd));
    }

    [Fact]
    public async Task Spend_replaces_an_unreadable_time_of_the_last_use()
    {
        Simulator.Add(new() { Hash = "h1", AdditionalProperties = new Dictionary<string, JsonElement> { ["last_used_at"] = JsonElement.Parse("7") } });

        Simulator.Spend("h1", 0);

        Assert.Equal(JsonValueKind.String, (await Get("keys/h1")).Data.GetProperty("last_used_at").ValueKind);
    }

    [Fact]
    public void Spend_on_unlimited_key_leaves_it_unlimited()
    {
        Simulator.Add(new() { Hash = "h1" });

        Simulator.Spend("h1", 4);

        Assert.Null(Assert.Single(Simulator.Keys).LimitRemainingUsd);
    }

    [Fact]
    public void Spend_with_unknown_key_or_negative_amount_throws()
    {
        Assert.Throws<ArgumentException>("hash", () => Simulator.Spend("unknown", 1));
        Assert.Throws<ArgumentOutOfRangeException>("usd", () => Simulator.Spend("unknown", -1));
    }
}
