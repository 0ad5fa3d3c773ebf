using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>429 with values of Retry-After.</summary>
internal static class RateLimits
{
    public static Fault[] All { get; } =
    [
        new("429 once", CreatedByLaterResponse, 2, Read, Respond(429)),
        Limit("without Retry-After", "", RateLimited(), 3),
        Limit("in 0 s", "Retry-After: 0\r\n", RateLimited(0), 3),
        Limit("in 5 s", "Retry-After: 5\r\n", RateLimited(5), 3),
        Limit("in 60 s", "Retry-After: 60\r\n", RateLimited(60), 3),
        Limit("in 61 s", "Retry-After: 61\r\n", RateLimited(61), 1),
        Limit("in 5 s and 70 s", "Retry-After: 5\r\nRetry-After: 70\r\n", RateLimited(70), 1),
        Limit("in 0.5 s", "Retry-After: 0.5\r\n", RateLimited(1), 3),
        Limit("with a date in the past", "Retry-After: Mon, 01 Jun 2026 11:59:00 GMT\r\n", RateLimited(0), 3),
        Limit("with a date in 7 s", "Retry-After: Mon, 01 Jun 2026 12:00:07 GMT\r\n", RateLimited(7), 3),
        Limit("with a date far in the future", "Retry-After: Fri, 31 Dec 2027 23:59:59 GMT\r\n", RateLimited(49_982_399), 1),
        Limit("with a negative number", "Retry-After: -5\r\n", RateLimited(), 3),
        Limit("with text", "Retry-After: soon\r\n", RateLimited(), 3),
        Limit("with an empty value", "Retry-After: \r\n", RateLimited(), 3),
        Limit("with a huge number", "Retry-After: 99999999999999999999999\r\n", RateLimited(922_337_203_685), 1),
        Limit("with a non-ASCII value", "Retry-After: \u00e9\r\n", RateLimited(), 3),
        new("503 with Retry-After", UnknownAfter(503), 1, Read, Respond(503, "", "Retry-After: 1\r\n")),
    ];

    private static Fault Limit(string when, string header, string outcome, int bodies) => new($"429 {when}", outcome, bodies, Read, Respond(429, "", header)) { ConnectionCount = bodies };
}
