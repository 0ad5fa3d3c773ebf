using System.Net;
using Microsoft.AspNetCore.Http;
using OpenRouterKeys.Fluent.Testing.Api;
using OpenRouterKeys.Fluent.Testing.Faults;

namespace OpenRouterKeys.Fluent.Testing;

/// <summary>What goes wrong with one request: whether the call is carried out, and what answer is seen of it.
/// <list type="table">
/// <listheader><term>Fault</term><description>Carried out; answered</description></listheader>
/// <item><term><see cref="Reject"/></term><description>Not carried out; answered with the status.</description></item>
/// <item><term><see cref="RespondWith"/></term><description>Not carried out; answered with the body.</description></item>
/// <item><term><see cref="DropRequest"/></term><description>Not carried out; not answered.</description></item>
/// <item><term><see cref="DropResponse"/></term><description>Carried out; not answered.</description></item>
/// <item><term><see cref="DelayResponse"/></term><description>Carried out at once; answered after a while.</description></item>
/// <item><term><see cref="TruncateResponse"/></term><description>Carried out; answered in part.</description></item>
/// </list>
/// <see cref="AfterProcessing"/> turns the first three into faults of a call that was carried out. A call that the API would refuse
/// (a wrong token, an invalid body) has no effect when it is carried out either.</summary>
public abstract record SimulatedFault
{
    private protected SimulatedFault()
    {
    }

    /// <summary>Whether the call takes effect.</summary>
    internal bool IsCarriedOut { get; init; }

    /// <summary>The call is not carried out; the answer is a refusal, as a rate limit or an overloaded server gives one.</summary>
    /// <param name="status">The answer's status.</param>
    /// <param name="body">The answer's body; empty: none.</param>
    /// <param name="retryAfter">Sent as <c>Retry-After</c> in whole seconds, rounded up. Null: no such header.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The status is not between 200 and 999, or the time is negative.</exception>
    /// <exception cref="ArgumentException">The status is one that has no body (204, 205, 304), and there is one.</exception>
    public static SimulatedFault Reject(HttpStatusCode status, string body = "", TimeSpan? retryAfter = null) =>
        new OtherAnswer(status, body, retryAfter);

    /// <summary>The request is read and not carried out; the connection is closed without an answer.</summary>
    /// <returns>The fault.</returns>
    public static SimulatedFault DropRequest() => new NoAnswer();

    /// <summary>The call is carried out; the connection is closed without an answer. A creation's key exists, and nobody has its secret.</summary>
    /// <returns>The fault.</returns>
    public static SimulatedFault DropResponse() => DropRequest().AfterProcessing();

    /// <summary>The call is carried out at once; the ordinary answer comes after a delay, if the client still waits for it and the
    /// simulator has not been disposed, which closes the connection without an answer.</summary>
    /// <param name="delay">How long the answer takes, by the system's clock; <see cref="Timeout.InfiniteTimeSpan"/>: it never comes.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative, or longer than 49 days.</exception>
    public static SimulatedFault DelayResponse(TimeSpan delay) => new LateAnswer(delay);

    /// <summary>The call is carried out; the ordinary answer's headers and first bytes arrive, then the connection is closed. It is closed in
    /// order (a FIN, not a reset), so that the bytes before the cut are never lost on the way.</summary>
    /// <param name="afterBytes">How many bytes of the body arrive. The headers announce all of them. As many as there are, or more: the whole
    /// answer arrives.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static SimulatedFault TruncateResponse(int afterBytes) => new PartOfAnswer(afterBytes);

    /// <summary>The call is not carried out; the answer is this one, whatever was asked.</summary>
    /// <param name="body">The answer's body; empty: none.</param>
    /// <param name="status">The answer's status.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The status is not between 200 and 999.</exception>
    /// <exception cref="ArgumentException">The status is one that has no body (204, 205, 304), and there is one.</exception>
    public static SimulatedFault RespondWith(string body, HttpStatusCode status = HttpStatusCode.Created) => new OtherAnswer(status, body, null);

    /// <summary>The same answer, after the call has had its effect: a 502 whose key exists.</summary>
    /// <returns>The fault; itself where the call is carried out anyway.</returns>
    public SimulatedFault AfterProcessing() => IsCarriedOut ? this : this with { IsCarriedOut = true };

    /// <param name="context">The exchange to answer or to break off.</param>
    /// <param name="ordinary">What the API answers; null where the call is not carried out.</param>
    /// <param name="stopping">Ends when the simulator is disposed.</param>
    internal abstract Task AnswerAsync(HttpContext context, Reply? ordinary, CancellationToken stopping);
}
