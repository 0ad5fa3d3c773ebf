using System.Text;
using System.Text.Json;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Tests.Json;

public class CreationAnswerTests
{
    private static (string? Secret, KeyInfo Info) Read(string json)
    {
        var (secret, info) = CreationResponse.Read(Encoding.UTF8.GetBytes(json));
        return (secret, info);
    }

    private static KeyInfo Data(string members) => Read("{\"key\":\"plaintext-secret\",\"data\":{" + members + "}}").Info;

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
    public void A_secret_is_found_wherever_it_may_stand(string json) => Assert.Equal("one-secret", Read(json).Secret);

    [Fact]
    public void A_secret_is_found_behind_any_depth()
    {
        var deep = new string('[', 100_000) + new string(']', 100_000);
        var (secret, info) = Read($$"""{"data":{"hash":"h1","deep":{{deep}},"name":"n"},"key":"one-secret"}""");

        Assert.Equal(("one-secret", "h1", "n"), (secret, info.Hash, info.Name));
        Assert.Empty(info.AdditionalProperties);
    }

    [Theory]
    [InlineData(64, 1)]
    [InlineData(65, 0)]
    public void Extra_is_at_most_64_deep(int depth, int kept) =>
        Assert.Equal(kept, Data($"\"x\":{new string('[', depth)}{new string(']', depth)}").AdditionalProperties.Count);

    [Theory]
    [InlineData("0", "0")]
    [InlineData("0.0", "0")]
    [InlineData("4.95e-05", "0.0000495")]
    [InlineData("6.458489999999999", "6.458489999999999")]
    [InlineData("-2", "-2")]
    public void Numbers_are_read_exactly(string number, string usd)
    {
        Assert.Equal(Decimals.Of(usd), Data($"\"usage\":{number}").Usage.TotalUsd);
        Assert.Equal(Decimals.Of(usd), Data($"\"limit_remaining\":{number}").LimitRemainingUsd);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(1000)]
    public void A_number_may_be_long(int digits) => Assert.Equal(0.5m, Data($"\"limit\":{"0.5".PadRight(digits, '0')}").LimitUsd);

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
    [InlineData("\"external_user\":\"u\"")]
    public void What_has_an_unexpected_type_is_kept_and_throws_nothing(string member)
    {
        using var expected = JsonDocument.Parse($"{{{member}}}");
        var property = expected.RootElement.EnumerateObject().Single();
        var info = Data(member);

        Assert.True(JsonElement.DeepEquals(property.Value, Assert.Single(info.AdditionalProperties).Value));
        Assert.Equal(property.Name, info.AdditionalProperties.Keys.Single());
        Assert.Equal(member.Contains("hourly", StringComparison.Ordinal) ? LimitReset.Unknown : LimitReset.Never, info.LimitReset);
    }

    [Theory]
    [InlineData("2025-09-17T12:00:00Z", "2025-09-17T12:00:00Z")]
    [InlineData("2025-09-17T12:00:00.123456+00:00", "2025-09-17T12:00:00.123456Z")]
    [InlineData("2025-09-17T12:00:00.123Z", "2025-09-17T12:00:00.123Z")]
    [InlineData("2025-09-17T12:00:00+02:00", "2025-09-17T10:00:00Z")]
    [InlineData("2025-09-17T12:00:00", "2025-09-17T12:00:00Z")]
    [InlineData("2025-09-17", "2025-09-17T00:00:00Z")]
    public void An_instant_is_read_in_UTC(string text, string instant)
    {
        var read = Data($"\"created_at\":\"{text}\"").CreatedAt!.Value;

        Assert.Equal((Instants.At(instant), TimeSpan.Zero), (read, read.Offset));
    }

    [Fact]
    public void Null_means_absent() =>
        Assert.Equal(
            new KeyInfo { Hash = "" },
            Data("\"hash\":null,\"name\":null,\"disabled\":null,\"limit\":null,\"limit_reset\":null,\"usage\":null,\"created_at\":null,\"workspace_id\":null,\"new_member\":null"));

    [Fact]
    public void Of_repeated_members_the_last_counts()
    {
        Assert.Equal(new KeyInfo { Hash = "b", LimitUsd = 2 }, Data("\"hash\":\"a\",\"limit\":1,\"hash\":\"b\",\"limit\":2"));
        Assert.Empty(Data("\"limit\":\"x\",\"limit\":2").AdditionalProperties);
        Assert.Null(Data("\"limit\":1,\"limit\":\"x\"").LimitUsd);
        Assert.Equal(new KeyInfo { Hash = "b" }, Read("""{"data":{"hash":"a","name":"n"},"data":{"hash":"b"},"key":"plaintext-secret"}""").Info);
    }

    [Fact]
    public void The_secret_is_told_nowhere_else()
    {
        var info = Read("""
            {"key":"plaintext-secret","data":{"hash":"plaintext-secret","name":"is plaintext-secret","label":"plaintext-secret",
             "creator_user_id":"plaintext-secret","x":["a",{"y":"(plaintext-secret)"}],"plaintext-secret":1,"key":{"z":"plaintext-secret"},
             "other":"sk-or-v1-0123456789abcdef0123456789abcdef","kept":"fine"},"top":"plaintext-secret"}
            """).Info;

        Assert.Equal(("", "is ***", "***", "***"), (info.Hash, info.Name, info.Label, info.CreatorUserId));
        Assert.Equal(["kept"], info.AdditionalProperties.Keys);
    }

    [Fact]
    public void The_management_key_is_told_nowhere()
    {
        var key = ManagementKey.From("mgmt-0123456789");
        var (_, info) = CreationResponse.Read(Encoding.UTF8.GetBytes("""{"data":{"hash":"mgmt-0123456789","name":"of mgmt-0123456789","note":"Bearer mgmt-0123456789"}}"""), key);

        Assert.Equal(("", "of ***", 0), (info.Hash, info.Name, info.AdditionalProperties.Count));
    }

    [Fact]
    public void Beside_the_data_a_member_of_the_datas_is_not_the_keys()
    {
        Assert.Empty(Read("""{"data":{"hash":"h1"},"name":"other","hash":"zz","key":"one-secret"}""").Info.AdditionalProperties);
        Assert.Equal(["hash"], Read("""{"hash":"zz","key":"one-secret"}""").Info.AdditionalProperties.Keys);
        Assert.Empty(Read("""{"data":{"hash":"h1"},"foo":1,"foo":null,"key":"one-secret"}""").Info.AdditionalProperties);
    }

    [Fact]
    public void Members_beside_the_data_are_kept() => Assert.Equal(["warnings"], Read("""{"key":"one-secret","warnings":["w"]}""").Info.AdditionalProperties.Keys);

    [Fact]
    public void Half_of_a_surrogate_pair_loses_nothing()
    {
        var (secret, info) = Read("""{"data":{"name":"a\ud800","x":"\udc00","\ud800":1},"key":"one-secret"}""");

        Assert.Equal(("one-secret", Escaped.Text("""a\ud800""")), (secret, info.Name));
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_lose_nothing_else()
    {
        byte[] json = [.. "{\"data\":{\"name\":\"a"u8, 0xFF, .. "\",\"hash\":\"h1\"},\"key\":\"one-secret\"}"u8];
        var (secret, info) = CreationResponse.Read(json);

        Assert.Equal(("one-secret", "h1", "a\uFFFD"), (secret, info.Hash, info.Name));
    }

    [Fact]
    public void Extra_is_compared_by_content()
    {
        Assert.Equal(Data("\"x\":[1,{\"a\":1.0}]"), Data("\"x\":[1,{\"a\":1.0}]"));
        Assert.Equal(Data("\"x\":1").GetHashCode(), Data("\"x\":1").GetHashCode());
        Assert.NotEqual(Data("\"x\":1"), Data("\"x\":2"));
        Assert.NotEqual(Data("\"x\":1"), Data("\"y\":1"));
    }

    [Fact]
    public void A_number_that_the_answer_breaks_off_in_is_not_told() =>
        Assert.Equal(new KeyInfo { Hash = "", LimitUsd = 5 }, Read("""{"key":"one-secret","data":{"limit":5,"usage":12""").Info);

    [Fact]
    public void Extra_may_hold_trailing_commas() => Assert.Equal(["x"], Data("\"x\":[1,]").AdditionalProperties.Keys);

    [Fact]
    public void Extra_is_shown_by_its_names() => Assert.Equal("[a, b]", Data("\"b\":1,\"a\":2").AdditionalProperties.ToString());

    [Fact]
    public void What_is_no_text_where_the_secret_belongs_is_not_kept() => Assert.Empty(Data("\"key\":17").AdditionalProperties);
}
