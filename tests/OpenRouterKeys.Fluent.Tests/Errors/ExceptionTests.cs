using System.Net;

namespace OpenRouterKeys.Fluent.Tests.Errors;

/// <summary>Each exception as a user's own test makes it.</summary>
public class ExceptionTests
{
    private static readonly KeyInfo Key = new() { Hash = "h1" };

    private static readonly Dictionary<string, Func<string?, Exception?, OpenRouterKeysException>> Made = new(StringComparer.Ordinal)
    {
        ["The key request is invalid, and nothing was sent."] = (words, cause) => new InvalidKeyRequestException(words, cause) { Violations = [] },
        ["The new key could not be stored."] = (words, cause) => new KeyNotStoredException(words, cause) { Key = Key },
        ["Whether the call was carried out is unknown: look before sending it again."] =
            (words, cause) => new KeyOutcomeUnknownException(words, cause) { AttemptedAt = Instants.Now },
        ["The API rejected the request; nothing was created or changed."] =
            (words, cause) => new KeyRequestRejectedException(words, cause) { StatusCode = HttpStatusCode.BadRequest },
        ["The API rejected the management key; nothing was created or changed."] =
            (words, cause) => new ManagementKeyRejectedException(words, cause) { StatusCode = HttpStatusCode.Unauthorized },
        ["There is no key with this hash."] = (words, cause) => new NoSuchKeyException(words, cause),
        ["The API's rate limit is exceeded; nothing was created or changed."] = (words, cause) => new RateLimitedException(words, cause),
        ["The new key was stored, and the old one could not be switched off."] = (words, cause) => new OldKeyNotRetiredException(words, cause) { OldKey = Key, NewKey = Key },
        ["The API could not be reached; nothing was created or changed, and trying again is safe."] =
            (words, cause) => new OpenRouterUnavailableException(words, cause),
    };

    public static TheoryData<string> Messages => [.. Made.Keys];

    [Theory]
    [MemberData(nameof(Messages))]
    public void It_has_words_of_its_own_or_those_that_it_is_given(string message)
    {
        var cause = new IOException();

        Assert.Equal((message, null), (Made[message](null, null).Message, Made[message](null, null).InnerException));
        Assert.Equal(("mine", cause), (Made[message]("mine", cause).Message, Made[message]("mine", cause).InnerException));
    }

    [Fact]
    public void Each_kind_is_here() =>
        Assert.Equal(
            typeof(OpenRouterKeysException).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(OpenRouterKeysException))).ToHashSet(),
            Made.Values.Select(make => make(null, null).GetType()).ToHashSet());

    [Fact]
    public void A_broken_rule_tells_its_place_in_JSON_where_it_has_one()
    {
        var rule = new RuleViolation { Id = "ORK1004", Property = "LimitUsd", Message = "The limit is negative." };

        Assert.Equal("ORK1004 LimitUsd: The limit is negative.", rule.ToString());
        Assert.Equal("ORK1004 at $.limit (line 2, column 9): The limit is negative.", (rule with { JsonPath = "$.limit", Line = 2, Column = 9 }).ToString());
    }
}
