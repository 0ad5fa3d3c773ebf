using Microsoft.CodeAnalysis;
using OpenRouterKeys.Fluent.Analyzers.Tests.PropertyTests;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Policies;

/// <summary>Tests which policy applies to a project, and ORK5000.</summary>
public class ProjectPolicyTests
{
    private const string Valid = """{ "max_limit_usd": 100 }""";
    private const string Reported = "class C { KeyRequest R(KeyRequest r) => r.Limit({|ORK5002:500m|}); }";
    private const string Silent = "class C { KeyRequest R(KeyRequest r) => r.Limit(500m); }";

    [Theory]
    [InlineData("""{ "max_limit_usd": {|ORK5000:-1|} }""")]
    [InlineData("""{ "max_limit_usd": {|ORK5000:"100"|} }""")]
    [InlineData("""{ "max_limit_usd": {|ORK5000:1e400|} }""")]
    [InlineData("""{ {|ORK5000:"max_limit"|}: 100 }""")]
    [InlineData("""{ "max_limit_usd": 100, {|ORK5000:"max_limit_usd"|}: 100 }""")]
    [InlineData("""{ "max_lifetime_days": {|ORK5000:0|} }""")]
    [InlineData("""{ "max_lifetime_days": {|ORK5000:1.5|} }""")]
    [InlineData("""{ "name_patterns": ["a", {|ORK5000:""|}, {|ORK5000:7|}] }""")]
    [InlineData("""{ "name_patterns": {|ORK5000:"a"|} }""")]
    [InlineData("""{ "require_limit": {|ORK5000:"true"|}, "require_reset": {|ORK5000:1|} }""")]
    [InlineData("""{ "require_reset": {|ORK5000:true|}, "max_limit_usd": 0 }""")]
    [InlineData("{|ORK5000:[]|}")]
    [InlineData("{|ORK5000:null|}")]
    [InlineData("""{ "max_limit_usd": 100 {|ORK5000:]|}""")]
    [InlineData("""{ "max_limit_usd": 100, {|ORK5000:/|}/ a comment""" + "\n}")]
    [InlineData("{\n  \"require_limit\": true,\n  {|ORK5000:\"requires_reset\"|}: true\n}")]
    public Task Invalid_policy_is_reported_in_the_file_and_does_not_apply_to_code(string policy) => Verify.FileWithPolicy(policy, Silent);

    [Theory]
    [InlineData(Valid)]
    [InlineData("""{ "$schema": "https://example.com/schema.json", "max_limit_usd": 1e2, "name_patterns": null }""")]
    public Task Valid_policy_applies_to_code(string policy) => Verify.FileWithPolicy(policy, Reported);

    [Fact]
    public void Empty_policy_file_is_reported_at_its_start()
    {
        var diagnostic = Assert.Single(TestProgram.AnalyzeWithPolicy("", "class C { }"));

        Assert.Equal(("ORK5000", LocationKind.ExternalFile, "openrouter-keys.policy.json: (0,0)-(0,0)"), (diagnostic.Id, diagnostic.Location.Kind, diagnostic.Location.GetLineSpan().ToString()));
    }

    [Fact]
    public void Message_is_the_librarys()
    {
        const string Policy = "{\n  \"max_limit\": 5\n}";
        var diagnostic = Assert.Single(TestProgram.AnalyzeWithPolicy(Policy, "class C { }"));
        var violation = Assert.Single(Assert.Throws<InvalidKeyPolicyException>(() => KeyPolicy.FromJson(Policy)).Violations);
        var start = diagnostic.Location.GetLineSpan().StartLinePosition;

        Assert.Equal((violation.Id, violation.Message, violation.Line, violation.Column), (diagnostic.Id, diagnostic.GetMessage(null), start.Line + 1, start.Character + 1));
    }

    [Theory]
    [InlineData("IsTestProject = true")]
    [InlineData("IsTestProject = True", "OpenRouterKeysCheckPolicy = ")]
    [InlineData("OpenRouterKeysCheckPolicy = false")]
    [InlineData("OpenRouterKeysCheckPolicy = False", "IsTestProject = true")]
    public async Task Policy_is_not_checked(params string[] properties)
    {
        await Verify.FileWithPolicy(Valid, Silent, properties);
        await Verify.FileWithPolicy("[]", """class C { object P = KeyPolicy.FromJson("[]"); }""", properties);
    }

    [Theory]
    [InlineData("IsTestProject = false")]
    [InlineData("IsTestProject = ")]
    [InlineData("IsTestProject = true", "OpenRouterKeysCheckPolicy = true")]
    [InlineData("OpenRouterKeysCheckPolicy = TRUE")]
    [InlineData("OpenRouterKeysCheckPolicy = yes")]
    public async Task Policy_is_checked(params string[] properties)
    {
        await Verify.FileWithPolicy(Valid, Reported, properties);
        await Verify.FileWithPolicy("{|ORK5000:[]|}", """class C { object P = KeyPolicy.FromJson("{|ORK5000:[]|}"); }""", properties);
    }

    [Theory]
    [InlineData("openrouter-keys.policy.json", true)]
    [InlineData("/a/openrouter-keys.policy.json", true)]
    [InlineData("C:\\a\\OpenRouter-Keys.policy.json", true)]
    [InlineData("/a/my-openrouter-keys.policy.json", false)]
    [InlineData("/a/openrouter-keys.policy.json.bak", false)]
    [InlineData("/a/policy.json", false)]
    [InlineData("/openrouter-keys.policy.json/a.txt", false)]
    public Task Policy_is_recognized_by_its_file_name(string path, bool isRecognized) => Verify.FileWithPolicies([(path, Valid)], isRecognized ? Reported : Silent);

    [Fact]
    public Task Policies_with_the_same_content_are_one() => Verify.FileWithPolicies([("/a/openrouter-keys.policy.json", Valid), ("/b/openrouter-keys.policy.json", Valid)], Reported);

    [Fact]
    public Task Policies_with_different_content_do_not_apply() =>
        Verify.FileWithPolicies([("/a/openrouter-keys.policy.json", Valid), ("/b/openrouter-keys.policy.json", "{}")], Silent);

    [Fact]
    public Task Invalid_policy_beside_a_valid_one_is_reported() =>
        Verify.FileWithPolicies([("/a/openrouter-keys.policy.json", Valid), ("/b/openrouter-keys.policy.json", "{|ORK5000:7|}")], Silent);

    [Theory]
    [InlineData("/a/openrouter-keys.policy.json", true)]
    [InlineData("/b/openrouter-keys.policy.json", false)]
    [InlineData("/c/openrouter-keys.policy.json", false)]
    [InlineData("", false)]
    public Task Nearest_file_applies_if_there_are_others(string nearest, bool isReported) => Verify.FileWithPolicies(
        [("/a/openrouter-keys.policy.json", Valid), ("/b/openrouter-keys.policy.json", "{}"), ("/d/openrouter-keys.policy.json", "{|ORK5000:7|}")],
        isReported ? Reported : Silent,
        $"_OpenRouterKeysPolicyFile = {nearest}");

    [Fact]
    public Task Invalid_nearest_file_does_not_apply() => Verify.FileWithPolicies(
        [("/a/openrouter-keys.policy.json", "{|ORK5000:7|}"), ("/b/openrouter-keys.policy.json", Valid)], Silent, "_OpenRouterKeysPolicyFile = /a/openrouter-keys.policy.json");

    [Fact]
    public Task Project_without_a_policy_reports_nothing() => Verify.File(Silent);

    [Theory]
    [InlineData(""""KeyPolicy.FromJson("""{"max_limit_usd":{|ORK5000:-1|}}""")"""")]
    [InlineData(""""KeyPolicy.FromJson("""{{|ORK5000:"max_limit"|}:1}""")"""")]
    [InlineData("""KeyPolicy.FromJson("{\"name_patterns\":[{|ORK5000:\"\"|}]}")""")]
    [InlineData("""KeyPolicy.FromJson({|ORK5000:""|})""")]
    [InlineData("""KeyPolicy.FromJson({|ORK5000:"{" + "]"|})""")]
    [InlineData("""KeyPolicy.FromJson(json: "{|ORK5000:x|}yz")""")]
    [InlineData("""KeyPolicy.FromJson("{}")""")]
    [InlineData(""""KeyPolicy.FromJson("""{"require_limit":true}""")"""")]
    [InlineData("KeyPolicy.FromJson(text)")]
    [InlineData("KeyPolicy.FromJson(null)")]
    [InlineData("KeyPolicy.FromFile(\"{\")")]
    public Task Literal_of_FromJson_is_checked_without_a_policy_file(string expression) => Verify.Body($"_ = {expression};");
}
