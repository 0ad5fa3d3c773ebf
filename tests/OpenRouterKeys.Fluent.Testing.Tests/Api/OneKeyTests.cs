using System.Net;
using System.Text.Json;

namespace OpenRouterKeys.Fluent.Testing.Tests.Api;

public sealed class OneKeyTests : RunningSimulator
{
    [Fact]
    public async Task A_key_is_told_as_its_creation_told_it()
    {
        var created = await Post("""{"name":"ci","limit":5}""");

        var answer = await Get($"keys/{created.Hash}");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(created.Data.GetRawText(), answer.Data.GetRawText());
    }

    [Fact]
    public async Task A_hash_is_decoded()
    {
        Simulator.Add(new() { Hash = "a/b c%?ä", Name = "odd" });

        Assert.Equal("odd", (await Get($"keys/{Uri.EscapeDataString("a/b c%?ä")}")).Data.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_change_changes_what_it_names_and_leaves_the_rest()
    {
        var created = await Post("""{"name":"ci","limit":5,"limit_reset":"daily"}""");

        var answer = await Send(HttpMethod.Patch, $"keys/{created.Hash}", """{"name":"cd","disabled":true,"include_byok_in_limit":true}""");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var key = Assert.Single(Simulator.Keys);
        Assert.Equal(("cd", true, true, 5m, LimitReset.Daily), (key.Name, key.IsDisabled, key.IncludeByokInLimit, key.LimitUsd, key.LimitReset));
        Assert.NotNull(key.UpdatedAt);
        Assert.Equal(JsonValueKind.String, answer.Data.GetProperty("updated_at").ValueKind);
    }

    [Fact]
    public async Task Null_clears_a_limit_and_its_reset()
    {
        var created = await Post("""{"name":"ci","limit":5,"limit_reset":"daily"}""");

        await Send(HttpMethod.Patch, $"keys/{created.Hash}", """{"limit":null,"limit_reset":null}""");

        var key = Assert.Single(Simulator.Keys);
        Assert.Equal((null, null, LimitReset.Never), (key.LimitUsd, key.LimitRemainingUsd, key.LimitReset));
    }

    [Fact]
    public async Task A_new_limit_keeps_what_was_spent()
    {
        var created = await Post("""{"name":"ci","limit":5}""");
        Simulator.Spend(created.Hash, 2);

        await Send(HttpMethod.Patch, $"keys/{created.Hash}", """{"limit":10}""");

        Assert.Equal(8m, Assert.Single(Simulator.Keys).LimitRemainingUsd);
    }

    [Fact]
    public async Task A_reset_replaces_one_that_the_library_does_not_know()
    {
        Simulator.Add(new()
        {
            Hash = "h1",
            LimitReset = LimitReset.Unknown,
            AdditionalProperties = new Dictionary<string, JsonElement> { ["limit_reset"] = JsonElement.Parse("\"yearly\"") },
        });
        Assert.Equal("yearly", (await Get("keys/h1")).Data.GetProperty("limit_reset").GetString());

        var answer = await Send(HttpMethod.Patch, "keys/h1", """{"limit_reset":"weekly"}""");

        Assert.Equal("weekly", answer.Data.GetProperty("limit_reset").GetString());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"name":""}""")]
    [InlineData("""{"name":null}""")]
    [InlineData("""{"disabled":null}""")]
    [InlineData("""{"limit":"5"}""")]
    [InlineData("""{"limit_reset":"yearly"}""")]
    [InlineData("""{"include_byok_in_limit":null}""")]
    public async Task An_invalid_change_changes_nothing(string body)
    {
        var created = await Post("""{"name":"ci","limit":5}""");

        (await Send(HttpMethod.Patch, $"keys/{created.Hash}", body)).ErrorMessage(HttpStatusCode.BadRequest);

        Assert.Equal(created.Data.GetRawText(), (await Get($"keys/{created.Hash}")).Data.GetRawText());
    }

    [Fact]
    public async Task A_deleted_key_is_gone()
    {
        var created = await Post("""{"name":"ci"}""");

        var answer = await Send(HttpMethod.Delete, $"keys/{created.Hash}");

        Assert.Equal((HttpStatusCode.OK, """{"deleted":true}"""), (answer.Status, answer.Body));
        Assert.Empty(Simulator.Keys);
        (await Send(HttpMethod.Delete, $"keys/{created.Hash}")).ErrorMessage(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("GET", "keys/unknown")]
    [InlineData("PATCH", "keys/unknown")]
    [InlineData("DELETE", "keys/unknown")]
    [InlineData("GET", "keys/")]
    [InlineData("GET", "models")]
    [InlineData("POST", "/keys")]
    public async Task What_does_not_exist_is_not_found(string method, string path) =>
        (await Send(new(method), path, method == "GET" ? null : "{}")).ErrorMessage(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("PUT", "keys")]
    [InlineData("POST", "keys/unknown")]
    [InlineData("DELETE", "key")]
    public async Task What_cannot_be_done_is_not_allowed(string method, string path) =>
        (await Send(new(method), path, "{}")).ErrorMessage(HttpStatusCode.MethodNotAllowed);
}
