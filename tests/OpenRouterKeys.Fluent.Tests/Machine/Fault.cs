using System.Net;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests.Machine;

/// <summary>What a call is expected to come to.</summary>
internal enum Expected
{
    Returned,
    Unknown,
    Denied,

    /// <summary>Which of the two depends on whether the lost connection was noticed before the body left.</summary>
    UnknownOrDenied,
    SentAgain,
}

/// <summary>Something that goes wrong with a request, and what the promises say of it.</summary>
/// <param name="Name">For reports.</param>
/// <param name="Simulated">What the simulator does.</param>
/// <param name="Expected">What the client says.</param>
/// <param name="IsMade">Whether the key exists.</param>
internal sealed record Fault(string Name, SimulatedFault Simulated, Expected Expected, bool IsMade = false)
{
    public static readonly IReadOnlyList<Fault> All =
    [
        new("400", SimulatedFault.Reject(HttpStatusCode.BadRequest), Expected.Denied),
        new("401", SimulatedFault.Reject(HttpStatusCode.Unauthorized), Expected.Denied),
        new("429 to wait for", SimulatedFault.Reject(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.Zero), Expected.SentAgain),
        new("429 for long", SimulatedFault.Reject(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.FromHours(1)), Expected.Denied),
        new("307", SimulatedFault.Reject(HttpStatusCode.TemporaryRedirect), Expected.Unknown),
        new("408", SimulatedFault.Reject(HttpStatusCode.RequestTimeout), Expected.Unknown),
        new("409, made", SimulatedFault.Reject(HttpStatusCode.Conflict).AfterProcessing(), Expected.Unknown, IsMade: true),
        new("500", SimulatedFault.Reject(HttpStatusCode.InternalServerError), Expected.Unknown),
        new("500, made", SimulatedFault.Reject(HttpStatusCode.InternalServerError).AfterProcessing(), Expected.Unknown, IsMade: true),
        new("502 in HTML, made", SimulatedFault.RespondWith("<html>", HttpStatusCode.BadGateway).AfterProcessing(), Expected.Unknown, IsMade: true),
        new("201 without a key", SimulatedFault.RespondWith("{}"), Expected.Unknown),
        new("201 without a key, made", SimulatedFault.RespondWith("").AfterProcessing(), Expected.Unknown, IsMade: true),
        new("lost request", SimulatedFault.DropRequest(), Expected.Unknown),
        new("lost answer", SimulatedFault.DropResponse(), Expected.Unknown, IsMade: true),
        new("cut answer", SimulatedFault.TruncateResponse(10), Expected.Unknown, IsMade: true),
        new("late answer", SimulatedFault.DelayResponse(TimeSpan.FromMilliseconds(1)), Expected.Returned, IsMade: true),
    ];

    public override string ToString() => Name;
}
