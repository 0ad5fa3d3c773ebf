using System.Net;

namespace OpenRouterKeys.Fluent.Tests.Errors;

/// <summary>The exceptions, created as in a user's own tests.</summary>
public class ExceptionTests
{
    private static readonly KeyInfo Key = new() { Hash = "h1" };

    private static readonly Dictionary<string, Func<string?, Exception?, OpenRouterKeysException>> Factories = new(StringComparer.Ordinal)
    {
        ["The key request is invalid. Nothing was sent."] = (message, cause) => new InvalidKeyRequestException(message, cause) { Violations = [] },
        ["The new key could not be given the old key's bindings. The old key is unchanged. Unless IsDeleted is true, delete the new key by its hash."] =
            (message, cause) => new KeyNotBoundException(message, cause) { OldKey = Key, IsDeleted = false, Missing = KeyBindings.None },
        ["The new key could not be stored. Unless IsDeleted is true, delete it by its hash."] = (message, cause) => new KeyNotStoredException(message, cause) { Key = Key, IsDeleted = false },
        ["The outcome of the call is unknown. Check whether it was processed before you retry."] =
            (message, cause) => new KeyOutcomeUnknownException(message, cause) { AttemptedAt = TestTime.Now },
        ["The API rejected the request. Nothing was created or changed. See StatusCode and ApiMessage."] =
            (message, cause) => new KeyRequestRejectedException(message, cause) { StatusCode = HttpStatusCode.BadRequest },
        ["The API rejected the management key. Nothing was created or changed. Check the key, its workspace, its permissions and the account's IP allowlist."] =
            (message, cause) => new ManagementKeyRejectedException(message, cause) { StatusCode = HttpStatusCode.Unauthorized },
        ["No key has this hash. List the keys to see whether it was deleted."] = (message, cause) => new NoSuchKeyException(message, cause),
        ["The API's rate limit is exceeded. Nothing was created or changed. Wait, then try again."] = (message, cause) => new RateLimitedException(message, cause),
        ["The new key was stored, but the old one may still work. Disable or delete the old key by its hash."] = (message, cause) => new OldKeyNotRetiredException(message, cause) { OldKey = Key, NewKey = Key },
        ["The API is unavailable. Nothing was created or changed. Try again later."] =
            (message, cause) => new OpenRouterUnavailableException(message, cause),
    };

    public static TheoryData<string> DefaultMessages => [.. Factories.Keys];

    [Theory]
    [MemberData(nameof(DefaultMessages))]
    public void Message_is_default_or_given_message(string defaultMessage)
    {
        var cause = new IOException();

        Assert.Equal((defaultMessage, null), (Factories[defaultMessage](null, null).Message, Factories[defaultMessage](null, null).InnerException));
        Assert.Equal(("custom", cause), (Factories[defaultMessage]("custom", cause).Message, Factories[defaultMessage]("custom", cause).InnerException));
    }

    [Fact]
    public void All_exception_types_are_tested() =>
        Assert.Equal(
            typeof(OpenRouterKeysException).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(OpenRouterKeysException))).ToHashSet(),
            Factories.Values.Select(create => create(null, null).GetType()).ToHashSet());

    [Fact]
    public void RuleViolation_ToString_contains_JSON_location_or_property()
    {
        var violation = new RuleViolation { Id = "ORK1004", Property = "LimitUsd", Message = "The limit is negative." };

        Assert.Equal("ORK1004 LimitUsd: The limit is negative.", violation.ToString());
        Assert.Equal("ORK1004 at $.limit (line 2, column 9): The limit is negative.", (violation with { JsonPath = "$.limit", Line = 2, Column = 9 }).ToString());
    }
}
