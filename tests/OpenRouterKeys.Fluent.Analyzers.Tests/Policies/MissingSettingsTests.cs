using OpenRouterKeys.Fluent.Analyzers.Tests.PropertyTests;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Policies;

/// <summary>Tests ORK5001 to ORK5008 for settings that a request lacks where it is used.</summary>
public class MissingSettingsTests
{
    private const string LimitPolicy = """{ "require_limit": true }""";
    private const string Full = """
        { "require_limit": true, "require_reset": true, "require_expiration": true, "require_workspace": true, "require_external_user": true }
        """;

    [Theory]
    [InlineData("await KeyRequest.Named(\"a\").{|ORK5001:SendAsync(client)|}")]
    [InlineData("await KeyRequest.Named(text).IncludesByok().{|ORK5001:SendAsync(client)|}")]
    [InlineData("await client.CreateAsync({|ORK5001:KeyRequest.Named(\"a\")|})")]
    [InlineData("await client.CreateAsync(cancellationToken: default, request: {|ORK5001:KeyRequest.Named(\"a\")|})")]
    [InlineData("await ((IOpenRouterKeysClient)client).CreateAsync({|ORK5001:KeyRequest.Named(\"a\")|})")]
    [InlineData("await client.CreateAsync({|ORK5001:KeyRequest.Named(\"a\")|}, (created, token) => Task.CompletedTask)")]
    [InlineData("await client.CreateOnceAsync({|ORK5001:KeyRequest.Named(\"a\").IncludesByok()|}, (created, token) => Task.CompletedTask)")]
    [InlineData("client.CreateManyAsync([{|ORK5001:KeyRequest.Named(\"a\")|}, KeyRequest.Named(\"b\").Limit(1m), request, {|ORK5001:KeyRequest.Named(\"c\")|}], (created, token) => Task.CompletedTask)")]
    [InlineData("client.CreateManyAsync(new[] { {|ORK5001:KeyRequest.Named(\"a\")|} }, (created, token) => Task.CompletedTask)")]
    [InlineData("KeyRequest.Named(\"a\").{|ORK5001:Validate()|}")]
    [InlineData("KeyRequest.Named(\"a\").{|ORK5001:Validate(policy: null, TimeProvider.System)|}")]
    [InlineData("KeyRequest.Named(\"a\").{|ORK5001:EnsureValid()|}")]
    [InlineData("KeyRequest.Named(\"a\").{|ORK5001:EnsureValid()|}.ToJson()")]
    [InlineData("await KeyRequest.Named(\"a\").{|ORK5001:EnsureValid()|}.ResetsDaily().EnsureValid().SendAsync(client)")]
    [InlineData("KeyRequest.Named(\"a\").{|ORK5001:ToJson()|}")]
    [InlineData("(KeyRequest.Named(\"a\")).{|ORK5001:ToJson()|}")]
    [InlineData("KeyRequest.Unnamed.WithName(text).{|ORK5001:ToJson()|}")]
    [InlineData("KeyRequest.Named(\"a\").Limit(5m).{|ORK2002:Unlimited()|}.{|ORK5001:ToJson()|}")]
    [InlineData("request.Unlimited().{|ORK5001:ToJson()|}")]
    [InlineData("request?.Unlimited().{|ORK5001:ToJson()|}")]
    [InlineData("await request.Unlimited()?.{|ORK5001:SendAsync(client)|}")]
    [InlineData("(amount > 5m ? request : KeyRequest.Named(\"a\")).Unlimited().{|ORK5001:ToJson()|}")]
    [InlineData("KeyRequest.FromJson(\"{\\\"name\\\":\\\"a\\\"}\").{|ORK5001:ToJson()|}")]
    [InlineData("KeyRequest.FromJson(\"{\\\"name\\\":\\\"a\\\",\\\"limit\\\":null}\").{|ORK5001:ToJson()|}")]
    [InlineData("KeyRequest.TemplateFromJson(\"{}\").WithName(text).{|ORK5001:ToJson()|}")]
    [InlineData("JsonSerializer.Deserialize<KeyRequest>(\"{\\\"name\\\":\\\"a\\\"}\").{|ORK5001:ToJson()|}")]
    [InlineData("JsonSerializer.Deserialize<KeyRequest>(\"{\\\"name\\\":\\\"a\\\"}\")!.{|ORK5001:ToJson()|}")]
    public Task Missing_limit_is_reported_at_the_use(string expression) => Verify.BodyWithPolicy(LimitPolicy, $"var x = {expression};");

    [Theory]
    [InlineData("KeyRequest.Named(\"a\")")]
    [InlineData("KeyRequest.Named(\"a\").Unlimited()")]
    [InlineData("KeyRequest.Named(\"a\").Limit(0m).ToJson()")]
    [InlineData("KeyRequest.Named(\"a\").Limit(amount).ToJson()")]
    [InlineData("KeyRequest.Named(\"a\").Unlimited().{|ORK2002:Limit(5m)|}.ToJson()")]
    [InlineData("await KeyRequest.Named(\"a\").Limit(5m).SendAsync(client)")]
    [InlineData("await client.CreateAsync(KeyRequest.Named(\"a\").Limit(amount))")]
    [InlineData("request.ToJson()")]
    [InlineData("await request.SendAsync(client)")]
    [InlineData("await request.WithName(text).SendAsync(client)")]
    [InlineData("KeyRequest.FromJson(text).ToJson()")]
    [InlineData("KeyRequest.FromJson(\"{\\\"name\\\":\\\"a\\\",\\\"limit\\\":5}\").ToJson()")]
    [InlineData("KeyRequest.CopyOf(await client.GetAsync(\"h\")).ToJson()")]
    [InlineData("(amount > 5m ? KeyRequest.Named(\"a\") : request).ToJson()")]
    [InlineData("(request ?? KeyRequest.Named(\"a\")).ToJson()")]
    [InlineData("client.CreateManyAsync([request, KeyRequest.Named(\"b\").Limit(1m)], (created, token) => Task.CompletedTask)")]
    [InlineData("client.CreateManyAsync(new[] { \"a\" }.Select(n => KeyRequest.Named(n)), (created, token) => Task.CompletedTask)")]
    [InlineData("KeyRequest.Named(\"a\").Equals(request)")]
    [InlineData("KeyRequest.Named(\"a\").ToString()")]
    [InlineData("client.FindPossibleOrphansAsync(KeyRequest.Named(\"a\"), DateTimeOffset.MinValue)")]
    [InlineData("KeyUpdate.Empty.Disable().ToJson()")]
    [InlineData("await client.UpdateAsync(\"h\", KeyUpdate.Empty.WithName(\"a\"))")]
    [InlineData("JsonSerializer.Serialize(KeyRequest.Named(\"a\"))")]
    public Task Limit_that_is_set_or_not_visible_is_not_reported(string expression) => Verify.BodyWithPolicy(LimitPolicy, $"var x = {expression};");

    [Theory]
    [InlineData("Named(\"a\").{|ORK5001:{|ORK5004:{|ORK5007:{|ORK5008:ToJson()|}|}|}|}")]
    [InlineData("Named(\"a\").Limit(5m).{|ORK5003:{|ORK5004:{|ORK5007:{|ORK5008:ToJson()|}|}|}|}")]
    [InlineData("Named(\"a\").Limit(5m).ResetsDaily().{|ORK5004:{|ORK5007:{|ORK5008:ToJson()|}|}|}")]
    [InlineData("Named(\"a\").Limit(5m).ResetsDaily().ExpiresIn(TimeSpan.FromDays(1)).{|ORK5007:{|ORK5008:ToJson()|}|}")]
    [InlineData("Named(\"a\").Limit(5m).ResetsDaily().ExpiresAt(DateTimeOffset.Parse(text)).InWorkspace(Guid.Parse(text)).{|ORK5008:ToJson()|}")]
    [InlineData("Named(\"a\").Limit(5m).ResetsDaily().ExpiresAt(DateTimeOffset.Parse(text)).InWorkspace(Guid.Parse(text)).ForExternalUser(text).ToJson()")]
    [InlineData("Named(\"a\").Limit(5m).Resets((LimitReset)amount).ExpiresAt(DateTimeOffset.Parse(text)).InWorkspace(Guid.Parse(text)).ForExternalUser(text).ToJson()")]
    [InlineData("Named(\"a\").Limit(5m).Resets(LimitReset.Weekly).NeverResets().ExpiresIn(TimeSpan.FromDays(1)).InWorkspace(Guid.Parse(text)).ForExternalUser(text).{|ORK5003:ToJson()|}")]
    [InlineData("Named(\"a\").Limit(5m).Resets(LimitReset.Never).ExpiresIn(TimeSpan.FromDays(1)).InWorkspace(Guid.Parse(text)).ForExternalUser(text).{|ORK5003:ToJson()|}")]
    [InlineData("FromJson(text).Limit(5m).NeverResets().{|ORK5003:ToJson()|}")]
    [InlineData("FromJson(text).NeverResets().ToJson()")]
    [InlineData("FromJson(text).Limit(5m).ToJson()")]
    [InlineData("FromJson(\"{\\\"name\\\":\\\"a\\\",\\\"limit\\\":5,\\\"limit_reset\\\":\\\"daily\\\",\\\"expires_at\\\":\\\"2127-01-01T00:00:00Z\\\",\\\"workspace_id\\\":\\\"0df9e665-d932-5740-b2c7-b52af166bc11\\\",\\\"external\\\":{\\\"user\\\":\\\"u\\\"}}\").ToJson()")]
    [InlineData("FromJson(\"{\\\"name\\\":\\\"a\\\",\\\"limit\\\":5,\\\"limit_reset\\\":null,\\\"expires_at\\\":null}\").{|ORK5003:{|ORK5004:{|ORK5007:{|ORK5008:ToJson()|}|}|}|}")]
    [InlineData("FromJson(\"{\\\"name\\\":\\\"a\\\",\\\"limit\\\":5}\").ResetsDaily().InWorkspace(Guid.NewGuid()).{|ORK5004:{|ORK5008:ToJson()|}|}")]
    public Task Every_missing_setting_is_reported(string expression) => Verify.BodyWithPolicy(Full, $"_ = KeyRequest.{expression};");

    [Theory]
    [InlineData("""{ "max_limit_usd": 100 }""", "ToJson()", "ORK5002")]
    [InlineData("""{ "max_limit_usd": 100, "require_limit": true }""", "ToJson()", "ORK5001")]
    [InlineData("""{ "max_lifetime_days": 30 }""", "ToJson()", "ORK5005")]
    [InlineData("""{ "max_lifetime_days": 30, "require_expiration": true }""", "ToJson()", "ORK5004")]
    public Task Maximum_requires_the_setting(string policy, string use, string id) => Verify.BodyWithPolicy(policy, $"_ = KeyRequest.Named(\"a\").{{|{id}:{use}|}};");

    [Theory]
    [InlineData("""{ "require_reset": true }""")]
    [InlineData("""{ "name_patterns": ["a"] }""")]
    [InlineData("""{ "require_limit": false, "max_limit_usd": null }""")]
    [InlineData("{}")]
    public Task Policy_without_required_settings_reports_nothing(string policy) => Verify.BodyWithPolicy(policy, "_ = KeyRequest.Named(\"a\").ToJson();");

    [Theory]
    [InlineData("var r = KeyRequest.Named(\"a\"); _ = r.{|ORK5001:Validate()|}; var k = await r.SendAsync(client); var j = await client.CreateAsync(r);")]
    [InlineData("var r = KeyRequest.Named(\"a\"); var x = await client.CreateAsync({|ORK5001:r|}); _ = r.IncludesByok().ToJson();")]
    [InlineData("var r = KeyRequest.Named(\"a\"); _ = r.Limit(5m).ToJson(); _ = r.{|ORK5001:ToJson()|}; _ = r.ToJson();")]
    [InlineData("var r = KeyRequest.Named(\"a\"); var s = r.Limit(5m); var json = s.ToJson();")]
    [InlineData("var r = KeyRequest.Named(\"a\"); var s = r.IncludesByok(); var json = s.{|ORK5001:ToJson()|};")]
    [InlineData("var r = KeyRequest.Named(\"a\"); r = r.Limit(5m); var json = r.ToJson();")]
    [InlineData("var r = KeyRequest.Named(\"a\"); if (amount > 0m) { r = r.Limit(amount); } var json = r.ToJson();")]
    [InlineData("var r = KeyRequest.Named(\"a\"); r = r.Limit(5m); var json = r.Unlimited().{|ORK5001:ToJson()|} + r.Unlimited().{|ORK5001:ToJson()|};")]
    [InlineData("var r = KeyRequest.Named(\"a\"); var k = await r?.{|ORK5001:SendAsync(client)|}; _ = r.ToJson();")]
    [InlineData("var r = KeyRequest.Named(\"a\").{|ORK5001:EnsureValid()|}; var k = await r.SendAsync(client);")]
    [InlineData("var r = KeyRequest.Named(\"a\"); Func<string> f = () => r.{|ORK5001:ToJson()|}; _ = f() + r.ToJson();")]
    [InlineData("var all = new[] { KeyRequest.Named(\"a\"), KeyRequest.Named(\"b\") }; var keys = client.CreateManyAsync({|ORK5001:all|}, (created, token) => Task.CompletedTask); var more = client.CreateManyAsync(all, (created, token) => Task.CompletedTask);")]
    [InlineData("var all = new[] { KeyRequest.Named(\"a\") }; all[0] = all[0].Limit(5m); var keys = client.CreateManyAsync(all, (created, token) => Task.CompletedTask);")]
    [InlineData("var all = new[] { KeyRequest.Named(\"a\").Limit(1m), request }; var keys = client.CreateManyAsync(all, (created, token) => Task.CompletedTask);")]
    [InlineData("var all = new List<KeyRequest> { KeyRequest.Named(\"a\") }; var keys = client.CreateManyAsync(all, (created, token) => Task.CompletedTask);")]
    [InlineData("KeyRequest[] all = [KeyRequest.Named(\"a\")]; KeyRequest[] more = [..all]; var keys = client.CreateManyAsync([..all, ..more], (created, token) => Task.CompletedTask);")]
    [InlineData("var r = KeyRequest.Named(\"a\"); var keys = client.CreateManyAsync([{|ORK5001:r|}, r.IncludesByok()], (created, token) => Task.CompletedTask);")]
    [InlineData("foreach (var r in new[] { KeyRequest.Named(\"a\") }) { _ = r.ToJson(); }")]
    [InlineData("foreach (var r in new[] { request }) { _ = r.Unlimited().{|ORK5001:ToJson()|}; }")]
    [InlineData("const string json = \"{\\\"name\\\":\\\"a\\\"}\"; _ = json == \"\" ? null : KeyRequest.FromJson(json).ToJson();")]
    [InlineData("var never = LimitReset.Never; var r = KeyRequest.Named(\"a\").Limit(5m).Resets(never); _ = r.ToJson();")]
    public Task Variable_is_reported_at_its_first_use(string statements) => Verify.BodyWithPolicy(LimitPolicy, statements);

    [Theory]
    [InlineData("const LimitReset Never = LimitReset.Never; string R(KeyRequest r) => r.Limit(5m).Resets(Never).{|ORK5003:ToJson()|};")]
    [InlineData("const LimitReset Never = LimitReset.Never; string R(KeyRequest r) { if (Never != LimitReset.Never) { return r.Limit(5m).Resets(Never).ToJson(); } return \"\"; }")]
    [InlineData("string R(KeyRequest r, bool b) => r.Limit(5m).Resets(b ? LimitReset.Never : LimitReset.Daily).ToJson();")]
    public Task Constant_interval_is_evaluated(string members) => Verify.FileWithPolicy("""{ "require_reset": true }""", $"class C {{ {members} }}");

    [Theory]
    [InlineData("static readonly KeyRequest R = KeyRequest.Named(\"a\"); string First() => R.{|ORK5001:ToJson()|}; string Second() => R.IncludesByok().ToJson();")]
    [InlineData("static readonly KeyRequest R = KeyRequest.Unnamed; string First(string n) => R.WithName(n).Limit(5m).ToJson(); string Second(string n) => R.WithName(n).{|ORK5001:ToJson()|};")]
    [InlineData("readonly KeyRequest _r = KeyRequest.Named(\"a\"); string First() => this._r.{|ORK5001:ToJson()|};")]
    [InlineData("readonly KeyRequest _r = KeyRequest.Named(\"a\"); C() => _r = _r.Limit(5m); string First() => _r.ToJson();")]
    [InlineData("KeyRequest R = KeyRequest.Named(\"a\"); string First() => R.ToJson();")]
    [InlineData("KeyRequest R => KeyRequest.Named(\"a\"); string First() => R.ToJson();")]
    [InlineData("static KeyRequest Make(string n) => KeyRequest.Named(n); string First() => Make(\"a\").ToJson();")]
    [InlineData("string R(KeyRequest r) => r.ToJson();")]
    [InlineData("async Task R(IOpenRouterKeysClient c, IAsyncEnumerable<KeyInfo> all) { await foreach (var k in all) { var x = await c.CreateAsync({|ORK5001:KeyRequest.Named(k.Name)|}); } }")]
    [InlineData("object R(string[] all) => from n in all select KeyRequest.Named(n).{|ORK5001:ToJson()|};")]
    [InlineData("void R(System.Buffers.IBufferWriter<byte> writer) => KeyRequest.Named(\"a\").{|ORK5001:WriteJson(writer)|};")]
    [InlineData("static readonly KeyRequest[] All = [KeyRequest.Named(\"a\")]; object R(IOpenRouterKeysClient c) => c.CreateManyAsync({|ORK5001:All|}, (created, token) => Task.CompletedTask);")]
    [InlineData("class Mine { public static KeyRequest WithDefaults(KeyRequest r) => r.Limit(5m); public string R() => WithDefaults(KeyRequest.Named(\"a\")).ToJson(); }")]
    [InlineData("class Own(IOpenRouterKeysClient inner) { public Task<CreatedKey> CreateAsync(KeyRequest r) => inner.CreateAsync(r); public Task<CreatedKey> R() => CreateAsync(KeyRequest.Named(\"a\")); }")]
    public Task Request_in_any_member_is_reported_if_it_is_visible(string members) => Verify.FileWithPolicy(LimitPolicy, $"class C {{ {members} }}");

    [Fact]
    public Task Own_extension_method_may_set_any_setting() => Verify.FileWithPolicy(
        LimitPolicy,
        """
        static class Mine
        {
            public static KeyRequest WithDefaults(this KeyRequest request) => request.Limit(5m);
            static string R() => KeyRequest.Named("a").WithDefaults().ToJson() + KeyRequest.Named("a").WithDefaults().Unlimited().{|ORK5001:ToJson()|};
        }
        """);

    [Fact]
    public void Request_of_another_file_is_reported_at_its_first_use_by_file_and_position()
    {
        var diagnostics = TestProgram.AnalyzeWithPolicy(
            LimitPolicy,
            "using OpenRouterKeys.Fluent; public static partial class Tiers { public static readonly KeyRequest Pro = KeyRequest.Named(\"a\"); }",
            "using OpenRouterKeys.Fluent; class A { string R => Tiers.Pro.Limit(5m).ToJson(); string S => Tiers.Pro.ToJson(); string T => Tiers.Pro.ToJson(); }",
            "using OpenRouterKeys.Fluent; class B { string S => Tiers.Pro.ToJson(); }");

        var location = Assert.Single(diagnostics, diagnostic => diagnostic.Id == "ORK5001").Location;
        Assert.Equal(("1.cs", 103), (location.SourceTree!.FilePath, location.SourceSpan.Start));
    }

    // A walk that followed these variables without a bound would not end.
    [Fact]
    public void Variables_that_refer_to_each_other_end_the_analysis()
    {
        var steps = string.Concat(Enumerable.Repeat(".IncludesByok()", 300));
        var diagnostics = TestProgram.AnalyzeWithPolicy(
            Full.Replace("{", """{ "max_limit_usd": 10, "name_patterns": ["x"],""", StringComparison.Ordinal),
            $$"""
            using OpenRouterKeys.Fluent;
            class C
            {
                static readonly KeyRequest X = X.Limit(5m){{steps}};
                static readonly KeyRequest A = B.IncludesByok(), B = A.Unlimited();
                static readonly KeyRequest[] All = [All[0], X], Other = [A, ..All];
                static readonly decimal M = -M;
                static string R() { KeyRequest r = r.Limit(M).EnsureValid(); return X.ToJson() + A.ToJson() + B.ToJson() + r.ToJson() + Box<C>.Y.Limit(M).ToJson(); }
                static object S(IOpenRouterKeysClient client) => client.CreateManyAsync(All, null) ?? client.CreateManyAsync(Other, null);
            }
            class Box<T> { public static readonly KeyRequest Y = Box<Box<T>>.Y.NeverResets(); }
            """);

        Assert.DoesNotContain("AD0001", diagnostics.Select(diagnostic => diagnostic.Id));
    }
}
