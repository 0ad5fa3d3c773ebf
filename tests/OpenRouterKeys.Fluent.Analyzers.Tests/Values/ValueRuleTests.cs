namespace OpenRouterKeys.Fluent.Analyzers.Tests.Values;

/// <summary>Tests ORK1001 to ORK1013, except ORK1007 and ORK1011.</summary>
public class ValueRuleTests
{
    [Theory]
    [InlineData("""KeyRequest.Named({|ORK1001:""|})""")]
    [InlineData("""KeyRequest.Named({|ORK1001:null|})""")]
    [InlineData("""KeyRequest.Named({|ORK1001:null!|})""")]
    [InlineData("""KeyRequest.Named({|ORK1001:default|})""")]
    [InlineData("""KeyRequest.Named({|ORK1001:string.Empty|})""")]
    [InlineData("""KeyRequest.Named({|ORK1001:(" ")|})""")]
    [InlineData("""KeyRequest.Named({|ORK1001:"" + " "|})""")]
    [InlineData("""KeyRequest.Named({|ORK1001:$" {""}"|})""")]
    [InlineData("""KeyRequest.Named(name: {|ORK1001:""|})""")]
    [InlineData("""request.WithName({|ORK1001:""|})""")]
    [InlineData("""request?.WithName({|ORK1001:""|})""")]
    [InlineData("""KeyRequest.Named({|ORK1002:"sk-or-v1-0123456789abcdef"|})""")]
    [InlineData("""KeyRequest.Named({|ORK1003:"a\n"|})""")]
    [InlineData("""KeyRequest.Named({|ORK1003:"a\uD800"|})""")]
    [InlineData("""request.Limit({|ORK1004:-1m|})""")]
    [InlineData("""request.Limit({|ORK1004:-1|})""")]
    [InlineData("""request.Limit({|ORK1004:-(5 - 4)|})""")]
    [InlineData("""request.Limit(usd: {|ORK1004:(decimal)-0.5|})""")]
    [InlineData("""request.Limit({|ORK1004:((-1m))|})""")]
    [InlineData("""request.Limit({|ORK1005:1234567890.123456m|})""")]
    [InlineData("""request.Resets({|ORK1006:(LimitReset)7|})""")]
    [InlineData("""request.Resets({|ORK1006:LimitReset.Unknown|})""")]
    [InlineData("""request.Resets(interval: {|ORK1006:(LimitReset)(-3)|})""")]
    [InlineData("""request.ExpiresAt({|ORK1008:default|})""")]
    [InlineData("""request.ExpiresAt({|ORK1008:DateTimeOffset.MinValue|})""")]
    [InlineData("""request.ExpiresAt({|ORK1008:DateTimeOffset.UnixEpoch|})""")]
    [InlineData("""request.ExpiresAt({|ORK1008:new DateTimeOffset()|})""")]
    [InlineData("""request.ExpiresAt({|ORK1008:new(2025, 11, 10, 23, 59, 59, TimeSpan.Zero)|})""")]
    [InlineData("""request.ExpiresAt({|ORK1008:new DateTimeOffset(2025, 11, 10, 23, 59, 59, 999, 999, TimeSpan.Zero)|})""")]
    [InlineData("""request.ExpiresAt({|ORK1008:new DateTimeOffset(5L, TimeSpan.Zero)|})""")]
    [InlineData("""request.ExpiresAt({|ORK1008:new DateTimeOffset(day: 1, month: 2, year: 2020, hour: 0, minute: 0, second: 0, offset: default)|})""")]
    [InlineData("""request.ExpiresIn({|ORK1008:TimeSpan.Zero|})""")]
    [InlineData("""request.ExpiresIn({|ORK1008:default|})""")]
    [InlineData("""request.ExpiresIn({|ORK1008:TimeSpan.FromDays(-1)|})""")]
    [InlineData("""request.ExpiresIn(timeProvider: null, lifetime: {|ORK1008:TimeSpan.FromHours(0)|})""")]
    [InlineData("""request.ExpiresIn({|ORK1008:TimeSpan.FromMinutes(-0.5)|})""")]
    [InlineData("""request.CreatedBy({|ORK1009:""|})""")]
    [InlineData("""request.CreatedBy({|ORK1009:null|})""")]
    [InlineData("""request.InWorkspace({|ORK1010:Guid.Empty|})""")]
    [InlineData("""request.InWorkspace({|ORK1010:default|})""")]
    [InlineData("""request.InWorkspace({|ORK1010:new Guid()|})""")]
    [InlineData("""request.InWorkspace({|ORK1010:new()|})""")]
    [InlineData("""request.InWorkspace({|ORK1010:Guid.Parse("00000000-0000-0000-0000-000000000000")|})""")]
    [InlineData("""request.InWorkspace({|ORK1010:new Guid("{00000000-0000-0000-0000-000000000000}")|})""")]
    [InlineData("""request.ForExternalUser({|ORK1012:""|})""")]
    [InlineData("""request.ForExternalUser({|ORK1012:null|})""")]
    [InlineData("""request.ForExternalUser({|ORK1012:" \t"|}, key)""")]
    [InlineData("""request.ForExternalUser({|ORK1012:"a\0"|})""")]
    [InlineData("""request.ForExternalUser(apiKey: null, user: {|ORK1012:"\uD800"|})""")]
    [InlineData("""request.ForExternalUser("u", {|ORK1013:ApiKey.From("0123456789abcdef0123456789abcde")|})""")]
    [InlineData("""request.ForExternalUser("u", {|ORK1013:ApiKey.From(text: "k" + "k")|})""")]
    [InlineData("""request.ForExternalUser("u", {|ORK1013:(ApiKey.From(null))|})""")]
    [InlineData("""request.ForExternalUser(apiKey: {|ORK1013:ApiKey.From("                                ")|}, user: text)""")]
    [InlineData("""request.ForExternalUser({|ORK1012:""|}, {|ORK1013:ApiKey.From("")|})""")]
    [InlineData("""request?.ForExternalUser(text, {|ORK1013:ApiKey.From("k")|})""")]
    public Task Constant_that_violates_a_rule_is_reported_at_the_argument(string expression) => Verify.Body($"_ = {expression};");

    [Theory]
    [InlineData("""KeyRequest.Named("a")""")]
    [InlineData("""KeyRequest.Named(text)""")]
    [InlineData("""KeyRequest.Named(nameof(text))""")]
    [InlineData("""KeyRequest.Named($"{text}")""")]
    [InlineData("""request.Limit(0)""")]
    [InlineData("""request.Limit(-0.0m)""")]
    [InlineData("""request.Limit(amount)""")]
    [InlineData("""request.Limit(-amount)""")]
    [InlineData("""request.Limit(123456789012345m)""")]
    [InlineData("""request.Limit(1234567890123450000m)""")]
    [InlineData("""request.Resets(LimitReset.Monthly)""")]
    [InlineData("""request.ExpiresAt(new(2025, 11, 11, 0, 0, 0, TimeSpan.Zero))""")]
    [InlineData("""request.ExpiresAt(new(2020, 1, 1, 0, 0, 0, TimeSpan.FromHours(1)))""")]
    [InlineData("""request.ExpiresAt(new(2020, 13, 1, 0, 0, 0, TimeSpan.Zero))""")]
    [InlineData("""request.ExpiresAt(new DateTime(2020, 1, 1))""")]
    [InlineData("""request.ExpiresAt(DateTimeOffset.UtcNow)""")]
    [InlineData("""request.ExpiresAt(DateTimeOffset.MaxValue)""")]
    [InlineData("""request.ExpiresIn(TimeSpan.FromTicks(1))""")]
    [InlineData("""request.ExpiresIn(TimeSpan.FromDays(1, hours: -24))""")]
    [InlineData("""request.ExpiresIn(TimeSpan.MaxValue)""")]
    [InlineData("""request.ExpiresIn(TimeSpan.FromDays(-1e300))""")]
    [InlineData("""request.CreatedBy("u")""")]
    [InlineData("""request.InWorkspace(Guid.NewGuid())""")]
    [InlineData("""request.InWorkspace(Guid.Parse(text))""")]
    [InlineData("""request.InWorkspace(Guid.Parse("no guid"))""")]
    [InlineData("""request.ForExternalUser(text)""")]
    [InlineData("""request.ForExternalUser(" u ", null)""")]
    [InlineData("""request.ForExternalUser("a\n", default)""")]
    [InlineData("""request.ForExternalUser("sk-or-v1-0123456789abcdef", key)""")]
    [InlineData("""request.ForExternalUser("u", ApiKey.From(text))""")]
    [InlineData("""request.ForExternalUser("u", ApiKey.From("0123456789abcdef0123456789abcdef"))""")]
    [InlineData("""request.ForExternalUser("u", text == "" ? null : ApiKey.From(text))""")]
    [InlineData("""ApiKey.From("short")""")]
    [InlineData("""client.GetCurrentAsync(ApiKey.From("short"))""")]
    public Task Valid_or_unknown_value_is_not_reported(string expression) => Verify.Body($"_ = {expression};");

    [Fact]
    public async Task External_user_of_more_than_512_characters_is_reported()
    {
        await Verify.Body($"_ = request.ForExternalUser(\"  {new string('x', 512)}  \");");
        await Verify.Body($"_ = request.ForExternalUser({{|ORK1012:\"{new string('x', 513)}\"|}});");
    }

    [Fact]
    public Task Two_violated_rules_are_both_reported() => Verify.Body("_ = request.Limit({|ORK1005:{|ORK1004:-1234567890.123456m|}|}); _ = KeyRequest.Named({|ORK1001:{|ORK1003:\"\\t\"|}|});");

    [Theory]
    [InlineData("const decimal usd = -1m; _ = request.Limit({|ORK1004:usd|});")]
    [InlineData("decimal usd = -1; _ = request.Limit({|ORK1004:usd|});")]
    [InlineData("var usd = -1m; Func<KeyRequest> f = () => request.Limit({|ORK1004:usd|}); _ = f();")]
    [InlineData("decimal? usd = -1m; _ = request.Limit({|ORK1004:usd.Value|});")]
    [InlineData("decimal? usd = -5; _ = request.Limit({|ORK1004:(decimal)usd|});")]
    [InlineData("var name = \"\"; var same = name; _ = KeyRequest.Named({|ORK1001:same|});")]
    [InlineData("var cents = -5; _ = request.Limit({|ORK1004:cents|});")]
    [InlineData("var which = 7; _ = request.Resets({|ORK1006:(LimitReset)which|});")]
    [InlineData("var usd = 5m; _ = request.Limit({|ORK1004:-usd|});")]
    [InlineData("var usd = 5m; usd = -usd; _ = request.Limit(-usd);")]
    [InlineData("const string k = \"k\"; _ = request.ForExternalUser(\"u\", {|ORK1013:ApiKey.From(k)|});")]
    [InlineData("var k = ApiKey.From(\"k\"); _ = request.ForExternalUser(\"u\", {|ORK1013:k|});")]
    [InlineData("var k = ApiKey.From(\"k\"); k = key; _ = request.ForExternalUser(\"u\", k);")]
    [InlineData("var big = 4294967303L; _ = request.Resets((LimitReset)(int?)big);")]
    [InlineData("double usd = -5; _ = request.Limit((decimal)usd);")]
    [InlineData("var usd = -1m; usd = 5m; _ = request.Limit(usd);")]
    [InlineData("var usd = -1m; usd += 5m; _ = request.Limit(usd);")]
    [InlineData("var usd = -1m; usd++; _ = request.Limit(usd);")]
    [InlineData("var usd = -1m; (usd, _) = (5m, 1); _ = request.Limit(usd);")]
    [InlineData("var usd = -1m; void Set(ref decimal d) => d = 5m; Set(ref usd); _ = request.Limit(usd);")]
    [InlineData(
        "var usd = -1m; ref var r = ref usd; r = 5m; _ = request.Limit(usd);",
        Skip = RoslynUnderTest.RequiresCSharp13, SkipUnless = nameof(RoslynUnderTest.HasCSharp13), SkipType = typeof(RoslynUnderTest))]
    [InlineData("var usd = -1m; decimal.TryParse(text, out usd); _ = request.Limit(usd);")]
    [InlineData("decimal usd; usd = -1m; _ = request.Limit(usd);")]
    [InlineData("foreach (var usd in new[] { -1m }) { _ = request.Limit(usd); }")]
    [InlineData("for (var usd = -1m; usd < 5m; usd++) { _ = request.Limit(usd); }")]
    public Task Variable_that_is_never_written_again_has_its_initializers_value(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("var usd = -1m; if (usd >= 0m) { request = request.Limit(usd); }")]
    [InlineData("const decimal usd = -1m; if (usd < 0m) { return; } request = request.Limit(usd);")]
    [InlineData("decimal? usd = -1m; request = usd is >= 0m ? request.Limit(usd.Value) : request;")]
    [InlineData("var usd = -1m; request = usd switch { < 0m => request.Unlimited(), _ => request.Limit(usd) };")]
    [InlineData("var usd = -1m; switch (usd) { case < 0m: break; default: request = request.Limit(usd); break; }")]
    [InlineData("string name = null; request = name == null ? request : request.WithName(name);")]
    [InlineData("const string name = \"\"; var isNamed = !string.IsNullOrEmpty(name); if (isNamed) { request = request.WithName(name + \" \"); }")]
    [InlineData("const string user = \"\"; if (user.Length > 0) { request = request.CreatedBy(user); }")]
    [InlineData("var id = Guid.Empty; if (id != Guid.Empty) { request = request.InWorkspace(id); }")]
    [InlineData("var life = TimeSpan.Zero; while (life > TimeSpan.Zero) { request = request.ExpiresIn(life); }")]
    [InlineData("const string json = \"\"; request = json is \"\" ? request : KeyRequest.FromJson(json);")]
    [InlineData("if (text == \"x\") { var usd = -1m; Console.WriteLine(usd); request = request.Limit({|ORK1004:usd|}); }")]
    [InlineData("var id = Guid.Parse(text); if (id != Guid.Empty) { request = request.InWorkspace({|ORK1010:Guid.Empty|}); }")]
    public Task Variable_that_the_program_tests_is_not_reported(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("const decimal Usd = -1m; KeyRequest R(KeyRequest r) => Usd < 0m ? r : r.Limit(Usd);")]
    [InlineData("static readonly Guid Id = Guid.Empty; bool Has => Id != Guid.Empty; KeyRequest R(KeyRequest r) => Has ? r.InWorkspace(Id) : r;")]
    [InlineData("KeyRequest R(KeyRequest r) { if (Settings.Usd < 0m) { return r; } return r.Limit(Settings.Usd); } static class Settings { public const decimal Usd = -1m; }")]
    [InlineData("static readonly decimal Usd = -1m; static C() { C.D.Usd = 5m; } KeyRequest R(KeyRequest r) => r.Limit(D.Usd); static class D { public static decimal Usd; }")]
    [InlineData("static class D { public static readonly decimal Usd = -1m; static D() { C.D.Usd = 5m; } public static KeyRequest R(KeyRequest r) => r.Limit(Usd); }")]
    public Task Field_or_constant_that_the_program_tests_is_not_reported(string members) => Verify.Members(members);

    [Theory]
    [InlineData("const string Name = \"\"; KeyRequest R() => KeyRequest.Named({|ORK1001:Name|});")]
    [InlineData("static readonly decimal Usd = -1m; KeyRequest R(KeyRequest r) => r.Limit({|ORK1004:Usd|});")]
    [InlineData("static readonly decimal Usd = -1m; static C() => Usd = 5m; KeyRequest R(KeyRequest r) => r.Limit(Usd);")]
    [InlineData("static readonly KeyRequest R = KeyRequest.Unnamed.Limit(Usd); static readonly decimal Usd = -1m;")]
    [InlineData("static readonly decimal Usd = -1m; static readonly KeyRequest R = KeyRequest.Unnamed.Limit({|ORK1004:Usd|});")]
    [InlineData("static decimal Usd = -1m; KeyRequest R(KeyRequest r) => r.Limit(Usd);")]
    [InlineData("readonly decimal _usd = -1m; KeyRequest R(KeyRequest r) => r.Limit(_usd);")]
    [InlineData("static readonly KeyRequest R = KeyRequest.Named({|ORK1001:\"\"|});")]
    [InlineData("KeyRequest R { get; } = KeyRequest.Named({|ORK1001:\"\"|});")]
    [InlineData("KeyRequest R(bool b) => b ? KeyRequest.Named({|ORK1001:\"\"|}) : KeyRequest.Named(\"a\");")]
    [InlineData("KeyRequest R(int n) => n switch { 1 => KeyRequest.Named({|ORK1001:\"\"|}), _ => KeyRequest.Unnamed.Limit({|ORK1004:-1m|}) };")]
    [InlineData("IEnumerable<KeyRequest> R(int[] n) => from i in n select KeyRequest.Named(\"a\").Limit({|ORK1004:-1|});")]
    [InlineData("async IAsyncEnumerable<KeyRequest> R() { await Task.Yield(); yield return KeyRequest.Named({|ORK1001:\"\"|}); }")]
    [InlineData("async Task R(IAsyncEnumerable<KeyRequest> all) { await foreach (var r in all) { _ = r.Limit({|ORK1004:-1|}); } }")]
    public Task Call_in_any_member_is_reported(string members) => Verify.Members(members);

    [Theory]
    [InlineData("KeyRequest R() => KeyRequest.Named({|ORK1001:string.Empty|}).Limit(usd: {|ORK1004:-(1m)|});")]
    [InlineData("const string A = \"\"; const string B = A + \" \"; KeyRequest R() => KeyRequest.Named({|ORK1001:$\"{A}{B}\"|});")]
    [InlineData("const int Cents = -500; KeyRequest R(KeyRequest r) => r.Limit({|ORK1004:Cents / 100m|});")]
    [InlineData("const decimal Usd = 5m; KeyRequest R(KeyRequest r) => r?.Limit({|ORK1004:-Usd|});")]
    [InlineData("static readonly decimal? Usd = -5; KeyRequest R(KeyRequest r) => r.Limit({|ORK1004:Usd!.Value|});")]
    [InlineData("KeyRequest R(KeyRequest r) => r.ExpiresIn(timeProvider: TimeProvider.System, lifetime: {|ORK1008:TimeSpan.Zero|});")]
    [InlineData("KeyRequest R(KeyRequest r) => r.InWorkspace({|ORK1010:new()|}).ExpiresAt({|ORK1008:new(2020, 1, 1, 0, 0, 0, default)|});")]
    [InlineData("static readonly Guid None = default; KeyRequest R(KeyRequest r) => r.InWorkspace({|ORK1010:C.None|});")]
    [InlineData("KeyRequest R(in decimal usd) => KeyRequest.Named(\"a\").Limit(usd);")]
    [InlineData("KeyRequest R(decimal usd = -1m) => KeyRequest.Named(\"a\").Limit(usd);")]
    [InlineData("decimal Usd => -1m; KeyRequest R() => KeyRequest.Named(\"a\").Limit(Usd);")]
    [InlineData("KeyRequest R(dynamic usd) => KeyRequest.Named(\"a\").Limit(usd);")]
    [InlineData("KeyRequest R(bool b) => KeyRequest.Named(\"a\").Limit(b ? -1m : 1m);")]
    public Task Value_in_any_expression_is_reported_if_it_is_constant(string member) => Verify.Members(member);

    [Theory]
    [InlineData("var c = KeyUpdate.Empty.WithName({|ORK1001:\" \"|});")]
    [InlineData("var c = KeyUpdate.Empty.WithName({|ORK1002:\"sk-or-v1-0123456789abcdef\"|});")]
    [InlineData("var c = KeyUpdate.Empty.Limit({|ORK1004:-1m|});")]
    [InlineData("var c = KeyUpdate.Empty.Limit({|ORK1005:1234567890.123456m|});")]
    [InlineData("var c = KeyUpdate.Empty.Resets({|ORK1006:(LimitReset)9|});")]
    [InlineData("await client.UpdateAsync(\"h\", update => update.Limit({|ORK1004:-1m|}).ResetsDaily());")]
    [InlineData("await client.UpdateAsync(\"h\", update => update.Limit(amount).Resets(LimitReset.Never).WithName(text).Disable());")]
    public Task Constant_in_an_update_is_reported_like_in_a_request(string statements) => Verify.Body(statements);

    [Fact]
    public Task Top_level_statements_using_static_and_aliases_are_analyzed() => Verify.File(
        """
        using static OpenRouterKeys.Fluent.KeyRequest;
        using Request = OpenRouterKeys.Fluent.KeyRequest;
        var usd = -1m;
        _ = Named({|ORK1001:""|}).Limit({|ORK1004:usd|});
        _ = Request.Named("a").Limit({|ORK1004:-2|});
        """,
        Microsoft.CodeAnalysis.OutputKind.ConsoleApplication);

    [Fact]
    public Task Type_of_the_same_name_is_not_reported() => Verify.File(
        """
        namespace Mine
        {
            class KeyRequest { public static KeyRequest Named(string name) => new(); public KeyRequest Limit(decimal usd) => this; }
            class C { void M() { KeyRequest.Named("").Limit(-1m); } }
        }
        """);
}
