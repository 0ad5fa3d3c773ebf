using System.Net;
using System.Text.Json;

namespace OpenRouterKeys.Fluent.Testing.Tests.Api;

public sealed class HashListTests : SimulatorTestBase
{
    private static readonly Guid Team = Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11");
    private static readonly string Hash1 = new('1', 64);
    private static readonly string Hash2 = new('2', 64);

    public static TheoryData<string, string> Lists => new()
    {
        { "byok", "allowed_api_key_hashes" },
        { "observability/destinations", "api_key_hashes" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Bound_lists_are_listed_per_workspace(string path, string property)
    {
        AddKeys();
        Simulator.Add(new() { Hash = "team", WorkspaceId = Team });
        Simulator.Bind("team", new() { ProviderKeyIds = ["l3"], DestinationIds = ["l3"] });

        var page = await Get(path);

        Assert.Equal(["l1", "l2"], page.Data.EnumerateArray().Select(list => list.GetProperty("id").GetString()));
        Assert.Equal([[Hash1, Hash2], [Hash2]], page.Data.EnumerateArray().Select(list => HashesOf(list, property)));
        Assert.Equal(2, page.Json.GetProperty("total_count").GetInt32());
        Assert.Equal(["team"], HashesOf((await Get($"{path}?workspace_id={Team}")).Data.EnumerateArray().Single(), property));
        Assert.Equal("l2", (await Get($"{path}?offset=1&limit=1")).Data.EnumerateArray().Single().GetProperty("id").GetString());
        (await Get($"{path}?workspace_id=5f0f6f4e-7a3f-4a0e-9a55-0d3f5b0f1b11")).AssertError(HttpStatusCode.BadRequest);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Update_replaces_the_whole_list(string path, string property)
    {
        AddKeys();

        var response = await Patch(path, property, $"""["{Hash2}"]""");
        var unchanged = await Send(HttpMethod.Patch, $"{path}/l1", "{}");
        var all = await Patch(path, property, "null");

        Assert.Equal([Hash2], HashesOf(response.Data, property));
        Assert.Equal([Hash2], HashesOf(unchanged.Data, property));
        Assert.Equal(JsonValueKind.Null, all.Data.GetProperty(property).ValueKind);
        Assert.Equal(JsonValueKind.Null, (await Get(path)).Data[0].GetProperty(property).ValueKind);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Deleted_key_stays_in_the_lists(string path, string property)
    {
        AddKeys();
        await Send(HttpMethod.Delete, $"keys/{Hash1}");

        Assert.Equal([Hash1, Hash2], HashesOf((await Get(path)).Data[0], property));
        Assert.Equal([Hash1], HashesOf((await Patch(path, property, $"""["{Hash1}"]""")).Data, property));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("[null]")]
    [InlineData("""["h1"]""")]
    [InlineData("""["3333333333333333333333333333333333333333333333333333333333333333"]""")]
    [InlineData("""["111111111111111111111111111111111111111111111111111111111111111A"]""")]
    public async Task Invalid_list_of_a_credential_is_rejected(string value)
    {
        AddKeys();
        Simulator.Add(new() { Hash = "h1" });

        (await Patch("byok", "allowed_api_key_hashes", value)).AssertError(HttpStatusCode.BadRequest);

        Assert.Equal([Hash1, Hash2], HashesOf((await Get("byok")).Data[0], "allowed_api_key_hashes"));
    }

    [Fact]
    public async Task List_of_a_credential_has_at_most_100_hashes()
    {
        var hashes = Enumerable.Range(0, 101).Select(number => number.ToString("x64", null)).ToList();
        hashes.ForEach(hash => Simulator.Add(new() { Hash = hash }));
        Simulator.Bind(hashes[0], new() { ProviderKeyIds = ["l1"] });

        (await Patch("byok", "allowed_api_key_hashes", JsonSerializer.Serialize(hashes))).AssertError(HttpStatusCode.BadRequest);
        Assert.Equal(HttpStatusCode.OK, (await Patch("byok", "allowed_api_key_hashes", JsonSerializer.Serialize(hashes[1..]))).Status);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Unknown_id_returns_404(string path, string property) =>
        (await Patch(path, property, "null")).AssertError(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("[]")]
    [InlineData("[7]")]
    public async Task Invalid_list_of_a_destination_is_rejected(string value)
    {
        AddKeys();

        (await Patch("observability/destinations", "api_key_hashes", value)).AssertError(HttpStatusCode.BadRequest);
    }

    private void AddKeys()
    {
        Simulator.Add(new() { Hash = Hash1 });
        Simulator.Add(new() { Hash = Hash2 });
        Simulator.Bind(Hash1, new() { ProviderKeyIds = ["l1"], DestinationIds = ["l1"] });
        Simulator.Bind(Hash2, new() { ProviderKeyIds = ["l1", "l2"], DestinationIds = ["l1", "l2"] });
    }

    private Task<ReceivedResponse> Patch(string path, string property, string value) =>
        Send(HttpMethod.Patch, $"{path}/l1", $$"""{"{{property}}":{{value}}}""");

    private static IEnumerable<string?> HashesOf(JsonElement list, string property) => list.GetProperty(property).EnumerateArray().Select(hash => hash.GetString());
}
