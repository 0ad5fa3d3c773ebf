using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>A response of the simulated API.</summary>
internal sealed record ApiResponse(int Status, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter = null, string? Allow = null)
{
    public static bool CanHaveBody(int status) => status is not (204 or 205 or 304);

    public static ApiResponse Json(int status, Action<Utf8JsonWriter> writeProperties)
    {
        var utf8 = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(utf8))
        {
            json.WriteStartObject();
            writeProperties(json);
            json.WriteEndObject();
        }

        return new(status, utf8.WrittenMemory);
    }

    public static ApiResponse BadRequest(string message) => Error(400, message);

    public static ApiResponse Unauthorized() => Error(401, "Missing or invalid authentication");

    public static ApiResponse OtherWorkspace() => Error(403, "This management key cannot access this workspace");

    public static ApiResponse Conflict(string message) => Error(409, message);

    public static ApiResponse NotFound(string message) => Error(404, message);

    public static ApiResponse MethodNotAllowed(string allowed) => Error(405, "Method not allowed") with { Allow = allowed };

    /// <summary>Sends the headers, with the length of the whole body, and at most the given number of the body's bytes.</summary>
    public async Task WriteToAsync(HttpResponse response, int maxBytes = int.MaxValue)
    {
        response.StatusCode = Status;
        if (CanHaveBody(Status))
        {
            response.ContentLength = Body.Length;
        }

        if (!Body.IsEmpty)
        {
            response.ContentType = "application/json; charset=utf-8";
        }

        if (RetryAfter is { } delay)
        {
            response.Headers.RetryAfter = Math.Ceiling(delay.TotalSeconds).ToString("F0", CultureInfo.InvariantCulture);
        }

        if (Allow is { } methods)
        {
            response.Headers.Allow = methods;
        }

        await response.StartAsync().ConfigureAwait(false);
        await response.Body.WriteAsync(Body[..Math.Min(maxBytes, Body.Length)]).ConfigureAwait(false);
        await response.Body.FlushAsync().ConfigureAwait(false);
    }

    public static ApiResponse Error(int status, string message) => Json(status, json =>
    {
        json.WriteStartObject(ApiNames.Error);
        json.WriteNumber(ApiNames.Code, status);
        json.WriteString(ApiNames.Message, message);
        json.WriteEndObject();
    });
}
