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
}
