using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OpenRouterKeys.Fluent.Testing.Tests.Api;

public sealed class CreateTests : SimulatorTestBase
{
    [Fact]
    public async Task Create_returns_201_with_key_and_secret()
    {
        var response = await Post("""{"name":"ci"}""");

        Assert.Equal(HttpStatusCode.Created, response.Status);
        Assert.Matches("^sk-or-v1-[0-9a-f]{64}$", response.Secret);
        Assert.Equal("ci", response.Data.GetProperty("name").GetString());
        Assert.Equal(response.Hash, Assert.Single(Simulator.Keys).Hash);
    }

    [Fact]
    public async Task Hash_is_SHA_256_of_secret_and_label_is_masked_secret()
    {
        var response = await Post("""{"name":"ci"}""");

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(response.Secret))), response.Hash);
        Assert.Equal($"{response.Secret[..12]}...{response.Secret[^3..]}", response.Data.GetProperty("label").GetString());
    }

    [Fact]
    public async Task Response_has_every_property_in_order()
    {
        var response = await Post("""{"name":"ci"}""");

        Assert.Equal(["data", "key"], response.Json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            [
                "hash", "name", "label", "disabled", "limit", "limit_remaining", "limit_reset", "include_byok_in_limit",
                "usage", "usage_daily", "usage_weekly", "usage_monthly", "byok_usage", "byok_usage_daily", "byok_usage_weekly", "byok_usage_monthly",
                "created_at", "updated_at", "expires_at", "creator_user_id", "workspace_id",
                "external_user", "last_used_at",
            ],
            response.Data.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task Absent_settings_are_null_and_BYOK_is_not_included()
    {
        var data = (await Post("""{"name":"ci"}""")).Data;

        string[] names = ["limit", "limit_remaining", "limit_reset", "updated_at", "expires_at", "creator_user_id", "external_user", "last_used_at"];
        foreach (var name in names)
        {
            Assert.Equal(JsonValueKind.Null, data.GetProperty(name).ValueKind);
        }

        Assert.False(data.GetProperty("include_byok_in_limit").GetBoolean());
        Assert.False(data.GetProperty("disabled").GetBoolean());
    }

    [Fact]
    public async Task All_settings_are_stored()
    {
        var response = await Post("""
            {"name":"ci","limit":12.5,"limit_reset":"monthly","include_byok_in_limit":true,"expires_at":"2027-12-31T23:59:59.5Z",
             "creator_user_id":"user_1","workspace_id":"0df9e665-d932-5740-b2c7-b52af166bc11"}
            """);

        var key = Assert.Single(Simulator.Keys);
        Assert.Equal(12.5m, key.LimitUsd);
        Assert.Equal(12.5m, key.LimitRemainingUsd);
        Assert.Equal(LimitReset.Monthly, key.LimitReset);
        Assert.True(key.IncludeByokInLimit);
        Assert.Equal(new DateTimeOffset(2027, 12, 31, 23, 59, 59, 500, TimeSpan.Zero), key.ExpiresAt);
        Assert.Equal("user_1", key.CreatorUserId);
        Assert.Equal(Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11"), key.WorkspaceId);
        Assert.Equal("2027-12-31T23:59:59.5Z", response.Data.GetProperty("expires_at").GetString());
        Assert.EndsWith("Z", response.Data.GetProperty("created_at").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_are_unique()
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Post("""{"name":"ci"}""")));

        Assert.Equal(20, responses.Select(response => response.Secret).Distinct().Count());
        Assert.Equal(20, Simulator.Keys.Count);
    }

    [Fact]
    public async Task Client_of_library_creates_a_key()
    {
        using var client = Simulator.CreateClient();

        var created = await client.CreateAsync(KeyRequest.Named("ci").Limit(5).ResetsWeekly(), Token);

        Assert.Equal(Assert.Single(Simulator.Keys), created.Info);
    }
}
