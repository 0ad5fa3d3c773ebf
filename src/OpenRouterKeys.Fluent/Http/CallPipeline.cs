using System.Runtime.ExceptionServices;
using OpenRouterKeys.Fluent.Telemetry;
using Polly;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>Sends a call, retries it where that is safe, and reports the outcome.</summary>
internal sealed class CallPipeline(FlurlTransport transport, OpenRouterKeysOptions options, CallLog? log)
{
    private readonly Lazy<ResiliencePipeline> _retry = new(() => RetryPolicy.Create(options, retriesRateLimits: true));
    private readonly Lazy<ResiliencePipeline> _retryExceptRateLimits = new(() => RetryPolicy.Create(options, retriesRateLimits: false));

    /// <summary>Returns what <paramref name="read"/> reads from the response; null for a deletion if an earlier attempt or another copy deleted the
    /// key.</summary>
    /// <param name="call">The call to send.</param>
    /// <param name="read">Reads the body of a successful response to the call. A null value means that the body is not what the operation returns; the
    /// hash is kept for the exception.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public Task<T?> SendAsync<T>(
        ApiCall call, Func<ReadOnlyMemory<byte>, ApiCall, (T? Value, string? Hash)> read, CancellationToken cancellationToken)
        where T : class =>
        ObservedCall.IsEnabled(log) ? ObserveAsync(call, read, cancellationToken) : SendWithRetriesAsync(call, read, null, cancellationToken);

    private async Task<T?> ObserveAsync<T>(
        ApiCall call, Func<ReadOnlyMemory<byte>, ApiCall, (T? Value, string? Hash)> read, CancellationToken cancellationToken)
        where T : class
    {
        var operation = call.Operation;
        var observed = new ObservedCall(operation.Method, operation.Path, operation.PastTense, call.Hash, options, log);
        try
        {
            var result = await SendWithRetriesAsync(call, read, observed, cancellationToken).ConfigureAwait(false);
            observed.Succeeded((result as CreatedKey)?.Info.Hash);
            return result;
        }
        catch (Exception exception)
        {
            observed.Failed(exception);
            throw;
        }
    }

    // The first attempt runs without Polly, whose setup takes 20 ms in a new process: for the gate of the cold start.
    private async Task<T?> SendWithRetriesAsync<T>(
        ApiCall call,
        Func<ReadOnlyMemory<byte>, ApiCall, (T? Value, string? Hash)> read,
        ObservedCall? observed,
        CancellationToken cancellationToken)
        where T : class
    {
        cancellationToken.ThrowIfCancellationRequested();
        var first = SendOnceAsync(call.WithCurrentKey(), read, observed, cancellationToken);
        try
        {
            return await first.ConfigureAwait(false);
        }
        catch (OpenRouterKeysException exception) when (RetryPolicy.CanRetry(exception, call.RetriesRateLimits))
        {
            return await RetryAsync(first, exception as KeyOutcomeUnknownException, call, read, observed, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<T?> RetryAsync<T>(
        Task<T?> first,
        KeyOutcomeUnknownException? unknown,
        ApiCall call,
        Func<ReadOnlyMemory<byte>, ApiCall, (T? Value, string? Hash)> read,
        ObservedCall? observed,
        CancellationToken cancellationToken)
        where T : class
    {
        var attempts = 0;
        T? result;
        var keyFailure = default(ExceptionDispatchInfo);
        try
        {
            result = await (call.RetriesRateLimits ? _retry : _retryExceptRateLimits).Value.ExecuteAsync(AttemptAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (NoSuchKeyException) when (unknown is not null && call.IsDeletion)
        {
            return null; // an earlier attempt deleted the key
        }
        catch (Exception exception) when (unknown is not null && exception is not KeyOutcomeUnknownException)
        {
            ThrowUnknown();
            throw;
        }
        catch (TaskCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken); // canceled while waiting between attempts
        }

        if (keyFailure is not null)
        {
            ThrowUnknown();
            keyFailure.Throw();
        }

        return result;

        // The failure of a later attempt does not show what an earlier attempt did.
        void ThrowUnknown()
        {
            if (unknown is not null)
            {
                ExceptionDispatchInfo.Throw(cancellationToken.IsCancellationRequested ? WithCancellation(unknown, cancellationToken) : unknown);
            }
        }

        async ValueTask<T?> AttemptAsync(CancellationToken token)
        {
            var attempt = call;
            try
            {
                attempt = attempts == 0 ? call : call.WithCurrentKey();
            }
            catch (Exception exception) // whatever its type, it is not the result of an attempt and not retried
            {
                keyFailure = ExceptionDispatchInfo.Capture(exception);
                return null;
            }

            try
            {
                return await (attempts++ == 0 ? first : SendOnceAsync(attempt, read, observed, token)).ConfigureAwait(false);
            }
            catch (KeyOutcomeUnknownException exception)
            {
                unknown ??= exception;
                throw;
            }
        }
    }

    private async Task<T?> SendOnceAsync<T>(
        ApiCall call,
        Func<ReadOnlyMemory<byte>, ApiCall, (T? Value, string? Hash)> read,
        ObservedCall? observed,
        CancellationToken cancellationToken)
        where T : class
    {
        observed?.AttemptStarted();
        var outcome = new CallOutcome(call, options.TimeProvider.GetUtcNow(), options, cancellationToken);
        using var lifetime = new CancellationTokenSource(options.CappedAttemptTimeout, options.TimeProvider);
        using var registration = cancellationToken.UnsafeRegister(static lifetime => ((CancellationTokenSource)lifetime!).Cancel(), lifetime);
        using var content = call.CreateContent(lifetime.Token);
        var result = await transport.SendAsync(call, content, lifetime.Token).ConfigureAwait(false);
        using var response = result.Response;
        observed?.AttemptEnded(response?.StatusCode);
        try
        {
            return outcome.Read(result, read);
        }
        catch (NoSuchKeyException) when (call.IsDeletion && result.Copies == SentCopies.Several)
        {
            return null; // another copy of the deletion deleted the key
        }
    }

    private static KeyOutcomeUnknownException WithCancellation(KeyOutcomeUnknownException unknown, CancellationToken cancellationToken) =>
        new(unknown.Message, new OperationCanceledException(cancellationToken))
        {
            AttemptedAt = unknown.AttemptedAt,
            Hash = unknown.Hash,
            StatusCode = unknown.StatusCode,
        };
}
