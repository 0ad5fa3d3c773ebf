using System.Globalization;
using OpenRouterKeys.Fluent.Analyzers.Tests.PropertyTests;

namespace OpenRouterKeys.Fluent.Analyzers.Tests;

/// <summary>Tests the messages that depend on the reported code.</summary>
public class MessageTests
{
    [Theory]
    [InlineData("request.Limit(5m)", "The result of 'Limit' is discarded. 'Limit' returns a new KeyRequest and has no other effect. Assign the result.")]
    [InlineData("Named(\"a\")", "The result of 'Named' is discarded. 'Named' returns a new KeyRequest and has no other effect. Assign the result.")]
    [InlineData("request.Validate()", "The result of 'Validate' is discarded. 'Validate' returns its result and has no other effect. Use the result.")]
    [InlineData("KeyUpdate.Empty.ToJson()", "The result of 'ToJson' is discarded. 'ToJson' returns its result and has no other effect. Use the result.")]
    [InlineData("client.ListAsync()", "The result of 'ListAsync' is never enumerated, so nothing is sent. Enumerate it with 'await foreach'.")]
    [InlineData(
        "_ = System.Text.Json.JsonSerializer.Serialize(new { key })",
        "'ApiKey' would be serialized, which throws, and its secret would be lost. Return the hash and the revealed secret instead.")]
    [InlineData(
        "_ = System.Text.Json.JsonSerializer.Serialize(new[] { new RotatedKey { NewKey = null, OldKey = null } })",
        "'RotatedKey' would be serialized, which throws, and its secret would be lost. Return the hash and the revealed secret instead.")]
    [InlineData("client.CreateOnceAsync(request, (k, t) => null)", "'CreateOnceAsync' is not awaited, so its outcome is unknown. Await it.")]
    [InlineData("client.CreateAsync(request, (k, t) => null)", "'CreateAsync' is not awaited, so its outcome is unknown. Await it.")]
    [InlineData("client.CreateAsync(request)", "'CreateAsync' is not awaited, so its outcome is unknown and the new key's secret is lost. Await it.")]
    [InlineData("client.DeleteAsync(\"h\")", "'DeleteAsync' is not awaited, so its outcome is unknown. Await it.")]
    [InlineData("_ = Named(\"a\").Limit(1m).Limit(2m)", "'Limit(1m)' has no effect: 'Limit(2m)' later in the chain replaces it. Remove the earlier call.")]
    [InlineData("_ = Named(\"a name that is too long for the message\").WithName(\"b\")", "'Named(…)' has no effect: 'WithName(\"b\")' later in the chain replaces it. Remove the earlier call.")]
    [InlineData(
        "_ = Named(\"a\").ForExternalUser(\"u\", ApiKey.From(\"short\")).ForExternalUser(\"v\")",
        "'ForExternalUser(…)' has no effect: 'ForExternalUser(\"v\")' later in the chain replaces it. Remove the earlier call.")]
    [InlineData("Console.Error.WriteLine(key.Reveal())", "A revealed secret is logged or displayed by 'Console.Error.WriteLine'. Pass the key itself, which is masked.")]
    [InlineData("_ = Named(\"a\").ExpiresIn(TimeSpan.Zero)", "The lifetime must be positive.")]
    [InlineData("_ = Named(\"a\").ExpiresAt(DateTimeOffset.UnixEpoch)", "The expiration has passed. Use a date and time in the future, or no expiration.")]
    [InlineData("_ = Named(\"a\").Resets((LimitReset)7)", "The reset interval is not defined. Use Never, Daily, Weekly or Monthly.")]
    [InlineData(
        "_ = FromJson(\"{\\\"name\\\":\\\"a\\\",\\\"limit\\\":1,\\\"limit_reset\\\":\\\"Monthly\\\"}\")",
        "'Monthly' is not a reset interval. Use \"daily\", \"weekly\", \"monthly\" or null.")]
    public void Statement_has_the_message(string statement, string message)
    {
        var diagnostics = TestProgram.Analyze($$"""
            using System; using OpenRouterKeys.Fluent; using static OpenRouterKeys.Fluent.KeyRequest;
            class C { static void M(IOpenRouterKeysClient client, KeyRequest request, ApiKey key) { {{statement}}; } }
            """);

        Assert.Contains(message, diagnostics.Select(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Message_of_a_repeated_setting_does_not_contain_a_key()
    {
        var diagnostics = TestProgram.Analyze("""
            using static OpenRouterKeys.Fluent.KeyRequest;
            class C { object R = Named("a").WithName("sk-or-v1-0123456789abcdef"); }
            """);

        Assert.Contains(
            "'Named(\"a\")' has no effect: 'WithName(…)' later in the chain replaces it. Remove the earlier call.",
            diagnostics.Select(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)));
    }
}
