using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Configuration;

/// <summary>Tests what is reported in <c>appsettings*.json</c>. The markup contains the expected diagnostics.</summary>
public class AppSettingsTests
{
    private const string Violation = """{ "OpenRouterKeys": { "Templates": { "ci": { "limit": {|ORK1004:-5|} } } } }""";
    private const string Above100 = """{ "OpenRouterKeys": { "Templates": { "ci": { "limit": {|ORK5002:500|} } } } }""";
    private const string Above100Unreported = """{ "OpenRouterKeys": { "Templates": { "ci": { "limit": 500 } } } }""";
    private static readonly (string, string) PolicyFile = ("/repo/openrouter-keys.policy.json", """{ "require_limit": true, "max_limit_usd": 100, "name_patterns": ["ci-*"] }""");

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{ "limit": 5, "limit_reset": "monthly" }""")]
    [InlineData("""{ "limit": "5", "include_byok_in_limit": "True", "creator_user_id": 5 }""")]
    [InlineData("""{ "limit": " 5e1 ", "limit_reset": "", "expires_at": "", "external": { "user": 5 } }""")]
    [InlineData("""{ "LIMIT": null, "Limit_Reset": null, "expires_at": null, "creator_user_id": null }""")]
    [InlineData("""{ "limit": {|ORK1004:-5|}, }""")]
    [InlineData("""{ "limit": {|ORK1004:"-5"|} }""")]
    [InlineData("""{ "limit": {|ORK1005:0.1234567890123456|} }""")]
    [InlineData("""{ "limit": {|ORK4003:"5,5"|}, "limit_reset": {|ORK1006:"Monthly"|} }""")]
    [InlineData("""{ "limit": {|ORK4003:true|}, "limit_reset": {|ORK1006:5|} }""")]
    [InlineData("""{ "limit": {|ORK4003:{ "usd": 5 }|} }""")]
    [InlineData("""{ "limit": {|ORK4003:[5]|} }""")]
    [InlineData("""{ "limit": [], "limit_reset": {} }""")]
    [InlineData("""{ "include_byok_in_limit": {|ORK4003:null|}, "workspace_id": {|ORK4003:""|} }""")]
    [InlineData("""{ "expires_at": {|ORK1008:"2020-01-01T00:00:00Z"|} }""")]
    [InlineData("""{ "workspace_id": {|ORK1010:"00000000-0000-0000-0000-000000000000"|}, "creator_user_id": {|ORK1009:""|} }""")]
    [InlineData("""{ {|ORK4002:"limt"|}: 5, {|ORK4002:"Name"|}: "ci", {|ORK4002:"LimitReset"|}: "daily" }""")]
    [InlineData("""{ {|ORK4002:"name"|}: "" }""")]
    [InlineData("""{ "external": { "api_key": "0123456789abcdef0123456789abcdef" } }""")] // the user may be in another file
    [InlineData("""{ "external": { "user": {|ORK1012:""|}, "api_key": {|ORK1013:"short"|}, {|ORK4002:"usr"|}: 1 } }""")]
    [InlineData("""{ "external": {|ORK4003:"user"|} }""")]
    [InlineData("""{|ORK4003:5|}""")]
    [InlineData("""{|ORK4003:"text"|}""")]
    [InlineData("""null""")]
    [InlineData("\"\"")]
    [InlineData("""[]""")]
    [InlineData("""[{|ORK4002:5|}]""")]
    public Task Template_reports(string template) => VerifyAsync($$"""{ "OpenRouterKeys": { "Templates": { "ci": {{template}} } } }""");

    [Theory]
    [InlineData("""{ "openrouterkeys": { "TEMPLATES": { "ci": { "limit": {|ORK1004:-5|} } } } }""")]
    [InlineData("""{ "OpenRouterKeys:Templates:ci:limit": {|ORK1004:-5|} }""")]
    [InlineData("""{ "OpenRouterKeys:Templates": { "ci:limit": {|ORK1004:-5|}, {|ORK4002:"ci:limt"|}: 5 } }""")]
    [InlineData("""{ {|ORK4002:"OpenRouterKeys:Template:ci:limit"|}: -5 }""")]
    [InlineData("""{ "OpenRouterKeys": { "Templates": { "ci": { "limit": 5 } } }, "OPENROUTERKEYS": { "templates": { "CI": { "limit_reset": {|ORK1006:"x"|} } } } }""")]
    [InlineData("""{ "OpenRouterKeys": { {|ORK4002:"Adress"|}: "x", "ManagementKey": 1, "PolicyFile": "p", "baseaddress": null, {|ORK4002:"Other"|}: null } }""")]
    [InlineData("""{ "OpenRouterKeys": "text", "Logging": { "Templates": { "ci": { "limit": -5 } } } }""")]
    [InlineData("""{ "OpenRouterKeys": { "Templates": "text" } }""")]
    [InlineData("""{ "OpenRouterKeys": null }""")]
    [InlineData("// comment\n{ /* a */ \"OpenRouterKeys\": // b\n { \"Templates\": { \"ci\": { \"limit\": /* , */ {|ORK1004:-5|}, }, }, }, }\n// end")]
    [InlineData("{\r\n  \"OpenRouterKeys\": {\r\n    \"Templates\": { \"ci\": { \"limit\": {|ORK1004:-5|} } }\r\n  }\r\n}\r\n")]
    public Task Section_reports(string json) => VerifyAsync(json);

    // .NET does not read these files, and the host reports that.
    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("""{ "OpenRouterKeys": { "Templates": { "ci": { "limit": -5 } } }""")]
    [InlineData("""{ "OpenRouterKeys": { "Templates": { "ci": { "limit": -5, "limit": -5 } } } }""")]
    [InlineData("""{ "OpenRouterKeys": { "Templates": { "ci": { "limit": -5, "LIMIT": 5 } } } }""")]
    [InlineData("""{ "OpenRouterKeys": { "Templates": { "ci": { "limit": -5 } } }, "OpenRouterKeys:Templates:ci:limit": 5 }""")]
    [InlineData("""{ "OpenRouterKeys": { "Templates": { "ci": { "limit": -5 } } }, "a": 1, "A": null }""")]
    [InlineData("""{ "OpenRouterKeys": { "Templates": { "ci": { "limit": -5 } } }, "a": "\ud800" }""")]
    [InlineData("{ \"OpenRouterKeys\": { \"Templates\": { \"ci\": { \"limit\": -5 } } } } // \u2028")]
    [InlineData("""{ "OpenRouterKeys": { "Templates": { "ci": { "limit": -5 } } } } /* comment""")]
    [InlineData("""{ "OpenRouterKeys": { "Templates": { "ci": { "limit" /* comment */: -5 } } } }""")]
    public Task File_that_the_host_cannot_read_reports_nothing(string json) => VerifyAsync(json);

    [Theory]
    [InlineData("""{ "max_limit_usd": "100", "require_limit": "TRUE", "name_patterns": ["ci-*"], "require_external_user": false }""", true)]
    [InlineData("""{ "MAX_LIMIT_USD": 100 }""", true)]
    [InlineData("""{ "max_limit_usd": 1000 }""", false)]
    [InlineData("""{ "max_limit_usd": "" }""", false)]
    [InlineData("""{ {|ORK5000:"max_limit"|}: 100 }""", false)]
    [InlineData("""{ "max_limit_usd": {|ORK5000:-1|}, "max_lifetime_days": {|ORK5000:"1.5"|}, "require_limit": {|ORK5000:"yes"|} }""", false)]
    [InlineData("""{ "name_patterns": ["ci-*", {|ORK5000:""|}, {|ORK5000:{ "a": 1 }|}] }""", false)]
    [InlineData("""{ "name_patterns": {|ORK5000:{ "a": "ci-*" }|} }""", false)]
    [InlineData("""{ "name_patterns": {|ORK5000:"ci-*"|} }""", false)]
    [InlineData("""{ "require_reset": {|ORK5000:true|}, "max_limit_usd": 0 }""", false)]
    [InlineData("""{|ORK5000:"text"|}""", false)]
    [InlineData("""{}""", true)] // not set, so the policy file applies
    [InlineData("""null""", true)]
    public Task Policy_of_the_section_applies_to_its_templates(string policy, bool isViolated) => VerifyAsync(
        $$"""{ "OpenRouterKeys": { "Policy": {{policy}}, "Templates": { "ci": { "limit": {{(isViolated ? "{|ORK5002:500|}" : "500")}} } } } }""", PolicyFile);

    [Fact]
    public async Task Policy_file_applies_to_templates_of_files_without_a_policy()
    {
        await VerifyAsync(Above100, PolicyFile);
        await VerifyAsync(Above100Unreported);
        await VerifyAsync("""{ "OpenRouterKeys": { "Templates": { "ci": {}, "b": { "limit": null }, "c": { "limit": 100 } } } }""", PolicyFile);
        await VerifyAsync("""{ "OpenRouterKeys": { "PolicyFile": "other.json", "Templates": { "ci": { "limit": 500 } } } }""", PolicyFile);
        await VerifyAsync("""{ "OpenRouterKeys": { "Templates": { "ci": { "limit": {|ORK5002:500|}, {|ORK4002:"limt"|}: 5 } } } }""", PolicyFile);
    }

    [Theory]
    [InlineData("true", "", false)]
    [InlineData("true", "true", true)]
    [InlineData("false", "", true)]
    [InlineData("", "false", false)]
    public Task Policy_is_off_in_test_projects_unless_the_switch_is_on(string isTestProject, string check, bool isReported) => VerifyAsync(
        isReported ? Above100 : Above100Unreported, PolicyFile, ("IsTestProject", isTestProject), ("OpenRouterKeysCheckPolicy", check));

    [Theory]
    [InlineData("true", "", false)]
    [InlineData("true", "true", true)]
    [InlineData("false", "", true)]
    [InlineData("", "false", false)]
    public Task Policy_of_the_section_is_not_checked_where_policies_are_off(string isTestProject, string check, bool isReported) => VerifyAsync(
        $$"""{ "OpenRouterKeys": { "Policy": { {{(isReported ? "{|ORK5000:\"max_limit\"|}" : "\"max_limit\"")}}: 100 }, "Templates": { "ci": { "limit": {|ORK1004:-5|} } } } }""",
        PolicyFile,
        ("IsTestProject", isTestProject),
        ("OpenRouterKeysCheckPolicy", check));

    [Theory]
    [InlineData("appsettings.json", true)]
    [InlineData("appsettings.Development.json", true)]
    [InlineData("AppSettings.json", true)]
    [InlineData("appsettings.txt", false)]
    [InlineData("myappsettings.json", false)]
    [InlineData("settings.json", false)]
    public async Task Only_appsettings_files_are_checked(string name, bool isChecked)
    {
        var diagnostics = await AppSettingsRun.AnalyzeAsync([($"/repo/{name}", TextOf(Violation))]);
        Assert.Equal(isChecked ? ["ORK1004"] : [], diagnostics.Select(diagnostic => diagnostic.Id));
    }

    [Theory]
    [InlineData("Keys:European", true)]
    [InlineData(" Other , keys:european ", true)]
    [InlineData("Keys:European,Keys:European", true)]
    [InlineData("OpenRouterKeys", false)]
    [InlineData("", false)]
    [InlineData(",", false)]
    public Task ConfigurationSections_replace_the_default(string sections, bool isChecked) => VerifyAsync(
        $$"""{ "Keys": { "European": { "Templates": { "ci": { "limit": {{(isChecked ? "{|ORK1004:-5|}" : "-5")}} } } } } }""",
        null,
        ("OpenRouterKeysConfigurationSections", sections));

    [Fact]
    public async Task Switch_turns_the_check_off() => await VerifyAsync(
        """{ "OpenRouterKeys": { "Templates": { "ci": { "limit": -5 } } } }""", null, ("OpenRouterKeysCheckAppSettings", "false"));

    [Fact]
    public async Task Project_without_the_library_is_not_checked()
    {
        var compilation = CSharpCompilation.Create("App", [CSharpSyntaxTree.ParseText("class C;", cancellationToken: TestContext.Current.CancellationToken)], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]);

        Assert.Empty(await AppSettingsRun.AnalyzeAsync([("/repo/appsettings.json", TextOf(Violation))], compilation: compilation));
    }

    [Fact]
    public async Task File_that_is_listed_twice_is_checked_once()
    {
        var file = ("/repo/appsettings.json", TextOf(Violation));

        Assert.Single(await AppSettingsRun.AnalyzeAsync([file, file]));
    }

    [Fact]
    public async Task Diagnostic_has_the_path_the_line_and_the_column()
    {
        var diagnostic = Assert.Single(await AppSettingsRun.AnalyzeAsync([("/repo/appsettings.json", "{\n  \"OpenRouterKeys:Templates:ci:limit\":\n    -5\n}")]));

        Assert.Equal("/repo/appsettings.json: (2,4)-(2,6)", diagnostic.Location.GetLineSpan().ToString());
        Assert.Equal("The limit is negative. Use 0 or a positive amount of US dollars.", diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    private static string TextOf(string markup)
    {
        TestFileMarkupParser.GetSpans(markup, out var text, out ImmutableDictionary<string, ImmutableArray<TextSpan>> _);
        return text;
    }

    private static async Task VerifyAsync(string markup, (string Path, string Text)? policyFile = null, params (string Name, string Value)[] properties)
    {
        TestFileMarkupParser.GetSpans(markup, out var text, out ImmutableDictionary<string, ImmutableArray<TextSpan>> spans);
        (string, string)[] files = [("/repo/appsettings.json", text), .. policyFile is { } file ? [file] : Array.Empty<(string, string)>()];
        var diagnostics = await AppSettingsRun.AnalyzeAsync(files, properties.ToDictionary(property => property.Name, property => property.Value));
        var lines = SourceText.From(text).Lines;

        Assert.Equal(
            spans.SelectMany(pair => pair.Value.Select(span => $"{lines.GetLinePositionSpan(span)} {pair.Key}")).Order(),
            diagnostics.Select(diagnostic => $"{diagnostic.Location.GetLineSpan().Span} {diagnostic.Id}").Order());
    }
}
