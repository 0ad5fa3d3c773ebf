using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OpenRouterKeys.Fluent.Tests;

public partial class KeyRequestTextTests
{
    private const string ExternalKey = "external+0123456789abcdef0123456789abcdef";

    private static readonly KeyRequest Full = KeyRequest.Named("ci-bot").ForExternalUser("customer-1", ApiKey.From(ExternalKey)).CreatedBy("user_1")
        .InWorkspace(Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11")).ExpiresAt(TestTime.Parse("2027-12-31T23:59:59Z"))
        .IncludesByok(false).ResetsMonthly().Limit(25.50m);

    private const string FullJson = """
        {"name":"ci-bot","limit":25.5,"limit_reset":"monthly","include_byok_in_limit":false,"expires_at":"2027-12-31T23:59:59Z","creator_user_id":"user_1","workspace_id":"0df9e665-d932-5740-b2c7-b52af166bc11","external":{"user":"customer-1","api_key":"external\u002B0123456789abcdef0123456789abcdef"}}
        """;

    [Fact]
    public void ToJson_writes_properties_in_the_order_of_the_API() => Assert.Equal(FullJson, Full.ToJson());

    [Fact]
    public void ToJson_omits_settings_that_are_not_set() => Assert.Equal("""{"name":"ci-bot"}""", KeyRequest.Named("ci-bot").ToJson());

    [Fact]
    public void External_user_without_an_API_key_is_written_alone() =>
        Assert.Equal("""{"name":"ci-bot","external":{"user":"u"}}""", KeyRequest.Named("ci-bot").ForExternalUser("u").ToJson());

    [Fact]
    public void WriteJson_writes_the_same_JSON_as_ToJson()
    {
        var utf8 = new ArrayBufferWriter<byte>();
        Full.WriteJson(utf8);
        Full.WriteJson(utf8);

        Assert.Equal(FullJson + FullJson, Encoding.UTF8.GetString(utf8.WrittenSpan));
    }

    [Fact]
    public void WriteJson_does_not_allocate_after_warm_up()
    {
        var utf8 = new ArrayBufferWriter<byte>(1024);
        long MeasureAllocatedBytes()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            utf8.ResetWrittenCount();
            Full.WriteJson(utf8);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        var min = Enumerable.Range(0, 1000).Min(_ => MeasureAllocatedBytes());

        Assert.Equal(0, min);
    }

    [Fact]
    public void Expiration_is_written_and_read_to_the_tick()
    {
        var request = KeyRequest.Named("a").ExpiresAt(TestTime.Parse("2030-01-01T00:00:00.1234567Z"));

        Assert.Equal("""{"name":"a","expires_at":"2030-01-01T00:00:00.1234567Z"}""", request.ToJson());
        Assert.Equal(request, KeyRequest.FromJson(request.ToJson()));
    }

    [Fact]
    public void JsonSerializer_writes_and_reads_the_same_JSON_with_any_options()
    {
        JsonSerializerOptions[] all = [JsonSerializerOptions.Default, JsonSerializerOptions.Web, new() { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseUpper }];
        foreach (var options in all)
        {
            Assert.Equal(FullJson, JsonSerializer.Serialize(Full, options));
            Assert.Equal(Full, JsonSerializer.Deserialize<KeyRequest>(FullJson, options));
        }
    }

    [Fact]
    public void Source_generated_context_writes_and_reads_the_same_JSON()
    {
        var job = new Job("nightly", Full);
        var json = JsonSerializer.Serialize(job, UserContext.Default.Job);

        Assert.Equal($$"""{"Queue":"nightly","Request":{{FullJson}}}""", json);
        Assert.Equal(job, JsonSerializer.Deserialize(json, UserContext.Default.Job));
    }

    [Fact]
    public void JsonSerializer_reports_rule_violations_in_a_JsonException()
    {
        var exception = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<KeyRequest>("""{"name":"a","limit":-1}"""));

        Assert.Equal("ORK1004", Assert.Single(Assert.IsType<InvalidKeyRequestException>(exception.InnerException).Violations).Id);
    }

    [Fact]
    public void JsonSerializer_reports_a_syntax_error_in_a_JsonException()
    {
        var exception = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Job>("""{"Queue":"q","Request":{"name":"a",}}"""));

        Assert.Equal("ORK4001", Assert.Single(Assert.IsType<InvalidKeyRequestException>(exception.InnerException).Violations).Id);
    }

    [Fact]
    public void Writing_an_undefined_interval_throws_InvalidKeyRequestException()
    {
        var request = KeyRequest.Named("a").Limit(1m).Resets((LimitReset)7);

        foreach (var write in new Action[] { () => request.ToJson(), () => request.WriteJson(new ArrayBufferWriter<byte>()), () => JsonSerializer.Serialize(request) })
        {
            Assert.Equal("ORK1006", Assert.Single(Assert.Throws<InvalidKeyRequestException>(write).Violations).Id);
        }
    }

    [Fact]
    public void WriteJson_to_a_buffer_that_writes_another_request_writes_both()
    {
        var inner = "";
        var outer = new CallbackBuffer(() => inner = KeyRequest.Named("inner").ToJson());
        KeyRequest.Named("outer").WriteJson(outer);

        Assert.Equal("""{"name":"outer"}{"name":"inner"}""", outer.Text + inner);
    }

    [Fact]
    public void ToString_contains_the_settings_that_are_set() =>
        Assert.Equal(
            "KeyRequest { Name = ci-bot, LimitUsd = 25.5, LimitReset = Monthly, IncludeByokInLimit = False, Expiration = 2027-12-31T23:59:59Z, "
            + "WorkspaceId = 0df9e665-d932-5740-b2c7-b52af166bc11, CreatorUserId = user_1, ExternalUser = customer-1, ExternalApiKey = *** }",
            Full.ToString());

    [Theory]
    [InlineData("a\nb", """a\u000Ab""")]
    [InlineData("sk-or-v1-0123456789abcdef0123456789abcdef is mine", "*** is mine")]
    [InlineData("""\uD800""", """\uD800""")]
    public void ToString_escapes_control_characters_and_masks_keys(string name, string expected) =>
        Assert.Equal($"KeyRequest {{ Name = {expected} }}", KeyRequest.Named(TestText.Unescape(name)).ToString());

    [Fact]
    public void ToString_masks_the_external_API_key_and_a_key_in_the_external_user()
    {
        const string Key = "sk-or-v1-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

        Assert.Equal(
            "KeyRequest { Name = a, ExternalUser = ***, ExternalApiKey = sk-or-v1-012...def }", KeyRequest.Named("a").ForExternalUser(Key, ApiKey.From(Key)).ToString());
    }

    [Fact]
    public void ToString_truncates_a_long_name_between_characters()
    {
        Assert.True(KeyRequest.Named(new string('x', 100_000)).ToString().Length < 200);
        Assert.Contains("aa...", KeyRequest.Named(new string('a', 96) + "😀bbbbbbb").ToString(), StringComparison.Ordinal);
    }

    public sealed record Job(string Queue, KeyRequest Request);

    [JsonSerializable(typeof(Job))]
    internal sealed partial class UserContext : JsonSerializerContext;

    private sealed class CallbackBuffer(Action callback) : IBufferWriter<byte>
    {
        private readonly ArrayBufferWriter<byte> _buffer = new();

        public string Text => Encoding.UTF8.GetString(_buffer.WrittenSpan);

        public void Advance(int count) => _buffer.Advance(count);

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            callback();
            return _buffer.GetMemory(sizeHint);
        }

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
    }
}
