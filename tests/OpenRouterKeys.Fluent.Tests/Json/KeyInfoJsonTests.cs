using System.Text.Json;
using System.Text.Json.Serialization;
using FsCheck.Xunit;
using OpenRouterKeys.Fluent.Tests.Properties;

namespace OpenRouterKeys.Fluent.Tests.Json;

/// <summary>A key's metadata as System.Text.Json writes and reads it, for caches and web APIs.</summary>
[Properties(Arbitrary = [typeof(KeyInfoArbitraries)], MaxTest = 500, QuietOnSuccess = true)]
public partial class KeyInfoJsonTests
{
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly KeyInfo Key = new() { Hash = "h1", Name = "ci-bot", LimitUsd = 25m, LimitReset = LimitReset.Monthly, IsDisabled = true };

    // Which settings the response lacked is not written.
    private static KeyInfo Known(KeyInfo key) => key with { UnknownSettings = default };

    [Property]
    public bool Key_that_is_written_and_read_is_equal(KeyInfo key) => Known(key) == JsonSerializer.Deserialize<KeyInfo>(JsonSerializer.Serialize(key));

    [Property]
    public bool Key_with_a_naming_policy_that_is_written_and_read_is_equal(KeyInfo key) =>
        Known(key) == JsonSerializer.Deserialize<KeyInfo>(JsonSerializer.Serialize(key, JsonSerializerOptions.Web), JsonSerializerOptions.Web)
        && Known(key) == JsonSerializer.Deserialize<KeyInfo>(JsonSerializer.Serialize(key, SnakeCase), SnakeCase);

    [Property]
    public bool Key_in_a_source_generated_context_that_is_written_and_read_is_equal(KeyInfo key) =>
        Known(key) == JsonSerializer.Deserialize(JsonSerializer.Serialize(key, KeyContext.Default.KeyInfo), KeyContext.Default.KeyInfo);

    [Fact]
    public void Naming_policy_is_followed_and_the_interval_is_a_word()
    {
        var web = JsonSerializer.SerializeToElement(Key, JsonSerializerOptions.Web);

        Assert.Equal("monthly", web.GetProperty("limitReset").GetString());
        Assert.True(web.GetProperty("isDisabled").GetBoolean());
        Assert.Equal("monthly", JsonSerializer.SerializeToElement(Key, SnakeCase).GetProperty("limit_reset").GetString());
    }

    [Fact]
    public void Missing_properties_have_their_defaults_in_a_source_generated_context()
    {
        var expected = new KeyInfo { Hash = "h1" };

        Assert.Equal(expected, JsonSerializer.Deserialize("""{ "hash": "h1" }""", KeyContext.Default.KeyInfo));
        Assert.Equal(expected, JsonSerializer.Deserialize<KeyInfo>("""{ "Hash": "h1" }"""));
    }

    [Theory]
    [InlineData("null", LimitReset.Never)]
    [InlineData("\"never\"", LimitReset.Never)]
    [InlineData("\"daily\"", LimitReset.Daily)]
    [InlineData("\"weekly\"", LimitReset.Weekly)]
    [InlineData("\"monthly\"", LimitReset.Monthly)]
    [InlineData("\"unknown\"", LimitReset.Unknown)]
    public void Interval_is_read_from_its_word(string json, LimitReset expected) => Assert.Equal(expected, JsonSerializer.Deserialize<LimitReset>(json));

    [Theory]
    [InlineData("1")]
    [InlineData("\"1\"")]
    [InlineData("\"Daily\"")]
    [InlineData("\"daily, weekly\"")]
    [InlineData("true")]
    public void Other_values_are_not_intervals(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<LimitReset>(json));

    [Fact]
    public void Undefined_interval_is_not_written() => Assert.Throws<JsonException>(() => JsonSerializer.Serialize((LimitReset)7));

    [Fact]
    public void Interval_can_be_the_key_of_a_dictionary()
    {
        var limits = new Dictionary<LimitReset, decimal> { [LimitReset.Daily] = 1m, [LimitReset.Never] = 2m };
        var json = JsonSerializer.Serialize(limits);

        Assert.Equal("""{"daily":1,"never":2}""", json);
        Assert.Equal(limits, JsonSerializer.Deserialize<Dictionary<LimitReset, decimal>>(json));
    }

    [JsonSerializable(typeof(KeyInfo))]
    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    private sealed partial class KeyContext : JsonSerializerContext;
}
