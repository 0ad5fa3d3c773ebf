namespace OpenRouterKeys.Fluent.Rules;

/// <summary>A rule: its id is the FluentValidation error code, the analyzer's diagnostic id and the name of its page.</summary>
internal class Rule(string id, string property, bool isError, string title, string message)
{
    public string Id { get; } = id;

    /// <summary>The C# property that the rule applies to; empty if it applies to the whole request or JSON text.</summary>
    public string Property { get; } = property;

    /// <summary>Whether a request that violates the rule is invalid. Otherwise the rule is a warning.</summary>
    public bool IsError { get; } = isError;

    public string Title { get; } = title;

    /// <summary>What is wrong and what to do, in English in every culture. It never contains the value, which may be a pasted key.</summary>
    public string Message { get; } = message;
}

/// <summary>A rule for a value: a pure predicate that depends neither on the current time nor on the culture.</summary>
internal sealed class Rule<T>(string id, string property, bool isError, string title, string message, Func<T, bool> isViolatedBy)
    : Rule(id, property, isError, title, message)
{
    public bool IsViolatedBy(T value) => isViolatedBy(value);
}

/// <summary>The table of value rules, which the validator, <c>FromJson</c> and the analyzer share.</summary>
internal static class KeyRules
{
    public static readonly Rule<string?> NameIsBlank = new(
        "ORK1001", "Name", isError: true,
        "The name is blank",
        "The name is blank. Give the key a name that describes its purpose.",
        TextShape.IsBlank);

    public static readonly Rule<string?> NameContainsKey = new(
        "ORK1002", "Name", isError: true,
        "The name contains an OpenRouter key",
        "The name contains text that looks like an OpenRouter key, and names appear in lists and logs. Use a name that describes the key's purpose, and revoke the key that was pasted.",
        KeyShape.IsIn);

    public static readonly Rule<string?> NameIsIllFormed = new(
        "ORK1003", "Name", isError: true,
        "The name is not well-formed text",
        "The name contains a control character or a lone surrogate. Remove it.",
        TextShape.IsIllFormed);

    public static readonly Rule<decimal> LimitIsNegative = new(
        "ORK1004", "LimitUsd", isError: true,
        "The limit is negative",
        "The limit is negative. Use 0 or a positive amount of US dollars.",
        usd => usd < 0m);

    public static readonly Rule<decimal> LimitIsTooPrecise = new(
        "ORK1005", "LimitUsd", isError: false,
        "The limit has more than 15 significant digits",
        "The limit has more than 15 significant digits, and the API would change it because it stores a double. Round the limit to 15 digits.",
        HasTooManyDigits);

    public static readonly Rule<LimitReset> ResetIsUndefined = new(
        "ORK1006", "LimitReset", isError: true,
        "The reset interval is not defined",
        "The reset interval is not defined. Use Never, Daily, Weekly or Monthly.",
        interval => interval != LimitReset.Never && !IsReset(interval));

    public static readonly Rule<(LimitReset Interval, bool HasLimit)> ResetWithoutLimit = new(
        "ORK1007", "LimitReset", isError: false,
        "A reset interval has no effect without a limit",
        "A reset interval has no effect without a limit. Set a limit, or remove the reset.",
        request => !request.HasLimit && IsReset(request.Interval));

    public static readonly Rule<(DateTimeOffset Expiration, DateTimeOffset Now)> ExpirationHasPassed = new(
        "ORK1008", "Expiration", isError: true,
        "The expiration has passed",
        "The expiration has passed. Use a date and time in the future, or no expiration.",
        request => request.Expiration <= request.Now);

    /// <summary>The compile-time message of <see cref="ExpirationHasPassed"/> for <c>ExpiresIn</c>.</summary>
    public const string LifetimeMessage = "The lifetime must be positive.";

    public static readonly Rule<string?> CreatorIsBlank = new(
        "ORK1009", "CreatorUserId", isError: true,
        "The creator's user id is blank",
        "The creator's user id is blank. Set the user's id, or leave the creator out.",
        TextShape.IsBlank);

    public static readonly Rule<Guid> WorkspaceIsEmpty = new(
        "ORK1010", "WorkspaceId", isError: true,
        "The workspace id is the empty GUID",
        "The workspace id is the empty GUID. Set the workspace's id, or leave it out for the default workspace.",
        id => id == Guid.Empty);

    public static readonly Rule<bool> UpdateIsEmpty = new(
        "ORK1011", "", isError: true,
        "The update is empty",
        "The update is empty. Set at least one property, or remove the call.",
        isEmpty => isEmpty);

    public static readonly Rule<string?> ExternalUserIsInvalid = new(
        "ORK1012", "ExternalUser", isError: true,
        "The external user is blank, too long or not well-formed text",
        "The external user is blank, is longer than 512 characters, or contains NUL or a lone surrogate. Use your own id for the customer, with 1 to 512 characters.",
        user => TextShape.TrimmedLength(user) is 0 or > MaxExternalUserLength || TextShape.HasNulOrLoneSurrogate(user));

    public static readonly Rule<string?> ExternalApiKeyIsShort = new(
        "ORK1013", "ExternalApiKey", isError: true,
        "The external API key is shorter than 32 characters",
        "The external API key is shorter than 32 characters. Use the whole key, or leave it out.",
        key => key is null || key.Length < MinExternalApiKeyLength || TextShape.IsBlank(key)); // an ApiKey cannot be blank

    public static readonly Rule<string?>[] Name = [NameIsBlank, NameContainsKey, NameIsIllFormed];

    public static readonly Rule<decimal>[] Limit = [LimitIsNegative, LimitIsTooPrecise];

    /// <summary>The date since which OpenRouter keys can have an expiration. An earlier expiration has always passed.</summary>
    public static readonly DateTimeOffset ExpirationFloor = new(2025, 11, 11, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Used in place of the current time by the analyzer and <c>FromJson</c>, which must not depend on it.</summary>
    public static readonly DateTimeOffset EarliestNow = ExpirationFloor.AddTicks(-1);

    /// <summary>The maximum number of digits that the conversion of a decimal to a double and back does not change.</summary>
    public const int MaxLimitDigits = 15;

    private const int MaxExternalUserLength = 512; // in UTF-16 code units, without white space around it
    private const int MinExternalApiKeyLength = 32;
    private const decimal SmallestFullLength = 1e14m; // the smallest integer with 15 digits

    /// <summary>Rounds to 15 significant digits; a midpoint is rounded to the even neighbor.</summary>
    public static decimal RoundLimit(decimal usd)
    {
        var (amount, unit, decimals) = (Math.Abs(usd), 1m, 0);
        while (amount >= SmallestFullLength * 10)
        {
            amount /= 10;
            unit *= 10;
        }

        while (amount < SmallestFullLength && amount != decimal.Truncate(amount))
        {
            amount *= 10;
            decimals++;
        }

        return unit > 1
            ? Math.Sign(usd) * decimal.Round(amount, MidpointRounding.ToEven) * unit
            : decimal.Round(usd, decimals, MidpointRounding.ToEven);
    }

    // Dividing or multiplying by 10 changes only the decimal's scale here, so both loops are exact.
    private static bool HasTooManyDigits(decimal usd)
    {
        var amount = Math.Abs(usd);
        while (amount >= SmallestFullLength * 10)
        {
            amount /= 10;
        }

        while (amount < SmallestFullLength && amount != decimal.Truncate(amount))
        {
            amount *= 10;
        }

        return amount != decimal.Truncate(amount);
    }

    private static bool IsReset(LimitReset interval) => interval is LimitReset.Daily or LimitReset.Weekly or LimitReset.Monthly;
}
