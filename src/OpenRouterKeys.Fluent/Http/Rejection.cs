using System.Globalization;
using System.Net;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>A 4xx that says that nothing was done, in the terms of exceptions.</summary>
internal static class Rejection
{
    /// <summary>Whether the status says so; 408, 409 and 425 leave it open.</summary>
    public static bool IsIn(ApiResponse answer) =>
        (int)answer.StatusCode is >= 400 and <= 499 and not (408 or 409 or 425);

    /// <param name="answer">A complete answer.</param>
    /// <param name="consequence">What was not done.</param>
    /// <param name="isAboutOneKey">Whether a 404 means that there is no such key.</param>
    /// <param name="bearer">What was sent as bearer token, which the answer may echo.</param>
    /// <param name="timeProvider">Tells how long it is to a date.</param>
    public static KeyRequestRejectedException Of(ApiResponse answer, string consequence, bool isAboutOneKey, Secret bearer, TimeProvider timeProvider)
    {
        var words = ErrorBody.ReadMessage(answer.Body, bearer);
        var message = $"T{Status(answer)[1..]}; {consequence}.{(words is null ? "" : $" The API says: {words.TrimEnd('.')}.")}";
        switch (answer.StatusCode)
        {
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                return new ManagementKeyRejectedException($"{message} Check the {(bearer is ManagementKey ? "management" : "API")} key.")
                {
                    StatusCode = answer.StatusCode,
                    ApiMessage = words,
                };
            case HttpStatusCode.NotFound when isAboutOneKey:
                return new NoSuchKeyException(message) { ApiMessage = words };
            case HttpStatusCode.TooManyRequests:
                var wait = RetryAfter.Read(answer.RetryAfter, timeProvider);
                var advice = wait is { } time ? string.Create(CultureInfo.InvariantCulture, $" Wait {time.TotalSeconds:0} s before trying again.") : " Wait before trying again.";
                return new RateLimitedException(message + advice) { ApiMessage = words, RetryAfter = wait };
            default:
                return new KeyRequestRejectedException(message) { StatusCode = answer.StatusCode, ApiMessage = words };
        }
    }

    public static string Status(ApiResponse answer) => string.Create(CultureInfo.InvariantCulture, $"the API answered {(int)answer.StatusCode}");
}
