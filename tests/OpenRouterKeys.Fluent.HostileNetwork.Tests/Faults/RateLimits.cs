using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Outcomes;
using static OpenRouterKeys.Fluent.HostileNetwork.Tests.Server.Steps;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Faults;

/// <summary>429, and what it asks for.</summary>
internal static class RateLimits
{
    public static Fault[] All { get; } =
    [
        new("429 once", CreatedByAnother, 2, Read, Answer(429)),
        Limit("without Retry-After", "", RateLimited(), 3),
        Limit("in 0 s", "Retry-After: 0\r\n", RateLimited(0), 3),
        Limit("in 5 s", "Retry-After: 5\r\n", RateLimited(5), 3),
        Limit("in 60 s", "Retry-After: 60\r\n", RateLimited(60), 3),
        Limit("in 61 s", "Retry-After: 61\r\n", RateLimited(61), 1),
        Limit("in 5 s and 70 s", "Retry-After: 5\r\nRetry-After: 70\r\n", RateLimited(70), 1),
        Limit("in half a second", "Retry-After: 0.5\r\n", RateLimited(1), 3),
        Limit("at a time that is past", "Retry-After: Mon, 01 Jun 2026 11:59:00 GMT\r\n", RateLimited(0), 3),
        Limit("at a time soon", "Retry-After: Mon, 01 Jun 2026 12:00:07 GMT\r\n", RateLimited(7), 3),
        Limit("at a time far off", "Retry-After: Fri, 31 Dec 2027 23:59:59 GMT\r\n", RateLimited(49_982_399), 1),
        Limit("negative", "Retry-After: -5\r\n", RateLimited(), 3),
        Limit("soon", "Retry-After: soon\r\n", RateLimited(), 3),
        Limit("empty", "Retry-After: \r\n", RateLimited(), 3),
        Limit("absurd", "Retry-After: 99999999999999999999999\r\n", RateLimited(922_337_203_685), 1),
        Limit("in other bytes than ASCII", "Retry-After: \u00e9\r\n", RateLimited(), 3),
        new("503 with Retry-After", UnknownAfter(503), 1, Read, Answer(503, "", "Retry-After: 1\r\n")),
    ];

    private static Fault Limit(string when, string header, string outcome, int bodies) => new($"429 {when}", outcome, bodies, Read, Answer(429, "", header)) { Times = bodies };
}
