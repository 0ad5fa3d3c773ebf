using OpenRouterKeys.Cli.Secrets;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>Carries a plan out: creations a few at a time, then changes, and deletions only where all else went well.</summary>
internal sealed class PlanRun(Plan plan, IOpenRouterKeysClient client, ApplyReport report, SecretsFile? secrets, bool simulated)
{
    private readonly Lock _lock = new();

    public async Task RunAsync(Action advance, CancellationToken cancellationToken)
    {
        foreach (var step in plan.Of(Deed.Keep))
        {
            report.TellDone(step);
            advance();
        }

        await CreateAsync(plan.Of(Deed.Create).ToDictionary(step => step.Name, StringComparer.Ordinal), advance, cancellationToken);
        foreach (var step in plan.Of(Deed.Change))
        {
            cancellationToken.ThrowIfCancellationRequested(); // what has begun is finished
            await TryAsync(step, () => client.UpdateAsync(step.Key!.Hash, step.Change!, CancellationToken.None));
            advance();
        }

        foreach (var step in plan.Of(Deed.Delete).TakeWhile(_ => report.ExitCode == ExitCode.Done))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await TryAsync(step, () => DeleteAsync(step.Key!));
            advance();
        }
    }

    private async Task CreateAsync(Dictionary<string, Step> steps, Action advance, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var requests = steps.Values.Select(step => step.Request!);
        Task StoreAsync(CreatedKey created, CancellationToken _) => Store(steps, created);
        await foreach (var result in client.CreateManyAsync(requests, StoreAsync, null, stop.Token))
        {
            var step = steps[result.Request.Name];
            if (result.Exception is not null)
            {
                report.TellFailed(step, result.Exception);
                if (IsHopeless(result.Exception))
                {
                    await stop.CancelAsync();
                }
            }
            else if (result.Existing is not null)
            {
                report.TellDone(step with { Deed = Deed.Keep }, result.Existing); // someone else was faster
            }
            else
            {
                report.Count(Deed.Create);
            }

            advance();
        }
    }

    private Task Store(Dictionary<string, Step> steps, CreatedKey created)
    {
        lock (_lock)
        {
            secrets?.Append(created, simulated);
            report.TellCreated(steps.GetValueOrDefault(created.Info.Name) ?? Unplanned(created), created, isKept: secrets is not null);
        }

        return Task.CompletedTask;
    }

    // The next secret would not be kept either, and the next call would meet the same end: a rerun does what is left.
    private static bool IsHopeless(Exception exception) =>
        exception is KeyNotStoredException or ManagementKeyRejectedException or RateLimitedException or OpenRouterUnavailableException;

    // An answer may tell another name than was asked for, or none.
    private static Step Unplanned(CreatedKey created) => new() { Deed = Deed.Create, Name = created.Info.Name };

    private async Task TryAsync(Step step, Func<Task<KeyInfo>> call)
    {
        try
        {
            report.TellDone(step, await call());
        }
        catch (Exception exception) when (exception is not OperationCanceledException) // one failure is one step's
        {
            report.TellFailed(step, exception);
            if (IsHopeless(exception))
            {
                throw new OperationCanceledException();
            }
        }
    }

    private async Task<KeyInfo> DeleteAsync(KeyInfo key)
    {
        await client.DeleteAsync(key.Hash, CancellationToken.None);
        return key;
    }
}
