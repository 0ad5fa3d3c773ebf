using System.Globalization;
using System.Net;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>Handles 4xx responses after which nothing was created or changed.</summary>
internal static class Rejection
{
    /// <summary>Returns whether the status is a rejection. 408, 409 and 425 are not: the request may have been processed.</summary>
    public static bool IsIn(ApiResponse response) =>
        (int)response.StatusCode is >= 400 and <= 499 and not (408 or 409 or 425);

    /// <summary>Creates the exception for a complete response.</summary>
    public static KeyRequestRejectedException ToException(ApiResponse response, ApiCall call, TimeProvider timeProvider)
    {
        var apiMessage = ErrorBody.ReadMessage(response.Body, call.Bearer);
        var consequence = call.IsCreation ? "no key was created" : call.IsRead ? "nothing was read" : "nothing was changed";
        var quoted = apiMessage is null ? "" : $" The API's message: {apiMessage.TrimEnd('.')}.";
        var message = string.Create(CultureInfo.InvariantCulture, $"The API returned {(int)response.StatusCode}; {consequence}.{quoted}");
        switch (response.StatusCode)
        {
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                return new ManagementKeyRejectedException($"{message} Check the {(call.Bearer is ManagementKey ? "management" : "API")} key.")
                {
                    StatusCode = response.StatusCode,
                    ApiMessage = apiMessage,
                };
            case HttpStatusCode.NotFound when call.Hash is not null:
                return new NoSuchKeyException(message) { ApiMessage = apiMessage };
            case HttpStatusCode.TooManyRequests:
                var wait = RetryAfter.Read(response.RetryAfter, timeProvider);
                var advice = wait is { } time ? string.Create(CultureInfo.InvariantCulture, $" Wait {time.TotalSeconds:0} s before trying again.") : " Wait before trying again.";
                return new RateLimitedException(message + advice) { ApiMessage = apiMessage, RetryAfter = wait };
            default:
                return new KeyRequestRejectedException(message) { StatusCode = response.StatusCode, ApiMessage = apiMessage };
        }
    }
}
