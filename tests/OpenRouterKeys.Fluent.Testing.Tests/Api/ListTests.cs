using System.Net;

namespace OpenRouterKeys.Fluent.Testing.Tests.Api;

public sealed class ListTests : SimulatorTestBase
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task List_without_keys_is_empty() => Assert.Equal("""{"data":[]}""", (await Get("keys")).Body);

    [Fact]
    public async Task Page_has_100_newest_keys_and_offset_returns_the_rest()
    {
        for (var number = 0; number < 102; number++)
        {
            Simulator.Add(new() { Hash = $"h{number}", Name = $"{number}", CreatedAt = Noon.AddMinutes(number) });
        }

        Assert.Equal(Enumerable.Range(2, 100).Reverse().Select(number => $"{number}"), (await Get("keys")).Names);
        Assert.Equal(["1", "0"], (await Get("keys?offset=100")).Names);
        Assert.Empty((await Get("keys?offset=102")).Names);
    }

    [Fact]
    public async Task Disabled_keys_are_listed_only_with_include_disabled()
    {
        Simulator.Add(new() { Hash = "h1", Name = "on", CreatedAt = Noon });
        Simulator.Add(new() { Hash = "h2", Name = "off", CreatedAt = Noon, IsDisabled = true });

        Assert.Equal(["on"], (await Get("keys")).Names);
        Assert.Equal(["on"], (await Get("keys?include_disabled=false")).Names);
        Assert.Equal(["off", "on"], (await Get("keys?include_disabled=true")).Names);
        Assert.Equal(["off", "on"], Simulator.Keys.Select(key => key.Name));
    }

    [Fact]
    public async Task Expired_keys_are_listed_only_with_include_expired()
    {
        Simulator.Add(new() { Hash = "h1", Name = "valid", CreatedAt = Noon, ExpiresAt = DateTimeOffset.MaxValue });
        Simulator.Add(new() { Hash = "h2", Name = "expired", CreatedAt = Noon, ExpiresAt = Noon });
        Simulator.Add(new() { Hash = "h3", Name = "expired and off", CreatedAt = Noon, ExpiresAt = Noon, IsDisabled = true });

        Assert.Equal(["valid"], (await Get("keys")).Names);
        Assert.Equal(["valid"], (await Get("keys?include_expired=false&include_disabled=true")).Names);
        Assert.Equal(["expired", "valid"], (await Get("keys?include_expired=true")).Names);
        Assert.Equal(["expired and off", "expired", "valid"], (await Get("keys?include_expired=true&include_disabled=true")).Names);
        Assert.Equal("expired", (await Get("keys/h2")).Data.GetProperty("name").GetString());
        Assert.Equal(3, Simulator.Keys.Count);
    }

    [Fact]
    public async Task List_without_workspace_returns_default_workspace()
    {
        var workspace = Guid.NewGuid();
        Simulator.Add(new() { Hash = "h1", Name = "default" });
        Simulator.Add(new() { Hash = "h2", Name = "team", WorkspaceId = workspace });

        Assert.Equal(["default"], (await Get("keys")).Names);
        Assert.Equal(["team"], (await Get($"keys?workspace_id={workspace}")).Names);
        Assert.Equal(2, Simulator.Keys.Count);
    }

    [Theory]
    [InlineData("offset=-1")]
    [InlineData("offset=many")]
    [InlineData("offset=1.5")]
    [InlineData("offset=")]
    [InlineData("include_disabled=perhaps")]
    [InlineData("include_expired=")]
    [InlineData("workspace_id=default")]
    public async Task Invalid_query_is_rejected(string query) => (await Get($"keys?{query}")).AssertError(HttpStatusCode.BadRequest);
}
