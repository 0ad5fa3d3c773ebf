using System.Net;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>The result of one attempt.</summary>
/// <param name="Response">The response; null if not even a status arrived.</param>
/// <param name="Failure">The exception of the transport, if any.</param>
/// <param name="MayHaveBeenSent">False only if sending of the body provably never began.</param>
internal sealed record AttemptResult(ApiResponse? Response, Exception? Failure, bool MayHaveBeenSent);

/// <summary>A response, complete or truncated.</summary>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="RetryAfter">The <c>Retry-After</c> header as received.</param>
/// <param name="Date">The <c>Date</c> header of a response with <c>Retry-After</c>; null if it is missing or invalid.</param>
/// <param name="IsFromRequestedAddress">Whether the response belongs to the requested address and method, not to a redirect.</param>
/// <param name="Content">The body, as far as it arrived.</param>
internal sealed record ApiResponse(
    HttpStatusCode StatusCode, string? RetryAfter, DateTimeOffset? Date, bool IsFromRequestedAddress, BoundedBody Content) : IDisposable
{
    /// <summary>The bytes received, decompressed, at most 1 MiB. They are invalid after the response is disposed.</summary>
    public ReadOnlyMemory<byte> Body => Content.Bytes;

    /// <summary>Why the body is truncated; null if it is complete.</summary>
    public Exception? Interruption => Content.Interruption;

    public bool IsComplete => Interruption is null;

    public bool IsSuccess => (int)StatusCode is >= 200 and <= 299;

    /// <summary>Reads as much of the body as possible and never throws, because the bytes received so far may contain the secret.</summary>
    public static async ValueTask<ApiResponse> ReadAsync(HttpResponseMessage response, HttpMethod method, Uri address, CancellationToken cancellationToken)
    {
        var body = await BoundedBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
        var retryAfter = !response.IsSuccessStatusCode && response.Headers.NonValidated.TryGetValues("Retry-After", out var values) ? string.Join(", ", values) : null;
        return new(
            response.StatusCode,
            retryAfter,
            retryAfter is null ? null : response.Headers.Date,
            response.RequestMessage is not { } request || (request.RequestUri == address && request.Method == method),
            body);
    }

    public void Dispose() => Content.Dispose();
}
