using System.Net;
using System.Text.Json;

namespace OpenRouterKeys.Fluent.Testing.Tests.Api;

public sealed class SingleKeyTests : SimulatorTestBase
{
    [Fact]
    public async Task Get_returns_the_same_data_as_create()
    {
        var created = await Post("""{"name":"ci","limit":5}""");

        var response = await Get($"keys/{created.Hash}");

        Assert.Equal(HttpStatusCode.OK, response.Status);
        Assert.Equal(created.Data.GetRawText(), response.Data.GetRawText());
    }

    [Fact]
    public async Task Hash_is_URL_decoded()
    {
        Simulator.Add(new() { Hash = "a/b c%?ä", Name = "odd" });

        Assert.Equal("odd", (await Get($"keys/{Uri.EscapeDataString("a/b c%?ä")}")).Data.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Update_changes_only_its_properties()
    {
        var created = await Post("""{"name":"ci","limit":5,"limit_reset":"daily"}""");

        var response = await Send(HttpMethod.Patch, $"keys/{created.Hash}", """{"name":"cd","disabled":true,"include_byok_in_limit":true}""");

        Assert.Equal(HttpStatusCode.OK, response.Status);
        var key = Assert.Single(Simulator.Keys);
        Assert.Equal(("cd", true, true, 5m, LimitReset.Daily), (key.Name, key.IsDisabled, key.IncludeByokInLimit, key.LimitUsd, key.LimitReset));
        Assert.NotNull(key.UpdatedAt);
        Assert.Equal(JsonValueKind.String, response.Data.GetProperty("updated_at").ValueKind);
    }

    [Fact]
    public async Task Null_removes_limit_and_reset()
    {
        var created = await Post("""{"name":"ci","limit":5,"limit_reset":"daily"}""");

        await Send(HttpMethod.Patch, $"keys/{created.Hash}", """{"limit":null,"limit_reset":null}""");

        var key = Assert.Single(Simulator.Keys);
        Assert.Equal((null, null, LimitReset.Never), (key.LimitUsd, key.LimitRemainingUsd, key.LimitReset));
    }

    [Fact]
    public async Task New_limit_subtracts_earlier_spending()
    {
        var created = await Post("""{"name":"ci","limit":5}""");
        Simulator.Spend(created.Hash, 2);

        await Send(HttpMethod.Patch, $"keys/{created.Hash}", """{"limit":10}""");

        Assert.Equal(8m, Assert.Single(Simulator.Keys).LimitRemainingUsd);
    }

    [Fact]
    public async Task Reset_replaces_an_unknown_interval()
    {
        Simulator.Add(new()
        {
            Hash = "h1",
            LimitReset = LimitReset.Unknown,
            AdditionalProperties = new Dictionary<string, JsonElement> { ["limit_reset"] = JsonElement.Parse("\"yearly\"") },
        });
        Assert.Equal("yearly", (await Get("keys/h1")).Data.GetProperty("limit_reset").GetString());

        var response = await Send(HttpMethod.Patch, "keys/h1", """{"limit_reset":"weekly"}""");

        Assert.Equal("weekly", response.Data.GetProperty("limit_reset").GetString());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"name":""}""")]
    [InlineData("""{"name":null}""")]
    [InlineData("""{"disabled":null}""")]
    [InlineData("""{"limit":"5"}""")]
    [InlineData("""{"limit_reset":"yearly"}""")]
    [InlineData("""{"include_byok_in_limit":null}""")]
    public async Task Invalid_update_is_rejected_and_changes_nothing(string body)
    {
        var created = await Post("""{"name":"ci","limit":5}""");

        (await Send(HttpMethod.Patch, $"keys/{created.Hash}", body)).AssertError(HttpStatusCode.BadRequest);

        Assert.Equal(created.Data.GetRawText(), (await Get($"keys/{created.Hash}")).Data.GetRawText());
    }

    [Fact]
    public async Task Delete_removes_the_key()
    {
        var created = await Post("""{"name":"ci"}""");

        var response = await Send(HttpMethod.Delete, $"keys/{created.Hash}");

        Assert.Equal((HttpStatusCode.OK, """{"deleted":true}"""), (response.Status, response.Body));
        Assert.Empty(Simulator.Keys);
        (await Send(HttpMethod.Delete, $"keys/{created.Hash}")).AssertError(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("GET", "keys/unknown")]
    [InlineData("PATCH", "keys/unknown")]
    [InlineData("DELETE", "keys/unknown")]
    [InlineData("GET", "keys/")]
    [InlineData("GET", "models")]
    [InlineData("POST", "/keys")]
    public async Task Unknown_key_or_path_returns_404(string method, string path) =>
        (await Send(new(method), path, method == "GET" ? null : "{}")).AssertError(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("PUT", "keys")]
    [InlineData("POST", "keys/unknown")]
    [InlineData("DELETE", "key")]
    public async Task Unsupported_method_returns_405(string method, string path) =>
        (await Send(new(method), path, "{}")).AssertError(HttpStatusCode.MethodNotAllowed);
}
