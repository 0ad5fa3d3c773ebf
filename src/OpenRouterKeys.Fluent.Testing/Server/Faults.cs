using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using OpenRouterKeys.Fluent.Testing.Api;

namespace OpenRouterKeys.Fluent.Testing.Server;

/// <summary>Processes the request and sends the API's response.</summary>
internal sealed record NoFault : SimulatedFault
{
    public NoFault() => IsProcessed = true;

    internal override Task RespondAsync(HttpContext context, ApiResponse? apiResponse, CancellationToken stopping) =>
        apiResponse!.WriteToAsync(context.Response);
}

/// <summary>Closes the connection without a response.</summary>
internal sealed record DroppedConnection : SimulatedFault
{
    internal override Task RespondAsync(HttpContext context, ApiResponse? apiResponse, CancellationToken stopping)
    {
        context.Abort();
        return Task.CompletedTask;
    }
}

/// <summary>Sends a given response instead of the API's.</summary>
internal sealed record FixedResponse : SimulatedFault
{
    private const int MinStatus = 200; // lower ones are interim responses
    private const int MaxStatus = 999;

    public FixedResponse(HttpStatusCode status, string body, TimeSpan? retryAfter)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentOutOfRangeException.ThrowIfLessThan((int)status, MinStatus, nameof(status));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((int)status, MaxStatus, nameof(status));
        if (body.Length > 0 && !ApiResponse.CanHaveBody((int)status))
        {
            throw new ArgumentException(
                $"A response with status {(int)status} cannot have a body. Use an empty body or another status.", nameof(body));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter ?? TimeSpan.Zero, TimeSpan.Zero, nameof(retryAfter));
        (Status, Body, RetryAfter) = (status, body, retryAfter);
    }

    public HttpStatusCode Status { get; }

    public string Body { get; }

    public TimeSpan? RetryAfter { get; }

    internal override Task RespondAsync(HttpContext context, ApiResponse? apiResponse, CancellationToken stopping) =>
        new ApiResponse((int)Status, Encoding.UTF8.GetBytes(Body), RetryAfter).WriteToAsync(context.Response);
}

/// <summary>Sends the API's response after a delay.</summary>
internal sealed record DelayedResponse : SimulatedFault
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromDays(49);

    public DelayedResponse(TimeSpan delay)
    {
        if (delay != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, MaxDelay);
        }

        (Delay, IsProcessed) = (delay, true);
    }

    public TimeSpan Delay { get; }

    internal override async Task RespondAsync(HttpContext context, ApiResponse? apiResponse, CancellationToken stopping)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await Task.Delay(Delay, TimeProvider.System, cancellation.Token).ConfigureAwait(false);
            await apiResponse!.WriteToAsync(context.Response).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }
}

/// <summary>Sends the headers and the first bytes of the API's response.</summary>
internal sealed record TruncatedResponse : SimulatedFault
{
    public TruncatedResponse(int afterBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterBytes);
        (AfterBytes, IsProcessed) = (afterBytes, true);
    }

    public int AfterBytes { get; }

    // Kestrel closes the connection normally when fewer bytes were written than announced. Aborting it could drop the bytes that were sent.
    internal override Task RespondAsync(HttpContext context, ApiResponse? apiResponse, CancellationToken stopping) =>
        apiResponse!.WriteToAsync(context.Response, AfterBytes);
}
