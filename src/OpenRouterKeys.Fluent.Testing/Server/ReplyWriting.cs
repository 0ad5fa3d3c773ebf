using System.Globalization;
using Microsoft.AspNetCore.Http;
using OpenRouterKeys.Fluent.Testing.Api;

namespace OpenRouterKeys.Fluent.Testing.Server;

/// <summary>Puts a reply on the wire.</summary>
internal static class ReplyWriting
{
    /// <param name="response">Where to.</param>
    /// <param name="reply">What. All of its bytes are announced.</param>
    /// <param name="bytes">How many bytes of the body are written at most.</param>
    public static async Task WriteAsync(this HttpResponse response, Reply reply, int bytes = int.MaxValue)
    {
        response.StatusCode = reply.Status;
        if (Reply.CanHaveBody(reply.Status))
        {
            response.ContentLength = reply.Body.Length;
        }

        if (!reply.Body.IsEmpty)
        {
            response.ContentType = "application/json; charset=utf-8";
        }

        if (reply.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString("F0", CultureInfo.InvariantCulture);
        }

        if (reply.Allow is { } methods)
        {
            response.Headers.Allow = methods;
        }

        await response.StartAsync().ConfigureAwait(false);
        await response.Body.WriteAsync(reply.Body[..Math.Min(bytes, reply.Body.Length)]).ConfigureAwait(false);
        await response.Body.FlushAsync().ConfigureAwait(false);
    }
}
