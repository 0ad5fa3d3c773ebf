using System.Globalization;

namespace OpenRouterKeys.Cli;

/// <summary>Stops the command when Ctrl-C is pressed or a signal asks it to end. A request that changes something and was already sent is awaited for a
/// bounded time: its outcome, and a new key's secret, would be lost otherwise.</summary>
internal sealed class Interruption(TimeProvider? timeProvider = null) : IDisposable
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _timeProvider = timeProvider ?? TimeProvider.System;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private ITimer? _timer;
    private int _changesInProgress;

    /// <summary>Canceled by the first signal: nothing more is started.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Canceled by the second signal, or when the time to wait is over: changes in progress are not awaited anymore.</summary>
    public CancellationToken Abort => _abort.Token;

    /// <summary>Handles a signal.</summary>
    /// <param name="acknowledge">Displays a message.</param>
    /// <returns>False if the signal must end the process, because an earlier one had no effect.</returns>
    public bool OnSignal(Action<string> acknowledge)
    {
        bool isFirst, isWaiting;
        lock (_lock)
        {
            (isFirst, isWaiting) = (!_stop.IsCancellationRequested, _changesInProgress > 0);
            if (!isFirst && (!isWaiting || _abort.IsCancellationRequested))
            {
                return false;
            }

            if (isFirst && isWaiting)
            {
                _timer = _timeProvider.CreateTimer(_ => _abort.Cancel(), null, MaxWait, Timeout.InfiniteTimeSpan);
            }
        }

        if (isFirst && isWaiting)
        {
            acknowledge(string.Create(
                CultureInfo.InvariantCulture,
                $"Stopping. Waiting at most {MaxWait.TotalSeconds} seconds for requests that were already sent. Press Ctrl-C again to stop waiting."));
        }

        (isFirst ? _stop : _abort).Cancel();
        return true;
    }

    /// <summary>Executes calls that change something, unless the command was stopped.</summary>
    /// <param name="change">Executes the calls; receives <see cref="Abort"/>.</param>
    /// <param name="cancellationToken">The token that is checked before the change.</param>
    public async Task<T> ChangeAsync<T>(Func<CancellationToken, Task<T>> change, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _changesInProgress++;
        }

        try
        {
            return await change(Abort);
        }
        finally
        {
            lock (_lock)
            {
                _changesInProgress--;
            }
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _stop.Dispose();
        _abort.Dispose();
    }
}
