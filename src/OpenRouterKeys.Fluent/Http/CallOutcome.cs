using System.Globalization;
using System.Net;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>Determines the outcome of one attempt: its result, or the exception that describes the outcome.</summary>
internal sealed class CallOutcome(ApiCall call, DateTimeOffset attemptedAt, OpenRouterKeysOptions options, CancellationToken caller)
{
    /// <summary>Returns what <paramref name="read"/> reads from a successful response, or throws the exception for the outcome.</summary>
    public T Read<T>((ApiResponse? Response, Exception? Failure, SentCopies Copies) result, Func<ReadOnlyMemory<byte>, ApiCall, (T? Value, string? Hash)> read)
        where T : class => result switch
    {
        { Response: { IsFromRequestedAddress: false } response } =>
            throw Inconclusive("the response came from a different address", response, response.Interruption, isTransient: false),
        // A truncated 201 may contain the secret, so it is read too.
        { Response: { IsSuccess: true } response } when response.IsComplete || call.IsCreation => ReadSuccess(response, read),
        { Response: { IsComplete: true } response } when IsRejection(response.StatusCode) => throw (IsDecisive(response, result.Copies) ? Rejected(response)
            : Inconclusive(
                $"{Status(response)}, but a message handler may have sent the call more than once, and another copy may have been processed",
                response, null, isTransient: response.StatusCode == HttpStatusCode.TooManyRequests)),
        { Response: { IsComplete: true } response } =>
            throw Inconclusive(Status(response), response, null, isTransient: (int)response.StatusCode is 408 or 425 or >= 500),
        { Response: { } response } => throw Inconclusive(
            $"{Status(response)}, and the response was truncated", response, response.Interruption, isTransient: response.Interruption is not InvalidDataException),
        { Copies: not SentCopies.None } => throw Inconclusive(ConnectionFailure.Describe(result.Failure, options.BaseAddress, caller), null, result.Failure, isTransient: true),
        _ when caller.IsCancellationRequested => throw new OperationCanceledException(caller),
        _ => throw Unavailable(ConnectionFailure.Describe(result.Failure, options.BaseAddress, caller), null, result.Failure, isTransient: true),
    };

    private static string Status(ApiResponse response) => string.Create(CultureInfo.InvariantCulture, $"the API returned {(int)response.StatusCode}");

    private T ReadSuccess<T>(ApiResponse response, Func<ReadOnlyMemory<byte>, ApiCall, (T? Value, string? Hash)> read)
        where T : class
    {
        var (value, hash) = read(response.Body, call);
        var missing = call.IsCreation ? "without the new key's secret" : "with an unexpected body";
        return value ?? throw Inconclusive($"{Status(response)} {missing}", response, response.Interruption, isTransient: false, hash);
    }

    /// <summary>Returns whether the request was provably not processed. After 408, 409 and 425 it may have been.</summary>
    public static bool IsRejection(HttpStatusCode status) => (int)status is >= 400 and <= 499 and not (408 or 409 or 425);

    // A deletion that gets 404 after another copy was sent has succeeded.
    private bool IsDecisive(ApiResponse rejection, SentCopies copies) =>
        copies is SentCopies.None or SentCopies.One
        || (copies == SentCopies.Several && call.IsDeletion && rejection.StatusCode == HttpStatusCode.NotFound);

    private KeyRequestRejectedException Rejected(ApiResponse response)
    {
        var apiMessage = ErrorBody.ReadMessage(response.Body, call.Secrets);
        var consequence = call.IsCreation ? "no key was created" : call.IsRead ? "nothing was read" : "nothing was changed";
        var quoted = apiMessage is null ? "" : $" The API's message: {apiMessage.TrimEnd('.')}.";
        var message = string.Create(CultureInfo.InvariantCulture, $"The API returned {(int)response.StatusCode}; {consequence}.{quoted}");
        switch (response.StatusCode)
        {
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                return new ManagementKeyRejectedException($"{message} {AdviceOnKey(response.StatusCode)}")
                {
                    StatusCode = response.StatusCode,
                    ApiMessage = apiMessage,
                };
            case HttpStatusCode.NotFound when call.Hash is not null:
                return new NoSuchKeyException(message) { ApiMessage = apiMessage };
            case HttpStatusCode.TooManyRequests:
                var wait = RequestedWait(response);
                var advice = wait is { } time ? string.Create(CultureInfo.InvariantCulture, $" Wait {time.TotalSeconds:0} s before trying again.") : " Wait before trying again.";
                return new RateLimitedException(message + advice) { ApiMessage = apiMessage, RetryAfter = wait };
            default:
                var adviceOnAddress = response.StatusCode == HttpStatusCode.NotFound ? " Check the base address and, if you set a workspace, its id." : "";
                return new KeyRequestRejectedException(message + adviceOnAddress) { StatusCode = response.StatusCode, ApiMessage = apiMessage };
        }
    }

    private string AdviceOnKey(HttpStatusCode status) => (call.Bearer is ManagementKey, status == HttpStatusCode.Forbidden) switch
    {
        (true, true) => "Possible causes: the key is not a management key, it belongs to another workspace, it lacks a permission, "
            + "or the account's IP allowlist does not contain your address. Check the key and the allowlist.",
        (false, true) => "Possible causes: the key lacks a permission, or the account's IP allowlist does not contain your address. Check the key and the allowlist.",
        (true, false) => "Check the management key.",
        (false, false) => "Check the API key.",
    };

    // The outcome of a read does not matter, because a read changes nothing.
    private Exception Inconclusive(string reason, ApiResponse? response, Exception? cause, bool isTransient, string? hash = null) =>
        !call.IsRead ? Unknown(reason, response, cause, isTransient, hash)
        : caller.IsCancellationRequested ? new OperationCanceledException(caller)
        : Unavailable(reason, response, cause, isTransient);

    private KeyOutcomeUnknownException Unknown(string reason, ApiResponse? response, Exception? cause, bool isTransient, string? hash) =>
        new($"{(call.IsCreation ? "Whether a key" : "Whether the key")} was {call.Operation.PastTense} is unknown: {reason}. {Remedy}", SafeCause(cause))
        {
            AttemptedAt = attemptedAt,
            Request = call.Request,
            Hash = call.Hash ?? (string.IsNullOrWhiteSpace(hash) ? null : hash),
            StatusCode = response?.StatusCode,
            IsTransient = isTransient && !call.IsCreation && !caller.IsCancellationRequested,
            RetryAfter = RequestedWait(response),
        };

    private string Remedy => call.IsCreation
        ? "Look for it by its name and time of creation, and delete it, because its secret is lost. Then create it again."
        : "Read the key before trying again.";

    private OpenRouterUnavailableException Unavailable(string reason, ApiResponse? response, Exception? cause, bool isTransient)
    {
        var wait = RequestedWait(response);
        var advice = wait > TimeSpan.Zero ? string.Create(CultureInfo.InvariantCulture, $"It is safe to try again after {wait.Value.TotalSeconds:0} s.") : "It is safe to try again.";
        return new($"{char.ToUpperInvariant(reason[0])}{reason[1..]}; {(call.IsCreation ? "no key was created" : "nothing was changed")}. {advice}", SafeCause(cause))
        {
            StatusCode = response?.StatusCode,
            IsTransient = isTransient,
            RetryAfter = wait,
        };
    }

    // The two statuses for which the API may send Retry-After.
    private TimeSpan? RequestedWait(ApiResponse? response) =>
        response is { StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable } ? RetryAfter.Read(response.RetryAfter, response.Date, options.TimeProvider) : null;

    private Exception? SafeCause(Exception? cause) =>
        caller.IsCancellationRequested && cause is null or OperationCanceledException or { InnerException: OperationCanceledException }
            ? new OperationCanceledException(caller)
            : SafeException.From(cause, call.Secrets);
}
