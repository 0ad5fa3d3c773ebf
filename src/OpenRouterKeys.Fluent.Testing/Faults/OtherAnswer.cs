using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using OpenRouterKeys.Fluent.Testing.Api;
using OpenRouterKeys.Fluent.Testing.Server;

namespace OpenRouterKeys.Fluent.Testing.Faults;

/// <summary>An answer that was written beforehand.</summary>
internal sealed record OtherAnswer : SimulatedFault
{
    public OtherAnswer(HttpStatusCode status, string body, TimeSpan? retryAfter)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentOutOfRangeException.ThrowIfLessThan((int)status, 200, nameof(status));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((int)status, 999, nameof(status));
        if (body.Length > 0 && !Reply.CanHaveBody((int)status))
        {
            throw new ArgumentException($"An answer with status {(int)status} has no body.", nameof(body));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter ?? TimeSpan.Zero, TimeSpan.Zero, nameof(retryAfter));
        (Status, Body, RetryAfter) = (status, body, retryAfter);
    }

    public HttpStatusCode Status { get; }

    public string Body { get; }

    public TimeSpan? RetryAfter { get; }

    internal override Task AnswerAsync(HttpContext context, Reply? ordinary, CancellationToken stopping) =>
        context.Response.WriteAsync(new Reply((int)Status, Encoding.UTF8.GetBytes(Body), RetryAfter));
}
