using System.Text;

namespace OpenRouterKeys.Fluent.Tests.Rules;

public class FromJsonTests
{
    private static string[] Violations(string json) =>
        [.. Assert.Throws<InvalidKeyRequestException>(() => KeyRequest.FromJson(json)).Violations.Select(r => $"{r.Id} {r.JsonPath} {r.Line}:{r.Column}")];

    [Theory]
    [InlineData("", 1, 1, "it is empty")]
    [InlineData("{\"name\":\"a\"", 1, 12, "it ends unexpectedly")]
    [InlineData("{\"name\":\"a\"\r", 2, 1, "it ends unexpectedly")]
    [InlineData("{\"name\":\"a\n\"}", 1, 11, "control character")]
    [InlineData("{\"name\":\"a\"}\r\n x", 2, 2, "unexpected text after the JSON value")]
    [InlineData("// hello\n{}", 1, 1, "comments")]
    [InlineData("{\"name\":\"a\",}", 1, 13, "name in double quotes")]
    [InlineData("{\"name\":01}", 1, 10, "comma or }")]
    [InlineData("{'name':1}", 1, 2, "double quotes")]
    [InlineData("\uFEFF{}", 1, 1, "byte order mark")]
    [InlineData("{\"name\":\"\\x\"}", 1, 11, "escape")]
    [InlineData("{\"name\\}", 1, 8, "escape")]
    [InlineData("{\"name\":tru}", 1, 9, "expected true")]
    [InlineData("{\"name\":-}", 1, 10, "digit")]
    public void Syntax_error_reports_only_ORK4001(string json, int line, int column, string what)
    {
        var rule = Assert.Single(Assert.Throws<InvalidKeyRequestException>(() => KeyRequest.FromJson(json)).Violations);

        Assert.Equal(("ORK4001", "", "$", line, column), (rule.Id, rule.Property, rule.JsonPath, rule.Line, rule.Column));
        Assert.Contains(what, rule.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, "ORK4003")]
    [InlineData(65, "ORK4001")]
    [InlineData(100_000, "ORK4001")]
    public void Nesting_of_more_than_64_levels_reports_ORK4001(int depth, string id) =>
        Assert.StartsWith(id, Assert.Single(Violations(new string('[', depth) + new string(']', depth))), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"name":"a","nmae":"b"}""", "ORK4002 $['nmae'] 1:13")]
    [InlineData("""{"name":"a","name":"a"}""", "ORK4002 $.name 1:13")]
    [InlineData("""{"name":"a","n\u0061me":"a"}""", "ORK4002 $.name 1:13")]
    [InlineData("""{"limit":1}""", "ORK4003 $.name 1:1")]
    [InlineData("""{"name":null}""", "ORK4003 $.name 1:9")]
    [InlineData("""{"name":1}""", "ORK4003 $.name 1:9")]
    [InlineData("""{"name":"a","limit":"25"}""", "ORK4003 $.limit 1:21")]
    [InlineData("""{"name":"a","limit":1e-30}""", "ORK4003 $.limit 1:21")]
    [InlineData("""{"name":"a","limit":1e400}""", "ORK4003 $.limit 1:21")]
    [InlineData("""{"name":"a","limit":79228162514264337593543950336}""", "ORK4003 $.limit 1:21")]
    [InlineData("""{"name":"a","limit":0.12345678901234567890123456789}""", "ORK4003 $.limit 1:21")]
    [InlineData("""{"name":"a","limit_reset":1}""", "ORK4003 $.limit_reset 1:27")]
    [InlineData("""{"name":"a","limit_reset":"hourly"}""", "ORK1006 $.limit_reset 1:27")]
    [InlineData("""{"name":"a","limit_reset":"Monthly"}""", "ORK1006 $.limit_reset 1:27")]
    [InlineData("""{"name":"a","include_byok_in_limit":null}""", "ORK4003 $.include_byok_in_limit 1:37")]
    [InlineData("""{"name":"a","include_byok_in_limit":"true"}""", "ORK4003 $.include_byok_in_limit 1:37")]
    [InlineData("""{"name":"a","expires_at":"2030-01-01T00:00:00+00:00"}""", "ORK4003 $.expires_at 1:26")]
    [InlineData("""{"name":"a","expires_at":"2030-01-01T00:00Z"}""", "ORK4003 $.expires_at 1:26")]
    [InlineData("""{"name":"a","expires_at":"2030-02-29T00:00:00Z"}""", "ORK4003 $.expires_at 1:26")]
    [InlineData("""{"name":"a","expires_at":"2030-01-01T00:00:00.Z"}""", "ORK4003 $.expires_at 1:26")]
    [InlineData("""{"name":"a","expires_at":"2030-01-01T24:00:00Z"}""", "ORK4003 $.expires_at 1:26")]
    [InlineData("""{"name":"a","expires_at":"0000-01-01T00:00:00Z"}""", "ORK4003 $.expires_at 1:26")]
    [InlineData("""{"name":"a","expires_at":1893456000}""", "ORK4003 $.expires_at 1:26")]
    [InlineData("""{"name":"a","expires_at":"2025-11-10T23:59:59.9999999Z"}""", "ORK1008 $.expires_at 1:26")]
    [InlineData("""{"name":"a","creator_user_id":7}""", "ORK4003 $.creator_user_id 1:31")]
    [InlineData("""{"name":"a","creator_user_id":" "}""", "ORK1009 $.creator_user_id 1:31")]
    [InlineData("""{"name":"a","workspace_id":null}""", "ORK4003 $.workspace_id 1:28")]
    [InlineData("""{"name":"a","workspace_id":"0df9e665d9325740b2c7b52af166bc11"}""", "ORK4003 $.workspace_id 1:28")]
    [InlineData("""{"name":"a","workspace_id":"00000000-0000-0000-0000-000000000000"}""", "ORK1010 $.workspace_id 1:28")]
    [InlineData("""{"name":"a","external":null}""", "ORK4003 $.external 1:24")]
    [InlineData("""{"name":"a","external":"u"}""", "ORK4003 $.external 1:24")]
    [InlineData("""{"name":"a","external":[{"user":"u"}]}""", "ORK4003 $.external 1:24")]
    [InlineData("""{"name":"a","external": {}}""", "ORK4003 $.external.user 1:25")]
    [InlineData("""{"name":"a","external":{"user":null}}""", "ORK4003 $.external.user 1:32")]
    [InlineData("""{"name":"a","external":{"user":7}}""", "ORK4003 $.external.user 1:32")]
    [InlineData("""{"name":"a","external":{"user":" "}}""", "ORK1012 $.external.user 1:32")]
    [InlineData("""{"name":"a","external":{"user":"\u0000"}}""", "ORK1012 $.external.user 1:32")]
    [InlineData("""{"name":"a","external":{"user":"u\udc00"}}""", "ORK1012 $.external.user 1:32")]
    [InlineData("""{"name":"a","external":{"user":"u","user":"u"}}""", "ORK4002 $.external.user 1:36")]
    [InlineData("""{"name":"a","external":{"user":"u","\u0075ser":"u"}}""", "ORK4002 $.external.user 1:36")]
    [InlineData("""{"name":"a","external":{"user":"u","name":"u"}}""", "ORK4002 $.external['name'] 1:36")]
    [InlineData("""{"name":"a","external":{"user":"u","api_key":null}}""", "ORK4003 $.external.api_key 1:46")]
    [InlineData("""{"name":"a","external":{"user":"u","api_key":{"user":"u"}}}""", "ORK4003 $.external.api_key 1:46")]
    [InlineData("""{"name":"a","external":{"user":"u","api_key":"0123456789abcdef0123456789abcde"}}""", "ORK1013 $.external.api_key 1:46")]
    [InlineData("""{"name":"a","external":{"user":"u","api_key":""}}""", "ORK1013 $.external.api_key 1:46")]
    [InlineData("""{"name":"a","external":{"user":"u","api_key":"                                        "}}""", "ORK1013 $.external.api_key 1:46")]
    [InlineData("""{"name":"a","external":{"user":"u"},"external":{}}""", "ORK4002 $.external 1:37")]
    [InlineData("""{"name":"a","user":"u"}""", "ORK4002 $['user'] 1:13")]
    [InlineData("""{"name":"a","external_user":"u"}""", "ORK4002 $['external_user'] 1:13")]
    [InlineData("""{"name":"\ud800"}""", "ORK1003 $.name 1:9")]
    [InlineData("""[]""", "ORK4003 $ 1:1")]
    [InlineData(""" "text" """, "ORK4003 $ 1:2")]
    [InlineData("""null""", "ORK4003 $ 1:1")]
    public void Violation_is_reported_with_its_JSON_path_line_and_column(string json, string expected) => Assert.Equal([expected], Violations(json));

    [Theory]
    [InlineData("2025-11-11T00:00:00Z")]
    [InlineData("2026-01-01T00:00:00.5Z")]
    [InlineData("2026-01-01T00:00:00.12345670000Z")]
    public void Expiration_in_the_past_but_after_the_floor_is_read(string time) =>
        Assert.Equal(TestTime.Parse(time), KeyRequest.FromJson($$"""{"name":"a","expires_at":"{{time}}"}""").Expiration);

    [Fact]
    public void All_violations_are_reported_in_the_order_of_the_text() =>
        Assert.Equal(
            ["ORK1001 $.name 2:11", "ORK1004 $.limit 3:12", "ORK4002 $['limits'] 4:3", "ORK1006 $.limit_reset 5:18"],
            Violations("{\n  \"name\": \"\",\r\n  \"limit\": -1,\n  \"limits\": 2,\r  \"limit_reset\": \"yearly\"\n}"));

    [Fact]
    public void Violations_inside_external_are_reported_in_the_order_of_the_text() =>
        Assert.Equal(
            ["ORK4003 $.name 1:1", "ORK4003 $.external.user 2:15", "ORK4002 $.external['usr'] 3:5", "ORK1013 $.external.api_key 4:16", "ORK1004 $.limit 6:12"],
            Violations("{\n  \"external\": {\n    \"usr\": \"u\",\r\n    \"api_key\": \"k\"\n  },\n  \"limit\": -1\n}"));

    [Fact]
    public void Null_is_read_as_absent_where_the_API_allows_it() =>
        Assert.Equal(
            KeyRequest.Named("a"),
            KeyRequest.FromJson("""{"name":"a","limit":null,"limit_reset":null,"expires_at":null,"creator_user_id":null}"""));

    [Fact]
    public void Warning_does_not_throw() => Assert.Equal(KeyRequest.Named("a").ResetsDaily(), KeyRequest.FromJson("""{"limit_reset":"daily","name":"a"}"""));

    [Theory]
    [InlineData("limits", "Did you mean 'limit'?")]
    [InlineData("LimitReset", "Did you mean 'limit_reset'?")]
    [InlineData("include_byok", "Use one of these: name, limit,")]
    [InlineData("sk-or-v1-0123456789abcdef", "'***' is not a property")]
    [InlineData("externals", "Did you mean 'external'?")]
    [InlineData("external_user", "Use one of these: name, limit,")]
    public void Unknown_property_is_reported_with_a_suggestion_and_without_keys(string property, string expected)
    {
        var exception = Assert.Throws<InvalidKeyRequestException>(() => KeyRequest.FromJson($$"""{"name":"a","{{property}}":1}"""));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcdef", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_without_a_byte_order_mark_report_ORK4001()
    {
        Assert.Equal(KeyRequest.Named("Zoë 😀"), KeyRequest.FromJson("""{"name":"Zoë 😀"}"""u8));
        byte[][] invalid = [[0xEF, 0xBB, 0xBF, .. "{}"u8], Encoding.Unicode.GetBytes("{}"), [.. "{\"name\":\""u8, 0xFF, .. "\"}"u8]];
        foreach (var bytes in invalid)
        {
            Assert.Equal("ORK4001", Assert.Single(Assert.Throws<InvalidKeyRequestException>(() => KeyRequest.FromJson(bytes)).Violations).Id);
        }

        Assert.Equal(12, Assert.Single(Assert.Throws<InvalidKeyRequestException>(() => KeyRequest.FromJson([.. "{\"name\":\"é"u8, 0x62, 0xFF, 0x22, 0x7D])).Violations).Column);
    }

    [Theory]
    [InlineData("25", "25")]
    [InlineData("2.50e1", "25")]
    [InlineData("0.1e-27", "0.0000000000000000000000000001")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("7e28", "70000000000000000000000000000")]
    [InlineData("0e999999999999", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("100000000000000000000000000000000e-20", "1000000000000")]
    public void Limit_is_read_exactly(string json, string usd) =>
        Assert.Equal(TestText.ParseDecimal(usd), KeyRequest.FromJson($$"""{"name":"a","limit":{{json}}}""").LimitUsd);

    [Theory]
    [InlineData("""{"limit":5,"limit_reset":"daily"}""", "")]
    [InlineData("""{"name":"a","limit":5,"limit_reset":"daily"}""", "a")]
    public void TemplateFromJson_reads_a_template_with_or_without_a_name(string json, string name) =>
        Assert.Equal(KeyRequest.Unnamed.WithName(name).Limit(5m).ResetsDaily(), KeyRequest.TemplateFromJson(json));

    [Fact]
    public void TemplateFromJson_reports_every_violation_with_its_position()
    {
        var exception = Assert.Throws<InvalidKeyRequestException>(() => KeyRequest.TemplateFromJson("""{"limits":5,"limit":-1}"""));

        Assert.Equal(["ORK4002 1:2", "ORK1004 1:21"], exception.Violations.Select(violation => $"{violation.Id} {violation.Line}:{violation.Column}"));
    }
}
