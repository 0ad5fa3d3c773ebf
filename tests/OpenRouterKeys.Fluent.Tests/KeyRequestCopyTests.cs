using System.Text;
using System.Text.Json;
using OpenRouterKeys.Fluent.Json;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests;

/// <summary><c>KeyRequest.CopyOf</c> for keys with unknown settings.</summary>
public class KeyRequestCopyTests
{
    private const string Complete = """ "hash":"h1","name":"ci-bot","limit":null,"limit_reset":null,"include_byok_in_limit":false """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> UnreadableSettings => new()
    {
        { "name", "7" },
        { "limit", "\"5\"" },
        { "limit", "1e300" },
        { "limit", $"\"{RawServer.Secret}\"" },
        { "limit", new string('[', 100) + new string(']', 100) },
        { "limit_reset", "\"hourly\"" },
        { "include_byok_in_limit", "\"yes\"" },
        { "expires_at", "\"tomorrow\"" },
        { "workspace_id", "\"ws_1\"" },
        { "creator_user_id", "5" },
    };

    [Theory]
    [MemberData(nameof(UnreadableSettings))]
    public void Unreadable_setting_throws(string name, string value) => AssertThrows(name, Read($"{Complete},\"{name}\":{value}"));

    [Fact]
    public void Optional_setting_that_contains_a_secret_throws() => AssertThrows("expires_at", Read($"{Complete},\"expires_at\":[\"{RawServer.Secret}\"]"));

    [Theory]
    [InlineData("name")]
    [InlineData("limit")]
    [InlineData("limit_reset")]
    [InlineData("include_byok_in_limit")]
    public void Missing_required_setting_throws(string name)
    {
        var properties = JsonElement.Parse($"{{{Complete}}}").EnumerateObject().Where(property => property.Name != name);
        var key = Read(string.Join(',', properties.Select(property => $"\"{property.Name}\":{property.Value.GetRawText()}")));
        AssertThrows(name, key);
        AssertThrows(name, key with { Hash = "h2", IsDisabled = true });
        AssertThrows(name, KeyUpdate.Empty.Disable().ApplyTo(key));
    }

    [Fact]
    public void Missing_setting_is_missing_after_writing_and_reading_again()
    {
        var written = new System.Buffers.ArrayBufferWriter<byte>();
        Read(""" "hash":"h1","name":"ci-bot" """).WriteJson(written);
        AssertThrows("limit", Read(Encoding.UTF8.GetString(written.WrittenSpan).Trim('{', '}')));
    }

    [Fact]
    public void Key_whose_settings_are_null_is_copied() =>
        Assert.Equal(
            KeyRequest.Named("").IncludesByok(false),
            KeyRequest.CopyOf(Read("""
                "hash":"h1","name":null,"limit":null,"limit_reset":null,"include_byok_in_limit":null,"expires_at":null,"workspace_id":null,"creator_user_id":null
                """)));

    [Fact]
    public void Last_of_repeated_settings_counts()
    {
        Assert.Equal(5m, KeyRequest.CopyOf(Read($"{Complete},\"limit\":\"5\",\"limit\":5")).LimitUsd);
        AssertThrows("limit", Read($"{Complete},\"limit\":5,\"limit\":\"5\""));
    }

    [Fact]
    public void Key_built_in_code_is_copied() => Assert.Equal(KeyRequest.Named("a").IncludesByok(false), KeyRequest.CopyOf(new() { Hash = "h1", Name = "a" }));

    [Fact]
    public void Key_built_in_code_with_unknown_interval_or_additional_setting_throws()
    {
        AssertThrows("limit_reset", new() { Hash = "h1", Name = "a", LimitReset = LimitReset.Unknown });
        AssertThrows("limit", new() { Hash = "h1", Name = "a", AdditionalProperties = new Dictionary<string, JsonElement> { ["limit"] = JsonElement.Parse("\"5\"") } });
    }

    [Fact]
    public void Unknown_settings_that_are_set_in_code_are_copied()
    {
        var key = Read(""" "hash":"h1" """);
        var expected = KeyRequest.Named("a").Limit(5m).IncludesByok();

        Assert.Equal(expected, KeyRequest.CopyOf(key with { Name = "a", LimitUsd = 5m, LimitReset = LimitReset.Never, IncludeByokInLimit = true }));
        Assert.Equal(expected, KeyRequest.CopyOf(KeyUpdate.Empty.WithName("a").Limit(5m).NeverResets().IncludesByok().ApplyTo(key)));
        Assert.Equal(expected, KeyRequest.CopyOf(KeyUpdate.Empty.WithName("a").Limit(5m).NeverResets().IncludesByok().ApplyTo(
            Read(""" "hash":"h1","name":7,"limit":"5","limit_reset":"hourly","include_byok_in_limit":"yes" """))));
    }

    [Fact]
    public void Unknown_settings_do_not_affect_equality()
    {
        Assert.Equal(new KeyInfo { Hash = "h1" }, Read(""" "hash":"h1" """));
        Assert.Equal(new KeyInfo { Hash = "h1" }.GetHashCode(), Read(""" "hash":"h1" """).GetHashCode());
    }

    [Fact]
    public async Task Current_key_without_name_is_copied()
    {
        await using var server = new RawServer(RawServer.Respond(200, """{"data":{"limit":5,"limit_reset":null,"include_byok_in_limit":false}}"""));
        using var client = server.CreateClient();

        Assert.Equal(KeyRequest.Unnamed.Limit(5m).IncludesByok(false), KeyRequest.CopyOf(await client.GetCurrentAsync(cancellationToken: Token)));
    }

    [Fact]
    public async Task Current_key_without_limit_throws()
    {
        await using var server = new RawServer(RawServer.Respond(200, """{"data":{"limit_reset":null,"include_byok_in_limit":false}}"""));
        using var client = server.CreateClient();

        AssertThrows("limit", await client.GetCurrentAsync(cancellationToken: Token));
    }

    private static void AssertThrows(string name, KeyInfo key)
    {
        var exception = Assert.Throws<ArgumentException>(() => KeyRequest.CopyOf(key));
        Assert.StartsWith($"The key's '{name}' is missing from the API's response or could not be read", exception.Message, StringComparison.Ordinal);
    }

    private static KeyInfo Read(string properties) => CreationResponse.Read(Encoding.UTF8.GetBytes($$"""{"data":{{{properties}}},"key":"{{RawServer.Secret}}"}""")).Info;
}
