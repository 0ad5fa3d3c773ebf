using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace OpenRouterKeys.Fluent.Tests.Secrets;

public class SecretTests
{
    private const string Text = "sk-or-v1-abc4567890abcdef0123456789abcdef0123456789abcdef0123456789abcxyz";
    private const string FullFormat = "sk-or-v1-abc4567890abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData(FullFormat, "sk-or-v1-abc...def")]
    [InlineData(Text, "***")]
    [InlineData("sk-or-v1-new", "***")]
    [InlineData("sk-or-v1-0123456789abcdef", "***")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef012345678", "***")]
    [InlineData("sk-or-v1-ABC4567890abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "***")]
    public void ToString_masks_secret(string text, string mask) => Assert.Equal(mask, ApiKey.From(text).ToString());

    [Fact]
    public void Formatting_and_Newtonsoft_Json_mask_secret()
    {
        var key = ApiKey.From(Text);
        var created = new CreatedKey { Key = key, Info = new() { Hash = "h1" } };
        string[] texts =
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

        Assert.All(texts, text => Assert.DoesNotContain("abc4567890", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Debugger_displays_mask_and_no_members()
    {
        Assert.Equal("{ToString(),nq}", typeof(Secret).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value);
        Assert.Empty(typeof(Secret).GetProperties());
        Assert.All(
            typeof(Secret).GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public),
            field => Assert.Equal(DebuggerBrowsableState.Never, field.GetCustomAttribute<DebuggerBrowsableAttribute>()!.State));
    }

    [Fact]
    public void System_Text_Json_write_throws_with_hint_to_Reveal()
    {
#pragma warning disable ORK2006 // that it throws is tested
        foreach (var write in new Action[]
        {
            () => JsonSerializer.Serialize(ApiKey.From(Text)),
            () => JsonSerializer.Serialize(ManagementKey.From(Text)),
            () => JsonSerializer.Serialize<Secret>(ApiKey.From(Text)),
            () => JsonSerializer.Serialize(new { Value = (Secret)ApiKey.From(Text) }),
            () => JsonSerializer.Deserialize<Secret>("\"text\""),
            () => JsonSerializer.Serialize(new CreatedKey { Key = ApiKey.From(Text), Info = new() { Hash = "h1" } }),
            () => JsonSerializer.Serialize(new Dictionary<ApiKey, int> { [ApiKey.From(Text)] = 1 }),
        })
        {
            Assert.DoesNotContain(Text, Assert.Throws<NotSupportedException>(write).ToString(), StringComparison.Ordinal);
        }
#pragma warning restore ORK2006

        Assert.Contains("Reveal()", Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(ApiKey.From(Text))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void System_Text_Json_reads_secret_from_string()
    {
        Assert.Equal(ApiKey.From(Text), JsonSerializer.Deserialize<ApiKey>($"\"{Text}\""));
        Assert.Equal(ManagementKey.From(Text), JsonSerializer.Deserialize<ManagementKey>($"\"{Text}\""));
        Assert.DoesNotContain("se cret", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ManagementKey>("\"se cret\"")).ToString(), StringComparison.Ordinal);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ApiKey>("17"));
    }

    [Fact]
    public void Reveal_returns_text() => Assert.Equal(Text, ApiKey.From(Text).Reveal());

    [Fact]
    public void Secrets_of_same_type_and_text_are_equal()
    {
        Secret key = ApiKey.From(Text);
        Secret same = ApiKey.From(new string(Text.AsSpan()));
        Secret other = ApiKey.From(FullFormat);
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
    public void Management_key_invalid_in_header_throws_without_repeating_it(string text)
    {
        var exception = Assert.Throws<ArgumentException>(() => ManagementKey.From(text));

        Assert.True(string.IsNullOrWhiteSpace(text) || !exception.ToString().Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void Null_or_blank_key_throws()
    {
        Assert.Throws<ArgumentException>(() => ManagementKey.From(null!));
        Assert.Throws<ArgumentException>(() => ApiKey.From(null!));
        Assert.Throws<ArgumentException>(() => ApiKey.From(" "));
    }

    [Fact]
    public void FromEnvironment_returns_key_or_reports_variable()
    {
        const string Variable = "ORK_TEST_MANAGEMENT_KEY";
        Assert.Contains(Variable, Assert.Throws<InvalidOperationException>(() => ManagementKey.FromEnvironment(Variable)).Message, StringComparison.Ordinal);

        Environment.SetEnvironmentVariable(Variable, "se cret");
        Assert.DoesNotContain("se cret", Assert.Throws<InvalidOperationException>(() => ManagementKey.FromEnvironment(Variable)).ToString(), StringComparison.Ordinal);

        Environment.SetEnvironmentVariable(Variable, "any-prefix-will-do");
        Assert.Equal("any-prefix-will-do", ManagementKey.FromEnvironment(Variable).Reveal());
    }
}
