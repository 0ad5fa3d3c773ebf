namespace OpenRouterKeys.Fluent.Rules;

internal static class ExpirationRules
{
    public const string Property = "Expiration";

    /// <summary>Before this instant the API knew no expiry: what expires earlier has surely passed, whatever the clock says.</summary>
    public static readonly DateTimeOffset Floor = new(2025, 11, 11, 0, 0, 0, TimeSpan.Zero);

    public static readonly Rule<(DateTimeOffset Expiration, DateTimeOffset Now)> Passed = new(
        "ORK1008", Property, isError: true,
        "The expiry has passed",
        "The expiry has passed: choose an instant in the future, or leave it out for a key that does not expire",
        request => request.Expiration <= request.Now);

    /// <summary>The clock of those who have none, a constant's and a queued request's: only what lies before the floor has passed.</summary>
    public static readonly DateTimeOffset EarliestNow = Floor.AddTicks(-1);
}
