namespace OpenRouterKeys.Fluent.Tests.Secrets;

/// <summary>Text that is, or is nearly, a credential.</summary>
public class SecretScrubberTests
{
    private static readonly ManagementKey Key = ManagementKey.From("canary-4711");

    [Theory]
    [InlineData("", "")]
    [InlineData("no secret", "no secret")]
    [InlineData("canary-4711", "***")]
    [InlineData("two: Canary-4711, CANARY-4711.", "two: ***, ***.")]
    [InlineData("sk-12345678", "***")]
    [InlineData("sk-1234567", "sk-1234567")]
    [InlineData("sk-a_b-c_d-", "***")]
    [InlineData("a sk-12345678 and sk-proj-abcdefgh, b", "a *** and ***, b")]
    [InlineData("sk- sk-12345678", "sk- ***")]
    [InlineData("a long text before sk-1", "a long text before sk-1")]
    [InlineData("sk-1 sk-12345678", "sk-1 ***")]
    [InlineData("task-12345678", "task-12345678")]
    [InlineData("1sk-12345678", "1sk-12345678")]
    [InlineData("-sk-12345678", "-***")]
    [InlineData("task-12345678 sk-12345678", "task-12345678 ***")]
    [InlineData("SK-12345678", "SK-12345678")]
    [InlineData("sk-1234567é", "sk-1234567é")]
    [InlineData("(sk-or-v1-0123456789abcdef)", "(***)")]
    public void Credentials_are_masked_and_other_text_is_unchanged(string text, string scrubbed) => Assert.Equal(scrubbed, SecretScrubber.Scrub(text, Key));

    [Theory]
    [InlineData("""a "b"  ë+c and canary-4711""")]
    [InlineData("""A "B"  Ë+C and canary-4711""")]
    [InlineData("""a \"b\"  ë+c and canary-4711""")]
    [InlineData("""a \u0022b\u0022  \u00EB\u002Bc and canary-4711""")]
    public void Every_secret_is_masked_in_each_of_its_JSON_forms(string text) =>
        Assert.Equal("*** and ***", SecretScrubber.Scrub(text, Key, ApiKey.From("a \"b\"  ë+c")));

    [Fact]
    public void Secret_that_contains_another_one_is_masked_as_a_whole()
    {
        var longer = ApiKey.From("canary-4711-and-more");

        Assert.Equal("***, ***", SecretScrubber.Scrub("canary-4711-and-more, canary-4711", Key, longer));
        Assert.Equal("***, ***", SecretScrubber.Scrub("canary-4711-and-more, canary-4711", longer, Key));
    }
}
