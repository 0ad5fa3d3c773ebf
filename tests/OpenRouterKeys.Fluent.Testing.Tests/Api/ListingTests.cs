using System.Net;

namespace OpenRouterKeys.Fluent.Testing.Tests.Api;

public sealed class ListingTests : RunningSimulator
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Without_keys_the_list_is_empty() => Assert.Equal("""{"data":[]}""", (await Get("keys")).Body);

    [Fact]
    public async Task The_newest_hundred_come_first_and_an_offset_gives_the_rest()
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
    public async Task Disabled_keys_come_only_where_they_are_asked_for()
    {
        Simulator.Add(new() { Hash = "h1", Name = "on", CreatedAt = Noon });
        Simulator.Add(new() { Hash = "h2", Name = "off", CreatedAt = Noon, IsDisabled = true });

        Assert.Equal(["on"], (await Get("keys")).Names);
        Assert.Equal(["on"], (await Get("keys?include_disabled=false")).Names);
        Assert.Equal(["off", "on"], (await Get("keys?include_disabled=true")).Names);
        Assert.Equal(["off", "on"], Simulator.Keys.Select(key => key.Name));
    }

    [Fact]
    public async Task Without_a_workspace_only_the_default_one_is_listed()
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
    [InlineData("workspace_id=default")]
    public async Task An_invalid_query_is_refused(string query) => (await Get($"keys?{query}")).ErrorMessage(HttpStatusCode.BadRequest);
}
