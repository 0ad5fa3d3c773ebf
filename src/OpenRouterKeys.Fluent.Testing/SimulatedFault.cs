using System.Net;
using Microsoft.AspNetCore.Http;
using OpenRouterKeys.Fluent.Testing.Api;
using OpenRouterKeys.Fluent.Testing.Server;

namespace OpenRouterKeys.Fluent.Testing;

/// <summary>A fault of one request, which determines whether the request is processed and what the client receives.
/// <list type="table">
/// <listheader><term>Fault</term><description>Processed? What the client receives</description></listheader>
/// <item><term><see cref="None"/></term><description>Yes. The API's response.</description></item>
/// <item><term><see cref="Reject"/></term><description>No. The given status.</description></item>
/// <item><term><see cref="RespondWith"/></term><description>No. The given body.</description></item>
/// <item><term><see cref="DropRequest"/></term><description>No. Nothing: the connection is closed.</description></item>
/// <item><term><see cref="DropResponse"/></term><description>Yes. Nothing: the connection is closed.</description></item>
/// <item><term><see cref="DelayResponse"/></term><description>Yes, immediately. The API's response after a delay.</description></item>
/// <item><term><see cref="TruncateResponse"/></term><description>Yes. The headers and the first bytes of the API's response.</description></item>
/// </list>
/// <see cref="AfterProcessing"/> turns <see cref="Reject"/>, <see cref="RespondWith"/> and <see cref="DropRequest"/> into faults of a request that is
/// processed. Processing a request that the API rejects (a wrong bearer token, an invalid body) changes nothing.</summary>
public abstract record SimulatedFault
{
    private protected SimulatedFault()
    {
    }

    /// <summary>Lets one request pass without a fault, so that a fault that is queued after it applies to a later request.</summary>
    public static SimulatedFault None { get; } = new NoFault();

    internal bool IsProcessed { get; init; }

    /// <summary>Creates a fault that rejects the request without processing it, as a rate limit or an overloaded server does.</summary>
    /// <param name="status">The response's status.</param>
    /// <param name="body">The response's body.</param>
    /// <param name="retryAfter">The <c>Retry-After</c> header, sent in whole seconds, rounded up; null sends no header.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is not between 200 and 999, or <paramref name="retryAfter"/> is
    /// negative.</exception>
    /// <exception cref="ArgumentException"><paramref name="body"/> is not empty, and <paramref name="status"/> (204, 205 or 304) does not allow
    /// a body.</exception>
    public static SimulatedFault Reject(HttpStatusCode status, string body = "", TimeSpan? retryAfter = null) =>
        new FixedResponse(status, body, retryAfter);

    /// <summary>Creates a fault that reads the request and closes the connection without processing it.</summary>
    /// <returns>The fault.</returns>
    public static SimulatedFault DropRequest() => new DroppedConnection();

    /// <summary>Creates a fault that processes the request and closes the connection without a response. A created key exists, but its secret is
    /// lost.</summary>
    /// <returns>The fault.</returns>
    public static SimulatedFault DropResponse() => DropRequest().AfterProcessing();

    /// <summary>Creates a fault that processes the request immediately and sends the API's response after a delay. If the simulator is disposed
    /// before, the connection is closed without a response.</summary>
    /// <param name="delay">The delay in system time, not in the simulator's; <see cref="Timeout.InfiniteTimeSpan"/> never sends the
    /// response.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative or longer than 49 days.</exception>
    public static SimulatedFault DelayResponse(TimeSpan delay) => new DelayedResponse(delay);

    /// <summary>Creates a fault that processes the request, sends the headers and the first bytes of the API's response, and closes the
    /// connection. It is closed normally (FIN, not RST), so that the client receives all of these bytes.</summary>
    /// <param name="afterBytes">The number of bytes of the body to send. <c>Content-Length</c> still announces the whole body. If the body is not
    /// longer, the response is complete.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="afterBytes"/> is negative.</exception>
    public static SimulatedFault TruncateResponse(int afterBytes) => new TruncatedResponse(afterBytes);

    /// <summary>Creates a fault that sends the given response without processing the request.</summary>
    /// <param name="body">The response's body.</param>
    /// <param name="status">The response's status.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is not between 200 and 999.</exception>
    /// <exception cref="ArgumentException"><paramref name="body"/> is not empty, and <paramref name="status"/> (204, 205 or 304) does not allow
    /// a body.</exception>
    public static SimulatedFault RespondWith(string body, HttpStatusCode status = HttpStatusCode.Created) =>
        new FixedResponse(status, body, null);

    /// <summary>Returns the same fault for a request that is processed first: with <see cref="Reject"/>, a 502 although the key was created.</summary>
    /// <returns>The fault; this instance if it processes the request already.</returns>
    public SimulatedFault AfterProcessing() => IsProcessed ? this : this with { IsProcessed = true };

    /// <param name="context">The request and its connection.</param>
    /// <param name="apiResponse">The API's response; null if the request was not processed.</param>
    /// <param name="stopping">Canceled when the simulator is disposed.</param>
    internal abstract Task RespondAsync(HttpContext context, ApiResponse? apiResponse, CancellationToken stopping);
}
