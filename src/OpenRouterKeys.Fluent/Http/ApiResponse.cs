using System.Net;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>What was received of an answer.</summary>
/// <param name="StatusCode">Its status.</param>
/// <param name="RetryAfter">Its <c>Retry-After</c>, as it stands.</param>
/// <param name="IsFromAddressed">Whether the address that was asked has answered, to the call that was made.</param>
/// <param name="Received">Its body, as far as it came.</param>
internal sealed record ApiResponse(HttpStatusCode StatusCode, string? RetryAfter, bool IsFromAddressed, BoundedBody Received) : IDisposable
{
    /// <summary>The bytes that came, decompressed; the first MiB at most. They are gone when the answer is disposed.</summary>
    public ReadOnlyMemory<byte> Body => Received.Bytes;

    /// <summary>Why the rest did not come; null where the body is whole.</summary>
    public Exception? Interruption => Received.Interruption;

    public bool IsWhole => Interruption is null;

    public bool IsSuccess => (int)StatusCode is >= 200 and <= 299;

    /// <summary>Reads all that comes, and throws for nothing that stops it: what came so far may hold the secret.</summary>
    public static async ValueTask<ApiResponse> ReadAsync(HttpResponseMessage response, HttpMethod verb, Uri addressed, CancellationToken cancellationToken)
    {
        var received = await BoundedBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
        return new(
            response.StatusCode,
            !response.IsSuccessStatusCode && response.Headers.NonValidated.TryGetValues("Retry-After", out var values) ? string.Join(", ", values) : null,
            response.RequestMessage is not { } request || (request.RequestUri == addressed && request.Method == verb),
            received);
    }

    public void Dispose() => Received.Dispose();
}
