using System.Net;

namespace OpenRouterKeys.Fluent.Tests.Errors;

/// <summary>Each exception as a user's own test makes it.</summary>
public class ExceptionTests
{
    private static readonly KeyInfo Key = new() { Hash = "h1" };

    private static readonly Dictionary<string, Func<string?, Exception?, OpenRouterKeysException>> Made = new(StringComparer.Ordinal)
    {
        ["The key request is invalid. Nothing was sent."] = (words, cause) => new InvalidKeyRequestException(words, cause) { Violations = [] },
        ["The new key could not be stored. Unless IsDeleted is true, delete it by its hash."] = (words, cause) => new KeyNotStoredException(words, cause) { Key = Key },
        ["The outcome of the call is unknown. Check whether it was processed before you retry."] =
            (words, cause) => new KeyOutcomeUnknownException(words, cause) { AttemptedAt = Instants.Now },
        ["The API rejected the request. Nothing was created or changed. See StatusCode and ApiMessage."] =
            (words, cause) => new KeyRequestRejectedException(words, cause) { StatusCode = HttpStatusCode.BadRequest },
        ["The API rejected the management key. Nothing was created or changed. Check the key, its workspace and the account's IP allowlist."] =
            (words, cause) => new ManagementKeyRejectedException(words, cause) { StatusCode = HttpStatusCode.Unauthorized },
        ["No key has this hash. List the keys to see whether it was deleted."] = (words, cause) => new NoSuchKeyException(words, cause),
        ["The API's rate limit is exceeded. Nothing was created or changed. Wait, then try again."] = (words, cause) => new RateLimitedException(words, cause),
        ["The new key was stored, but the old one may still work. Disable or delete the old key by its hash."] = (words, cause) => new OldKeyNotRetiredException(words, cause) { OldKey = Key, NewKey = Key },
        ["The API is unavailable. Nothing was created or changed. Try again later."] =
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
