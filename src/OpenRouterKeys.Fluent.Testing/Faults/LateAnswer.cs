using Microsoft.AspNetCore.Http;
using OpenRouterKeys.Fluent.Testing.Api;
using OpenRouterKeys.Fluent.Testing.Server;

namespace OpenRouterKeys.Fluent.Testing.Faults;

/// <summary>The ordinary answer, after a delay.</summary>
internal sealed record LateAnswer : SimulatedFault
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    public LateAnswer(TimeSpan delay)
    {
        if (delay != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, Longest);
        }

        (Delay, IsCarriedOut) = (delay, true);
    }

    public TimeSpan Delay { get; }

    internal override async Task AnswerAsync(HttpContext context, Reply? ordinary, CancellationToken stopping)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await Task.Delay(Delay, TimeProvider.System, end.Token).ConfigureAwait(false);
            await context.Response.WriteAsync(ordinary!).ConfigureAwait(false);
        }
        catch (OperationCanceledException) // nobody waits for the answer any more
        {
            context.Abort();
        }
    }
}
