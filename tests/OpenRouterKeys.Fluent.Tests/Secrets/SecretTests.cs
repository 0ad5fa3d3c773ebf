using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace OpenRouterKeys.Fluent.Tests.Secrets;

public class SecretTests
{
    private const string Text = "sk-or-v1-abc4567890abcdef0123456789abcdef0123456789abcdef0123456789abcxyz";
    private const string Full = "sk-or-v1-abc4567890abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData(Full, "sk-or-v1-abc...def")]
    [InlineData(Text, "***")]
    [InlineData("sk-or-v1-new", "***")]
    [InlineData("sk-or-v1-0123456789abcdef", "***")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef012345678", "***")]
    [InlineData("sk-or-v1-ABC4567890abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "***")]
    public void A_mask_shows_no_more_than_the_APIs_label_does(string text, string mask) => Assert.Equal(mask, ApiKey.From(text).ToString());

    [Fact]
    public void A_secret_is_masked_wherever_it_is_shown()
    {
        var key = ApiKey.From(Text);
        var created = new CreatedKey { Key = key, Info = new() { Hash = "h1" } };
        string[] shown =
        [
            key.ToString(),
            $"{key}",
            string.Format(CultureInfo.InvariantCulture, "{0,80:X}", key),
            string.Concat("", key),
            created.ToString(),
            (Key: key, 1).ToString(),
            Newtonsoft.Json.JsonConvert.SerializeObject(key),
            Newtonsoft.Json.JsonConvert.SerializeObject(created),
            Newtonsoft.Json.JsonConvert.SerializeObject(ManagementKey.From(Text)),
        ];

        Assert.All(shown, text => Assert.DoesNotContain("abc4567890", text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_debugger_sees_the_mask_and_no_member()
    {
        Assert.Equal("{ToString(),nq}", typeof(Secret).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value);
        Assert.Empty(typeof(Secret).GetProperties());
        Assert.All(
            typeof(Secret).GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public),
            field => Assert.Equal(DebuggerBrowsableState.Never, field.GetCustomAttribute<DebuggerBrowsableAttribute>()!.State));
    }

    [Fact]
    public void System_Text_Json_refuses_to_write_a_secret_and_says_what_to_do()
    {
        foreach (var write in new Action[]
        {
            () => JsonSerializer.Serialize(ApiKey.From(Text)),
            () => JsonSerializer.Serialize(ManagementKey.From(Text)),
            () => JsonSerializer.Serialize<Secret>(ApiKey.From(Text)),
            () => JsonSerializer.Serialize(new { Any = (Secret)ApiKey.From(Text) }),
            () => JsonSerializer.Deserialize<Secret>("\"text\""),
            () => JsonSerializer.Serialize(new CreatedKey { Key = ApiKey.From(Text), Info = new() { Hash = "h1" } }),
            () => JsonSerializer.Serialize(new Dictionary<ApiKey, int> { [ApiKey.From(Text)] = 1 }),
        })
        {
            Assert.DoesNotContain(Text, Assert.Throws<NotSupportedException>(write).ToString(), StringComparison.Ordinal);
        }

        Assert.Contains("Reveal()", Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(ApiKey.From(Text))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void System_Text_Json_reads_a_secret_from_a_configuration()
    {
        Assert.Equal(ApiKey.From(Text), JsonSerializer.Deserialize<ApiKey>($"\"{Text}\""));
        Assert.Equal(ManagementKey.From(Text), JsonSerializer.Deserialize<ManagementKey>($"\"{Text}\""));
        Assert.DoesNotContain("se cret", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ManagementKey>("\"se cret\"")).ToString(), StringComparison.Ordinal);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ApiKey>("17"));
    }

    [Fact]
    public void Reveal_gives_the_text() => Assert.Equal(Text, ApiKey.From(Text).Reveal());

    [Fact]
    public void Secrets_are_equal_by_type_and_text()
    {
        Secret key = ApiKey.From(Text);
        Secret same = ApiKey.From(new string(Text.AsSpan()));
        Secret other = ApiKey.From(Full);
        Secret management = ManagementKey.From(Text);

        Assert.True(key == same && key.Equals((object)same) && key.GetHashCode() == same.GetHashCode());
        Assert.True(key != other && key != management && !key.Equals(null));
        Assert.True((Secret?)null == null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("two words")]
    [InlineData("trailing\n")]
    [InlineData("line\r\nX-Injected: 1")]
    [InlineData("tab\t")]
    [InlineData("kéy")]
    [InlineData("nul\0")]
    [InlineData("del\u007F")]
    public void A_management_key_that_no_header_takes_is_refused_without_an_echo(string text)
    {
        var exception = Assert.Throws<ArgumentException>(() => ManagementKey.From(text));

        Assert.True(string.IsNullOrWhiteSpace(text) || !exception.ToString().Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void Null_and_blank_keys_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ManagementKey.From(null!));
        Assert.Throws<ArgumentException>(() => ApiKey.From(null!));
        Assert.Throws<ArgumentException>(() => ApiKey.From(" "));
    }

    [Fact]
    public void A_management_key_comes_from_the_environment_and_its_lack_is_told_by_the_variables_name()
    {
        const string Variable = "ORK_TEST_MANAGEMENT_KEY";
        Assert.Contains(Variable, Assert.Throws<InvalidOperationException>(() => ManagementKey.FromEnvironment(Variable)).Message, StringComparison.Ordinal);

        Environment.SetEnvironmentVariable(Variable, "se cret");
        Assert.DoesNotContain("se cret", Assert.Throws<InvalidOperationException>(() => ManagementKey.FromEnvironment(Variable)).ToString(), StringComparison.Ordinal);

        Environment.SetEnvironmentVariable(Variable, "any-prefix-will-do");
        Assert.Equal("any-prefix-will-do", ManagementKey.FromEnvironment(Variable).Reveal());
    }
}
