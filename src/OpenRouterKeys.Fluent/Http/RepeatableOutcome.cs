namespace OpenRouterKeys.Fluent.Http;

/// <summary>What became of an attempt at a call that may be sent again: a read, or a change or deletion of a key.</summary>
internal sealed class RepeatableOutcome(RepeatableCall call, DateTimeOffset attemptedAt, OpenRouterKeysOptions options, CancellationToken caller)
{
    /// <summary>A complete success, or the exception that says what became of it.</summary>
    public ApiResponse Tell(AttemptResult exchange) => exchange switch
    {
        { Answer: { IsFromAddressed: true, IsWhole: true } answer } => Tell(answer),
        { Answer: { IsFromAddressed: false } answer } => throw InDoubt("another address answered than the one that was asked", answer, answer.Interruption, isTransient: false),
        { Answer: { } answer } => throw InDoubt(
            $"{Rejection.Status(answer)}, and the answer broke off", answer, answer.Interruption, isTransient: answer.Interruption is not InvalidDataException),
        { MayHaveBeenSent: true } => throw InDoubt("the connection was lost, or no answer came in time", null, exchange.Failure, isTransient: true),
        _ when caller.IsCancellationRequested => throw new OperationCanceledException(caller),
        _ => throw Unavailable($"{options.BaseAddress.Host} could not be reached, or did not answer the connection in time", null, exchange.Failure, isTransient: true),
    };

    /// <summary>The exception for an answer whose body does not tell what it should.</summary>
    public Exception Unreadable(ApiResponse answer) => InDoubt($"{Rejection.Status(answer)}, but not what was asked for", answer, null, isTransient: false);

    private ApiResponse Tell(ApiResponse answer) =>
        answer.IsSuccess ? answer
        : Rejection.IsIn(answer) ? throw Rejection.Of(answer, call.IsRead ? "nothing was read" : "nothing was changed", call.Hash is not null, call.Bearer, options.TimeProvider)
        : throw InDoubt(Rejection.Status(answer), answer, null, isTransient: (int)answer.StatusCode is 408 or 425 or >= 500);

    private Exception InDoubt(string what, ApiResponse? answer, Exception? cause, bool isTransient) =>
        call.IsRead && caller.IsCancellationRequested ? new OperationCanceledException(caller)
        : call.IsRead ? Unavailable(what, answer, cause, isTransient)
        : new KeyOutcomeUnknownException($"Whether the key was {call.Done} is unknown: {what}. Look at the key before sending again.", Cause(cause))
        {
            AttemptedAt = attemptedAt,
            Hash = call.Hash,
            StatusCode = answer?.StatusCode,
            IsTransient = isTransient && !caller.IsCancellationRequested,
        };

    private OpenRouterUnavailableException Unavailable(string what, ApiResponse? answer, Exception? cause, bool isTransient) =>
        new($"{char.ToUpperInvariant(what[0])}{what[1..]}; nothing was changed, and trying again is safe.", Cause(cause))
        {
            StatusCode = answer?.StatusCode,
            IsTransient = isTransient,
        };

    private Exception? Cause(Exception? cause) =>
        caller.IsCancellationRequested ? new OperationCanceledException(caller) : SafeException.Of(cause, call.Bearer);
}
