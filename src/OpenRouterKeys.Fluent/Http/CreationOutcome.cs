using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>What became of an attempt to create a key, told truthfully: made, not made, or unknown.</summary>
internal sealed class CreationOutcome(
    KeyRequest request, DateTimeOffset attemptedAt, ManagementKey key, OpenRouterKeysOptions options, CancellationToken caller)
{
    /// <summary>The created key, or the exception that says what became of it.</summary>
    public CreatedKey Tell(AttemptResult exchange) => exchange switch
    {
        { Answer: { } answer } => Tell(answer),
        { MayHaveBeenSent: true } => throw Unknown("the connection was lost, or no answer came in time", null, exchange.Failure),
        _ when caller.IsCancellationRequested => throw new OperationCanceledException(caller),
        _ => throw new OpenRouterUnavailableException(
            $"{options.BaseAddress.Host} could not be reached, or did not answer the connection in time; no key was created, and trying again is safe.",
            SafeException.Of(exchange.Failure, key)) { IsTransient = true },
    };

    private CreatedKey Tell(ApiResponse answer) => answer switch
    {
        { IsFromAddressed: false } => throw Unknown("another address answered than the one that was asked", answer, answer.Interruption),
        { IsSuccess: true } => Read(answer),
        _ when Rejection.IsIn(answer) && answer.IsWhole => throw Rejection.Of(answer, "no key was created", isAboutOneKey: false, key, options.TimeProvider),
        _ when Rejection.IsIn(answer) => throw Unknown($"{Rejection.Status(answer)}, and the answer broke off", answer, answer.Interruption),
        _ => throw Unknown(Rejection.Status(answer), answer, answer.Interruption),
    };

    private CreatedKey Read(ApiResponse answer)
    {
        var (secret, info) = CreationResponse.Read(answer.Body, key);
        return secret is not null
            ? new CreatedKey { Key = ApiKey.From(secret), Info = info }
            : throw Unknown($"{Rejection.Status(answer)} without the new key's secret", answer, answer.Interruption, info.Hash);
    }

    private KeyOutcomeUnknownException Unknown(string what, ApiResponse? answer, Exception? cause, string? hash = null) => new(
        $"Whether a key was created is unknown: {what}. Look for it by its name and time before sending again; its secret is lost.",
        caller.IsCancellationRequested && cause is null or OperationCanceledException or { InnerException: OperationCanceledException }
            ? new OperationCanceledException(caller)
            : SafeException.Of(cause, key))
    {
        AttemptedAt = attemptedAt,
        Request = request,
        StatusCode = answer?.StatusCode,
        Hash = string.IsNullOrWhiteSpace(hash) ? null : hash,
    };
}
