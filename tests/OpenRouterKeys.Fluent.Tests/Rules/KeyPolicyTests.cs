using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Tests.Rules;

/// <summary>Tests <c>KeyPolicy.FromJson</c> and <c>FromFile</c>, and the schema of the policy file.</summary>
public partial class KeyPolicyTests
{
    [Fact]
    public void All_properties_are_read()
    {
        var policy = KeyPolicy.FromJson("""
            {
              "$schema": "https://example.com/openrouter-keys.policy.schema.json",
              "require_limit": true, "max_limit_usd": 1.50e2, "require_reset": true, "require_expiration": true, "max_lifetime_days": 365.0,
              "name_patterns": ["ci-*", "customer-\u002a"], "require_workspace": true, "require_external_user": true
            }
            """);

        Assert.Equal(
            new KeyPolicy
            {
                RequireLimit = true, MaxLimitUsd = 150m, RequireReset = true, RequireExpiration = true, MaxLifetimeDays = 365,
                NamePatterns = ["ci-*", "customer-*"], RequireWorkspace = true, RequireExternalUser = true,
            },
            policy);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"require_limit":false,"max_limit_usd":null,"require_reset":null,"require_expiration":null,"max_lifetime_days":null,"name_patterns":null,"require_workspace":null,"require_external_user":false}""")]
    [InlineData("""{"name_patterns":[]}""")]
    public void Absent_false_null_and_empty_are_not_enforced(string json) => Assert.Equal(new KeyPolicy(), KeyPolicy.FromJson(json));

    [Theory]
    [InlineData("", " $ 1 1", "The policy is not JSON")]
    [InlineData("{", " $ 1 2", "The policy is not JSON")]
    [InlineData("{\n \"require_limit\": true,\n}", " $ 3 1", "The policy is not JSON")]
    [InlineData("{} x", " $ 1 4", "The policy is not JSON")]
    [InlineData("// comment\n{}", " $ 1 1", "The policy is not JSON")]
    [InlineData(" []", " $ 1 2", "The policy is not an object")]
    [InlineData("null", " $ 1 1", "The policy is not an object")]
    [InlineData("{\"name_patterns\":[\"a\0\"]}", " $ 1 21", "The policy is not JSON: it contains a byte that is not UTF-8, or a NUL character.")]
    [InlineData("{\"max_limit_us\":1}", " $['max_limit_us'] 1 2", "'max_limit_us' is not a property of a policy. Did you mean 'max_limit_usd'?")]
    [InlineData("{\"a\":1}", " $['a'] 1 2", "'a' is not a property of a policy. Use one of these: require_limit, max_limit_usd, require_reset,")]
    [InlineData("{\"REQUIRE_LIMIT\":true}", " $['REQUIRE_LIMIT'] 1 2", "is not a property of a policy")]
    [InlineData("{\"$schema\":1}", " $['$schema'] 1 2", "is not a property of a policy")]
    [InlineData("{\"require_limit\":true,\n\"require_limit\":true}", "RequireLimit $.require_limit 2 1", "'require_limit' appears twice. Remove one.")]
    [InlineData("{\"require_limit\":1}", "RequireLimit $.require_limit 1 18", "'require_limit' must be true or false, or null.")]
    [InlineData("{\"require_limit\":\"true\"}", "RequireLimit $.require_limit 1 18", "must be true or false")]
    [InlineData("{\"require_external_user\":[]}", "RequireExternalUser $.require_external_user 1 26", "must be true or false")]
    [InlineData("{\"max_limit_usd\":\"100\"}", "MaxLimitUsd $.max_limit_usd 1 18", "must be a number of US dollars that a decimal can hold exactly, or null.")]
    [InlineData("{\"max_limit_usd\":1e400}", "MaxLimitUsd $.max_limit_usd 1 18", "that a decimal can hold exactly")]
    [InlineData("{\"max_limit_usd\":-0.01}", "MaxLimitUsd $.max_limit_usd 1 18", "The maximum limit is negative.")]
    [InlineData("{\"max_lifetime_days\":0}", "MaxLifetimeDays $.max_lifetime_days 1 22", "The maximum lifetime is less than 1 day.")]
    [InlineData("{\"max_lifetime_days\":-5}", "MaxLifetimeDays $.max_lifetime_days 1 22", "The maximum lifetime is less than 1 day.")]
    [InlineData("{\"max_lifetime_days\":1.5}", "MaxLifetimeDays $.max_lifetime_days 1 22", "must be a whole number of days")]
    [InlineData("{\"max_lifetime_days\":2147483648}", "MaxLifetimeDays $.max_lifetime_days 1 22", "must be a whole number of days")]
    [InlineData("{\"max_lifetime_days\":\"30\"}", "MaxLifetimeDays $.max_lifetime_days 1 22", "must be a whole number of days")]
    [InlineData("{\"name_patterns\":\"ci-*\"}", "NamePatterns $.name_patterns 1 18", "must be an array of strings")]
    [InlineData("{\"name_patterns\":[\"a\",\n7]}", "NamePatterns $.name_patterns[1] 2 1", "must contain only strings")]
    [InlineData("{\"name_patterns\":[null]}", "NamePatterns $.name_patterns[0] 1 19", "must contain only strings")]
    [InlineData("{\"name_patterns\":[\"\"]}", "NamePatterns $.name_patterns[0] 1 19", "A name pattern is empty")]
    [InlineData("{\"max_limit_usd\":0,\n  \"require_reset\":true}", "RequireReset $.require_reset 2 19", "A reset interval is required, but the maximum limit is 0")]
    public void Problem_is_reported_with_property_path_line_and_column(string json, string place, string message)
    {
        var violation = Assert.Single(Assert.Throws<InvalidKeyPolicyException>(() => KeyPolicy.FromJson(json)).Violations);

        Assert.Equal(("ORK5000", place), (violation.Id, $"{violation.Property} {violation.JsonPath} {violation.Line} {violation.Column}"));
        Assert.Contains(message, violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_reported_in_order()
    {
        var exception = Assert.Throws<InvalidKeyPolicyException>(() => KeyPolicy.FromJson("""{"max_limit_usd":-1,"a":1,"max_lifetime_days":0,"name_patterns":["",7]}"""));

        Assert.Equal(["$.max_limit_usd", "$['a']", "$.max_lifetime_days", "$.name_patterns[0]", "$.name_patterns[1]"], exception.Violations.Select(violation => violation.JsonPath));
        Assert.StartsWith("The policy is invalid." + Environment.NewLine + "- ORK5000 at $.max_limit_usd (line 1, column 18): ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Message_does_not_contain_a_key()
    {
        var exception = Assert.Throws<InvalidKeyPolicyException>(() => KeyPolicy.FromJson("""{"sk-or-v1-0123456789abcdef0123456789abcdef":1}"""));
        Assert.DoesNotContain("0123456789abcdef", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Null_throws() => Assert.Throws<ArgumentNullException>(() => KeyPolicy.FromJson(null!));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task File_is_read_with_or_without_a_byte_order_mark(bool hasMark)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, """{ "name_patterns": ["é*"] }""", new UTF8Encoding(hasMark), TestContext.Current.CancellationToken);
            Assert.Equal(new KeyPolicy { NamePatterns = ["é*"] }, KeyPolicy.FromFile(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xE9, (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
    [InlineData(new byte[] { 0xFF, 0xFE, (byte)'{', 0, (byte)'}', 0 })]
    [InlineData(new byte[0])]
    public async Task File_that_is_not_UTF8_JSON_is_invalid_and_the_message_contains_its_path(byte[] content)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
            var exception = Assert.Throws<InvalidKeyPolicyException>(() => KeyPolicy.FromFile(path));

            Assert.Contains(path, exception.Message, StringComparison.Ordinal);
            Assert.Equal("ORK5000", Assert.Single(exception.Violations).Id);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Missing_file_throws_the_systems_exception() => Assert.Throws<FileNotFoundException>(() => KeyPolicy.FromFile(Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.json")));

    [Fact]
    public void Policies_are_compared_by_content()
    {
        var policy = new KeyPolicy { MaxLimitUsd = 100m, NamePatterns = ["a", "b"] };
        KeyPolicy same = new() { MaxLimitUsd = 100.0m, NamePatterns = new List<string> { "a", "b" } };

        Assert.Equal(policy, same);
        Assert.Equal(policy.GetHashCode(), same.GetHashCode());
        Assert.All(
            [
                policy with { NamePatterns = ["b", "a"] }, policy with { NamePatterns = ["a"] }, policy with { NamePatterns = ["a", "B"] }, policy with { MaxLimitUsd = null }, policy with { RequireLimit = true },
                policy with { RequireReset = true }, policy with { RequireExpiration = true }, policy with { MaxLifetimeDays = 1 }, policy with { RequireWorkspace = true }, policy with { RequireExternalUser = true },
            ],
            other => Assert.NotEqual(policy, other));
        Assert.False(policy.Equals(null));
    }

    public static TheoryData<KeyPolicy, string> InvalidPolicies => new()
    {
        { new() { MaxLimitUsd = -1m }, "MaxLimitUsd" },
        { new() { MaxLifetimeDays = 0 }, "MaxLifetimeDays" },
        { new() { NamePatterns = ["a", ""] }, "NamePatterns" },
        { new() { NamePatterns = [null!] }, "NamePatterns" },
        { new() { NamePatterns = null! }, "NamePatterns" },
        { new() { RequireReset = true, MaxLimitUsd = 0m }, "RequireReset" },
    };

    [Theory]
    [MemberData(nameof(InvalidPolicies))]
    public void Invalid_policy_that_is_built_in_code_is_rejected_where_it_is_used(KeyPolicy policy, string property)
    {
        Func<object>[] uses =
        [
            () => KeyRequest.Named("a").Validate(policy), () => KeyRequest.Named("a").EnsureValid(policy), () => KeyUpdate.Empty.Disable().Validate(policy), () => KeyUpdate.Empty.Disable().EnsureValid(policy),
            () => new KeyRequestValidator(policy), () => new KeyUpdateValidator(policy), () => new OpenRouterKeysClient(TestManagementKey, new() { Policy = policy }),
        ];

        Assert.All(uses, use => Assert.Contains(property, Assert.ThrowsAny<ArgumentException>(use).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Schema_has_the_properties_that_the_reader_reads()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(SchemaPath()));
        var properties = schema.RootElement.GetProperty("properties").EnumerateObject().Select(property => property.Name).Where(name => name != "$schema").ToList();
        var message = Assert.Single(PolicyJson.Read("""{"zzzzzzzzzz":1}""").Findings).Message;

        Assert.Equal(Names().Match(message).Groups["names"].Value.Split(", "), properties);
        Assert.False(schema.RootElement.GetProperty("additionalProperties").GetBoolean());
    }

    // The examples in the schema are what an editor suggests.
    [Fact]
    public void Schema_example_is_a_valid_policy()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(SchemaPath()));
        Assert.All(schema.RootElement.GetProperty("examples").EnumerateArray(), example => KeyPolicy.FromJson(example.GetRawText()));
    }

    private static readonly ManagementKey TestManagementKey = ManagementKey.From("sk-or-v1-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");

    private static string SchemaPath([System.Runtime.CompilerServices.CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../../src/OpenRouterKeys.Fluent/openrouter-keys.policy.schema.json"));

    [GeneratedRegex(@"Use one of these: (?<names>.+)\.$")]
    private static partial Regex Names();
}
