using System.Net;
using System.Text;
using OpenRouterKeys.Fluent.Json;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Json;

/// <summary>Responses from the API's documentation and from recorded traffic.</summary>
public class RecordedResponseTests
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Fixtures");

    public static TheoryData<string> Files(string folder) => [.. Directory.GetFiles(Path.Combine(Folder, folder)).Select(file => Path.GetFileName(file)).Order()];

    private static ReadOnlyMemory<byte> Read(string folder, string file) => File.ReadAllBytes(Path.Combine(Folder, folder, file));

    [Theory]
    [MemberData(nameof(Files), "created")]
    public void Created_key_is_read_and_its_KeyInfo_does_not_contain_the_secret(string file)
    {
        var (secret, info) = CreationResponse.Read(Read("created", file));

        Assert.Contains($"\"key\":\"{secret}\"", Encoding.UTF8.GetString(Read("created", file).Span), StringComparison.Ordinal);
        Assert.NotEqual(secret, info.Hash);
        Assert.DoesNotContain(secret!, info.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_property_of_the_2026_response_is_read()
    {
        var info = CreationResponse.Read(Read("created", "spec-2026.json")).Info;

        Assert.Equal(
            new KeyInfo
            {
                Hash = "f01d52606dc8f0a8303a7b5cc3fa07109c2e346cec7c0a16b40de462992ce943", Name = "My New API Key", Label = "My New API Key",
                LimitUsd = 50, LimitRemainingUsd = 50, LimitReset = LimitReset.Monthly, IncludeByokInLimit = true,
                CreatedAt = TestTime.Parse("2025-08-24T10:30:00Z"), ExpiresAt = TestTime.Parse("2027-12-31T23:59:59Z"),
                CreatorUserId = "user_2dHFtVWx2n56w6HkM0000000000", WorkspaceId = Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11"),
            },
            info);
    }

    [Fact]
    public void External_user_of_a_created_key_is_read()
    {
        var info = CreationResponse.Read(Read("2026-11", "create-201-external-user.json")).Info;

        Assert.Equal(("customer-00042", null), (info.ExternalUser, info.LastUsedAt));
        Assert.Empty(info.AdditionalProperties);
    }

    [Fact]
    public async Task Time_of_the_last_use_of_listed_keys_is_read()
    {
        await using var server = new RawServer(RawServer.Respond(200, Encoding.UTF8.GetString(Read("2026-11", "list-200-last-used.json").Span)));
        using var client = server.CreateClient();
        var keys = await client.ListAsync(cancellationToken: TestContext.Current.CancellationToken).Take(3).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([TestTime.Parse("2026-11-28T21:04:09Z"), null, null], keys.Select(key => key.LastUsedAt));
        Assert.All(keys, key => Assert.Null(key.ExternalUser));
        Assert.All(keys, key => Assert.Empty(key.AdditionalProperties));
    }

    [Fact]
    public async Task Message_of_403_quotes_the_API_and_lists_the_possible_causes()
    {
        await using var server = new RawServer(RawServer.Respond(403, Encoding.UTF8.GetString(Read("2026-11", "error-403-workspace-key.json").Span)));
        using var client = server.CreateClient();
        var exception = await Assert.ThrowsAsync<ManagementKeyRejectedException>(() => client.DeleteAsync("h1", TestContext.Current.CancellationToken));

        foreach (var part in new[] { "Only management keys can perform this operation.", "not a management key", "another workspace", "permission", "IP allowlist" })
        {
            Assert.Contains(part, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Hash_that_is_the_secret_is_replaced_by_an_empty_string()
    {
        var info = CreationResponse.Read(Read("created", "spec-2025.json")).Info;

        Assert.Equal("", info.Hash);
        Assert.Empty(info.AdditionalProperties);
    }

    [Fact]
    public void Unknown_property_is_kept_in_AdditionalProperties()
    {
        var info = CreationResponse.Read(Read("created", "unknown-property-negative-remaining.json")).Info;

        Assert.Equal((-2m, new KeyUsage(12, 1, 5, 12), new KeyUsage(3, 0, 1, 3)), (info.LimitRemainingUsd, info.Usage, info.ByokUsage));
        Assert.Equal(["unknown_future_field", "workspace_id"], info.AdditionalProperties.Keys.Order());
        Assert.Equal("workspace-example", info.AdditionalProperties["workspace_id"].GetString());
    }

    [Theory]
    [MemberData(nameof(Files), "unknown")]
    public async Task Response_without_a_secret_throws_KeyOutcomeUnknownException_with_the_hash(string file)
    {
        await using var server = new RawServer(RawServer.Respond(201, Encoding.UTF8.GetString(Read("unknown", file).Span)));
        using var client = server.CreateClient();
        var exception = await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(KeyRequest.Named("a"), TestContext.Current.CancellationToken));

        Assert.Equal("hash_123", exception.Hash);
    }

    [Theory]
    [InlineData("400.json", typeof(KeyRequestRejectedException), "Invalid request parameters")]
    [InlineData("401.json", typeof(ManagementKeyRejectedException), "User not found.")]
    [InlineData("403.json", typeof(ManagementKeyRejectedException), "Only management keys can perform this operation")]
    [InlineData("429.json", typeof(RateLimitedException), "Rate limit exceeded")]
    [InlineData("500.json", typeof(KeyOutcomeUnknownException), null)]
    public async Task Error_response_throws_the_exception_of_its_status_with_the_message(string file, Type type, string? message)
    {
        var status = (HttpStatusCode)int.Parse(file.AsSpan(0, 3), System.Globalization.CultureInfo.InvariantCulture);
        await using var server = new RawServer(RawServer.Respond((int)status, Encoding.UTF8.GetString(Read("errors", file).Span)));
        using var client = server.CreateClient(new() { MaxAttempts = 1 });
        var exception = await Assert.ThrowsAnyAsync<OpenRouterKeysException>(() => client.CreateAsync(KeyRequest.Named("a"), TestContext.Current.CancellationToken));

        Assert.IsType(type, exception);
        Assert.Equal(message, (exception as KeyRequestRejectedException)?.ApiMessage);
    }
}
