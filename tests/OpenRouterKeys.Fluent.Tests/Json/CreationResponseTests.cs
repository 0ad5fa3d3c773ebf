using System.Text;
using System.Text.Json;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Tests.Json;

public class CreationResponseTests
{
    private static (string? Secret, KeyInfo Info) Read(string json)
    {
        var (secret, info) = CreationResponse.Read(Encoding.UTF8.GetBytes(json));
        return (secret, info);
    }

    private static KeyInfo ReadData(string properties) => Read("{\"key\":\"plaintext-secret\",\"data\":{" + properties + "}}").Info;

    [Theory]
    [InlineData("""{"key":"one-secret"}""")]
    [InlineData("""{"data":{"key":"one-secret"}}""")]
    [InlineData("""{"data":{"key":"other-secret"},"key":"one-secret"}""")]
    [InlineData("""{"key":"other-secret","key":"one-secret"}""")]
    [InlineData("""{"key":"one-secret","key":""}""")]
    [InlineData("""{"key":"one-secret","key":null}""")]
    [InlineData("""{"key":"one-secret","key":{"a":[1]}}""")]
    [InlineData("""{"data":{"key":"other-secret","key":"one-secret"}}""")]
    [InlineData("""{"data":{"key":"one-secret","key":""}}""")]
    [InlineData("""{/* " */"key":"one-secret","usage":NaN}""")]
    [InlineData("""{"k\u0065y":"one\u002dsecret"}""")]
    [InlineData("""{"data":{"key":"one-secret"},"data":{"hash":"h"}}""")]
    [InlineData("""{"data":{"key":"one-secret"},"key":7}""")]
    [InlineData("""{"data":null,"key":"one-secret"}""")]
    [InlineData("""{"data":"text","key":"one-secret"}""")]
    [InlineData("""{"data":[{"hash":"h"}],"key":"one-secret",}""")]
    [InlineData("""/* odd */ {"key":"one-secret"} trailing""")]
    [InlineData("""{"key":"one-secret","data":{"hash":"h1","usage":NaN}}""")]
    [InlineData("""{"key":"one-secret" """)]
    [InlineData("""{"data":{"hash":"h1","usage":NaN},"key":"one-secret"}""")]
    [InlineData("""{"data":{"key":"one-secret","usage":NaN}}""")]
    [InlineData("{\"data\":{\"name\":\"a\nb\"},\"key\":\"one-secret\"}")]
    [InlineData("""{"data":{"name":"a\xb","meta":{"key":"other"}},"key" : "one-secret"}""")]
    [InlineData("""{"data":{"workspace_id":"\ud800\ud800\ud800\ud800\ud800\ud800","created_at":"\ud800-01-01"},"key":"one-secret"}""")]
    public void Secret_is_read_from_any_response_that_contains_one(string json) => Assert.Equal("one-secret", Read(json).Secret);

    [Fact]
    public void Secret_after_deeply_nested_JSON_is_read()
    {
        var deep = new string('[', 100_000) + new string(']', 100_000);
        var (secret, info) = Read($$"""{"data":{"hash":"h1","deep":{{deep}},"name":"n"},"key":"one-secret"}""");

        Assert.Equal(("one-secret", "h1", "n"), (secret, info.Hash, info.Name));
        Assert.Empty(info.AdditionalProperties);
    }

    [Theory]
    [InlineData(64, 1)]
    [InlineData(65, 0)]
    public void AdditionalProperties_are_at_most_64_levels_deep(int depth, int count) =>
        Assert.Equal(count, ReadData($"\"x\":{new string('[', depth)}{new string(']', depth)}").AdditionalProperties.Count);

    [Theory]
    [InlineData("0", "0")]
    [InlineData("0.0", "0")]
    [InlineData("4.95e-05", "0.0000495")]
    [InlineData("6.458489999999999", "6.458489999999999")]
    [InlineData("-2", "-2")]
    public void Amount_is_read_exactly(string number, string usd)
    {
        Assert.Equal(TestText.ParseDecimal(usd), ReadData($"\"usage\":{number}").Usage.TotalUsd);
        Assert.Equal(TestText.ParseDecimal(usd), ReadData($"\"limit_remaining\":{number}").LimitRemainingUsd);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(1000)]
    public void Long_number_is_read(int digits) => Assert.Equal(0.5m, ReadData($"\"limit\":{"0.5".PadRight(digits, '0')}").LimitUsd);

    [Theory]
    [InlineData("\"limit\":1e-30")]
    [InlineData("\"limit\":1e300")]
    [InlineData("\"limit\":\"25\"")]
    [InlineData("\"limit\":{}")]
    [InlineData("\"usage\":true")]
    [InlineData("\"disabled\":\"no\"")]
    [InlineData("\"name\":7")]
    [InlineData("\"hash\":7")]
    [InlineData("\"limit_reset\":\"hourly\"")]
    [InlineData("\"limit_reset\":5")]
    [InlineData("\"created_at\":\"yesterday\"")]
    [InlineData("\"created_at\":1756031400")]
    [InlineData("\"created_at\":\"10:30\"")]
    [InlineData("\"workspace_id\":\"workspace-example\"")]
    [InlineData("\"workspace_id\":7")]
    [InlineData("\"external_user\":{\"user\":\"u\"}")]
    [InlineData("\"last_used_at\":\"yesterday\"")]
    [InlineData("\"last_used_at\":1796083449")]
    [InlineData("\"new_property\":\"u\"")]
    public void Property_of_an_unexpected_type_is_kept_in_AdditionalProperties(string json)
    {
        using var expected = JsonDocument.Parse($"{{{json}}}");
        var property = expected.RootElement.EnumerateObject().Single();
        var info = ReadData(json);

        Assert.True(JsonElement.DeepEquals(property.Value, Assert.Single(info.AdditionalProperties).Value));
        Assert.Equal(property.Name, info.AdditionalProperties.Keys.Single());
        Assert.Equal(json.Contains("hourly", StringComparison.Ordinal) ? LimitReset.Unknown : LimitReset.Never, info.LimitReset);
    }

    [Theory]
    [InlineData("2025-09-17T12:00:00Z", "2025-09-17T12:00:00Z")]
    [InlineData("2025-09-17T12:00:00.123456+00:00", "2025-09-17T12:00:00.123456Z")]
    [InlineData("2025-09-17T12:00:00.123Z", "2025-09-17T12:00:00.123Z")]
    [InlineData("2025-09-17T12:00:00+02:00", "2025-09-17T10:00:00Z")]
    [InlineData("2025-09-17T12:00:00", "2025-09-17T12:00:00Z")]
    [InlineData("2025-09-17", "2025-09-17T00:00:00Z")]
    [InlineData("""2025-09-17T12:00:00.123456\u002B00:00""", "2025-09-17T12:00:00.123456Z")]
    [InlineData("""2025-09-17T12:00:00\u002B02:00""", "2025-09-17T10:00:00Z")]
    [InlineData("""2025-09-17T12:00:00\u005A""", "2025-09-17T12:00:00Z")]
    [InlineData("""2025\u002d09-17T12:00:00""", "2025-09-17T12:00:00Z")]
    public void Time_is_converted_to_UTC(string text, string expected)
    {
        var read = ReadData($"\"created_at\":\"{text}\"").CreatedAt!.Value;

        Assert.Equal((TestTime.Parse(expected), TimeSpan.Zero), (read, read.Offset));
    }

    [Theory]
    [InlineData("""\u002B00:00""")]
    [InlineData("""2025-09-17T12:00:00Z\u0020""")]
    [InlineData("""2025-09-17T12:00:00Z\",\"x""")]
    [InlineData("""2025-09-17T12:00:00Z\n""")]
    [InlineData("""2025-09-17T12:00:00\u00e9""")]
    public void Escaped_text_that_is_not_a_time_is_kept_in_AdditionalProperties(string text)
    {
        var info = ReadData($"\"created_at\":\"{text}\"");

        Assert.Null(info.CreatedAt);
        Assert.Equal(["created_at"], info.AdditionalProperties.Keys);
    }

    [Fact]
    public void Escaped_names_and_values_are_read() =>
        Assert.Equal(
            new KeyInfo { Hash = "h/1", Name = "a+b", LimitUsd = 5, LimitReset = LimitReset.Daily, WorkspaceId = Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11") },
            ReadData("""
                "h\u0061sh":"h\/1","name":"a\u002Bb","limi\u0074":5,"limit_reset":"d\u0061ily","workspace_id":"0df9e665\u002dd932-5740-b2c7-b52af166bc11"
                """));

    [Fact]
    public void Null_is_read_as_absent() =>
        Assert.Equal(
            new KeyInfo { Hash = "" },
            ReadData("\"hash\":null,\"name\":null,\"disabled\":null,\"limit\":null,\"limit_reset\":null,\"usage\":null,\"created_at\":null,\"workspace_id\":null,\"new_member\":null"));

    [Fact]
    public void Last_of_repeated_properties_is_used()
    {
        Assert.Equal(new KeyInfo { Hash = "b", LimitUsd = 2 }, ReadData("\"hash\":\"a\",\"limit\":1,\"hash\":\"b\",\"limit\":2"));
        Assert.Empty(ReadData("\"limit\":\"x\",\"limit\":2").AdditionalProperties);
        Assert.Null(ReadData("\"limit\":1,\"limit\":\"x\"").LimitUsd);
        Assert.Equal(new KeyInfo { Hash = "b" }, Read("""{"data":{"hash":"a","name":"n"},"data":{"hash":"b"},"key":"plaintext-secret"}""").Info);
    }

    [Fact]
    public void Secret_is_removed_from_every_other_property()
    {
        var info = Read("""
            {"key":"plaintext-secret","data":{"hash":"plaintext-secret","name":"is plaintext-secret","label":"plaintext-secret",
             "creator_user_id":"plaintext-secret","external_user":"plaintext-secret","x":["a",{"y":"(plaintext-secret)"}],"plaintext-secret":1,"key":{"z":"plaintext-secret"},
             "other":"sk-or-v1-0123456789abcdef0123456789abcdef","kept":"fine"},"top":"plaintext-secret"}
            """).Info;

        Assert.Equal(("", "is ***", "***", "***", "***"), (info.Hash, info.Name, info.Label, info.CreatorUserId, info.ExternalUser));
        Assert.Equal(["kept"], info.AdditionalProperties.Keys);
    }

    [Fact]
    public void Management_key_is_removed_from_every_property()
    {
        var key = ManagementKey.From("mgmt-0123456789");
        var (_, info) = CreationResponse.Read(Encoding.UTF8.GetBytes("""{"data":{"hash":"mgmt-0123456789","name":"of mgmt-0123456789","note":"Bearer mgmt-0123456789"}}"""), key);

        Assert.Equal(("", "of ***", 0), (info.Hash, info.Name, info.AdditionalProperties.Count));
    }

    [Fact]
    public void Known_property_outside_data_is_ignored_if_data_exists()
    {
        Assert.Empty(Read("""{"data":{"hash":"h1"},"name":"other","hash":"zz","key":"one-secret"}""").Info.AdditionalProperties);
        Assert.Equal(["hash"], Read("""{"hash":"zz","key":"one-secret"}""").Info.AdditionalProperties.Keys);
        Assert.Empty(Read("""{"data":{"hash":"h1"},"foo":1,"foo":null,"key":"one-secret"}""").Info.AdditionalProperties);
    }

    [Fact]
    public void Unknown_property_outside_data_is_kept() => Assert.Equal(["warnings"], Read("""{"key":"one-secret","warnings":["w"]}""").Info.AdditionalProperties.Keys);

    [Fact]
    public void Lone_surrogate_does_not_prevent_reading()
    {
        var (secret, info) = Read("""{"data":{"name":"a\ud800","x":"\udc00","\ud800":1},"key":"one-secret"}""");

        Assert.Equal(("one-secret", TestText.Unescape("""a\ud800""")), (secret, info.Name));
    }

    [Fact]
    public void Invalid_UTF8_is_replaced_and_the_rest_is_read()
    {
        byte[] json = [.. "{\"data\":{\"name\":\"a"u8, 0xFF, .. "\",\"hash\":\"h1\"},\"key\":\"one-secret\"}"u8];
        var (secret, info) = CreationResponse.Read(json);

        Assert.Equal(("one-secret", "h1", "a\uFFFD"), (secret, info.Hash, info.Name));
    }

    [Fact]
    public void AdditionalProperties_are_compared_by_content()
    {
        Assert.Equal(ReadData("\"x\":[1,{\"a\":1.0}]"), ReadData("\"x\":[1,{\"a\":1.0}]"));
        Assert.Equal(ReadData("\"x\":1").GetHashCode(), ReadData("\"x\":1").GetHashCode());
        Assert.NotEqual(ReadData("\"x\":1"), ReadData("\"x\":2"));
        Assert.NotEqual(ReadData("\"x\":1"), ReadData("\"y\":1"));
    }

    [Fact]
    public void Truncated_number_is_ignored() =>
        Assert.Equal(new KeyInfo { Hash = "", LimitUsd = 5 }, Read("""{"key":"one-secret","data":{"limit":5,"usage":12""").Info);

    [Fact]
    public void AdditionalProperties_may_contain_trailing_commas() => Assert.Equal(["x"], ReadData("\"x\":[1,]").AdditionalProperties.Keys);

    [Fact]
    public void ToString_of_AdditionalProperties_lists_the_names() => Assert.Equal("[a, b]", ReadData("\"b\":1,\"a\":2").AdditionalProperties.ToString());

    [Fact]
    public void Key_that_is_not_a_string_is_not_kept() => Assert.Empty(ReadData("\"key\":17").AdditionalProperties);
}
