using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OpenRouterKeys.Fluent.Testing.Tests.Api;

public sealed class CreatingTests : RunningSimulator
{
    [Fact]
    public async Task A_creation_is_answered_with_201_the_key_and_its_secret()
    {
        var answer = await Post("""{"name":"ci"}""");

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Matches("^sk-or-v1-[0-9a-f]{64}$", answer.Secret);
        Assert.Equal("ci", answer.Data.GetProperty("name").GetString());
        Assert.Equal(answer.Hash, Assert.Single(Simulator.Keys).Hash);
    }

    [Fact]
    public async Task The_hash_is_the_secrets_SHA_256_and_the_label_its_mask()
    {
        var answer = await Post("""{"name":"ci"}""");

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(answer.Secret))), answer.Hash);
        Assert.Equal($"{answer.Secret[..12]}...{answer.Secret[^3..]}", answer.Data.GetProperty("label").GetString());
    }

    [Fact]
    public async Task The_answer_has_every_member_of_the_contract_in_its_order()
    {
        var answer = await Post("""{"name":"ci"}""");

        Assert.Equal(["data", "key"], answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            [
                "hash", "name", "label", "disabled", "limit", "limit_remaining", "limit_reset", "include_byok_in_limit",
                "usage", "usage_daily", "usage_weekly", "usage_monthly", "byok_usage", "byok_usage_daily", "byok_usage_weekly", "byok_usage_monthly",
                "created_at", "updated_at", "expires_at", "creator_user_id", "workspace_id",
            ],
            answer.Data.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task What_was_not_said_is_null_and_BYOK_is_not_counted()
    {
        var data = (await Post("""{"name":"ci"}""")).Data;

        foreach (var name in new[] { "limit", "limit_remaining", "limit_reset", "updated_at", "expires_at", "creator_user_id", "workspace_id" })
        {
            Assert.Equal(JsonValueKind.Null, data.GetProperty(name).ValueKind);
        }

        Assert.False(data.GetProperty("include_byok_in_limit").GetBoolean());
        Assert.False(data.GetProperty("disabled").GetBoolean());
    }

    [Fact]
    public async Task Everything_that_was_said_is_kept()
    {
        var answer = await Post("""
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
        Assert.Equal("2027-12-31T23:59:59.5Z", answer.Data.GetProperty("expires_at").GetString());
        Assert.EndsWith("Z", answer.Data.GetProperty("created_at").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_two_keys_share_a_secret()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Post("""{"name":"ci"}""")));

        Assert.Equal(20, answers.Select(answer => answer.Secret).Distinct().Count());
        Assert.Equal(20, Simulator.Keys.Count);
    }

    [Fact]
    public async Task The_librarys_client_creates_a_key_here()
    {
        using var client = Simulator.CreateClient();

        var created = await client.CreateAsync(KeyRequest.Named("ci").Limit(5).ResetsWeekly(), Token);

        Assert.Equal(Assert.Single(Simulator.Keys), created.Info);
    }
}
