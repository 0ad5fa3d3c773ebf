using System.Runtime.ExceptionServices;
using OpenRouterKeys.Fluent.Telemetry;
using Polly;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>Sends calls that may be sent again until they succeed, fail for good, or their attempts are spent.</summary>
internal sealed class RepeatableCalls(
    FlurlTransport transport, Lazy<ResiliencePipeline> retry, OpenRouterKeysOptions options, CallTelemetry telemetry)
{
    /// <summary>What the answer tells, read by <paramref name="read"/>; null where a key to delete was gone when the deletion was sent again.</summary>
    public async Task<T?> SendAsync<T>(RepeatableCall call, Func<ApiResponse, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        var observed = telemetry.Begin(call.Operation, call.Hash);
        try
        {
            var told = await SendAsync(call, read, observed, cancellationToken).ConfigureAwait(false);
            observed?.Succeeded();
            return told;
        }
        catch (Exception exception) when (observed is not null)
        {
            observed.Failed(exception);
            throw;
        }
    }

    private async Task<T?> SendAsync<T>(RepeatableCall call, Func<ApiResponse, T?> read, ObservedCall? observed, CancellationToken cancellationToken)
        where T : class
    {
        cancellationToken.ThrowIfCancellationRequested();
        KeyOutcomeUnknownException? doubt = null;
        try
        {
            return await retry.Value.ExecuteAsync(AttemptAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (NoSuchKeyException) when (doubt is not null && call.IsDeletion)
        {
            return null; // the earlier attempt has deleted it
        }
        catch (Exception exception) when (doubt is not null && exception is not (KeyOutcomeUnknownException or NoSuchKeyException))
        {
            // A refusal of a later attempt says nothing of an earlier one.
            ExceptionDispatchInfo.Throw(cancellationToken.IsCancellationRequested ? Cancelled(doubt, cancellationToken) : doubt);
            throw;
        }
        catch (TaskCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken); // while waiting between attempts
        }

        async ValueTask<T?> AttemptAsync(CancellationToken token)
        {
            try
            {
                return await SendOnceAsync(call, read, observed, token).ConfigureAwait(false);
            }
            catch (KeyOutcomeUnknownException exception)
            {
                doubt ??= exception;
                throw;
            }
        }
    }

    private async Task<T?> SendOnceAsync<T>(RepeatableCall call, Func<ApiResponse, T?> read, ObservedCall? observed, CancellationToken cancellationToken)
        where T : class
    {
        observed?.AttemptBegins();
        var outcome = new RepeatableOutcome(call, options.TimeProvider.GetUtcNow(), options, cancellationToken);
        using var lifetime = new CancellationTokenSource(options.AttemptTime, options.TimeProvider);
        using var end = cancellationToken.UnsafeRegister(static lifetime => ((CancellationTokenSource)lifetime!).Cancel(), lifetime);
        // A deletion has an empty body: whether that began to leave tells whether anything was sent.
        using var content = call.IsRead ? null : new CountedContent(call.Body);
        var exchange = await transport.SendAsync(call.Verb, call.Address, content, call.Bearer, lifetime.Token).ConfigureAwait(false);
        using var received = exchange.Answer;
        observed?.AttemptEnded(exchange);
        try
        {
            var answer = outcome.Tell(exchange);
            return read(answer) ?? throw outcome.Unreadable(answer);
        }
        catch (NoSuchKeyException) when (call.IsDeletion && content is { IsWrittenAgain: true })
        {
            return null; // a handler has sent it again, and the earlier copy has deleted the key
        }
    }

    private static KeyOutcomeUnknownException Cancelled(KeyOutcomeUnknownException doubt, CancellationToken cancellationToken) =>
        new(doubt.Message, new OperationCanceledException(cancellationToken))
        {
            AttemptedAt = doubt.AttemptedAt,
            Hash = doubt.Hash,
            StatusCode = doubt.StatusCode,
        };
}
