using System.Net;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests.StateMachines;

/// <summary>The outcome of a creation.</summary>
internal enum Outcome
{
    /// <summary>The key was returned.</summary>
    Returned,

    /// <summary>The call threw <see cref="KeyOutcomeUnknownException"/>.</summary>
    Unknown,

    /// <summary>The call threw an exception that excludes that the key was created.</summary>
    NotCreated,

    /// <summary>Expected only: depends on whether the client detected the closed connection before it sent the body.</summary>
    UnknownOrNotCreated,

    /// <summary>Expected only: the client retries the request.</summary>
    Retried,
}

/// <summary>A fault of one request, and its expected outcome.</summary>
/// <param name="Name">The name in reports.</param>
/// <param name="Simulated">The simulator's fault.</param>
/// <param name="Outcome">The outcome that the client reports.</param>
/// <param name="IsCreated">Whether the key exists afterwards.</param>
internal sealed record FaultCase(string Name, SimulatedFault Simulated, Outcome Outcome, bool IsCreated = false)
{
    public static readonly IReadOnlyList<FaultCase> All =
    [
        new("400", SimulatedFault.Reject(HttpStatusCode.BadRequest), Outcome.NotCreated),
        new("401", SimulatedFault.Reject(HttpStatusCode.Unauthorized), Outcome.NotCreated),
        new("429 with Retry-After 0", SimulatedFault.Reject(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.Zero), Outcome.Retried),
        new("429 with Retry-After 1 h", SimulatedFault.Reject(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.FromHours(1)), Outcome.NotCreated),
        new("307", SimulatedFault.Reject(HttpStatusCode.TemporaryRedirect), Outcome.Unknown),
        new("408", SimulatedFault.Reject(HttpStatusCode.RequestTimeout), Outcome.Unknown),
        new("409, created", SimulatedFault.Reject(HttpStatusCode.Conflict).AfterProcessing(), Outcome.Unknown, IsCreated: true),
        new("500", SimulatedFault.Reject(HttpStatusCode.InternalServerError), Outcome.Unknown),
        new("500, created", SimulatedFault.Reject(HttpStatusCode.InternalServerError).AfterProcessing(), Outcome.Unknown, IsCreated: true),
        new("502 with HTML, created", SimulatedFault.RespondWith("<html>", HttpStatusCode.BadGateway).AfterProcessing(), Outcome.Unknown, IsCreated: true),
        new("201 without a key", SimulatedFault.RespondWith("{}"), Outcome.Unknown),
        new("201 without a key, created", SimulatedFault.RespondWith("").AfterProcessing(), Outcome.Unknown, IsCreated: true),
        new("dropped request", SimulatedFault.DropRequest(), Outcome.Unknown),
        new("dropped response", SimulatedFault.DropResponse(), Outcome.Unknown, IsCreated: true),
        new("truncated response", SimulatedFault.TruncateResponse(10), Outcome.Unknown, IsCreated: true),
        new("delayed response", SimulatedFault.DelayResponse(TimeSpan.FromMilliseconds(1)), Outcome.Returned, IsCreated: true),
    ];

    public override string ToString() => Name;
}
