using System.Collections.Concurrent;
using OpenRouterKeys.Cli.Secrets;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>Executes a plan: reports or deletes orphans, creates keys concurrently, then updates keys, and deletes keys only if all other steps
/// succeeded.</summary>
internal sealed class PlanRunner(Plan plan, IOpenRouterKeysClient client, ApplyReport report, ISecretStore? secrets, Journal? journal)
{
    private static readonly CreateManyOptions Options = new();

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<string, bool> _completedNames = new(StringComparer.Ordinal);

    /// <param name="stop">Canceled when no further step is to be started. Steps in progress are completed.</param>
    /// <param name="abort">Canceled when steps in progress are not to be awaited anymore.</param>
    /// <exception cref="OperationCanceledException">A token was canceled, or an error prevents all further steps.</exception>
    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        foreach (var step in plan.StepsOf(PlanAction.Keep))
        {
            report.AddCompleted(step);
        }

        foreach (var step in plan.StepsOf(PlanAction.Orphan))
        {
            report.AddOrphan(step);
        }

        await RunStepsAsync(plan.StepsOf(PlanAction.Delete).Where(step => step.IsOrphan), step => DeleteAsync(step.Key!, abort), stop);
        if (plan.StepsOf(PlanAction.Delete).Any(step => step.IsOrphan) && report.ExitCode != ExitCode.Success)
        {
            throw new OperationCanceledException(); // otherwise a name could have two keys
        }

        await CreateAsync(plan.StepsOf(PlanAction.Create), stop, abort);
        await RunStepsAsync(plan.StepsOf(PlanAction.Update), step => client.UpdateAsync(step.Key!.Hash, step.Update!, abort), stop);
        await RunStepsAsync(
            plan.StepsOf(PlanAction.Delete).Where(step => !step.IsOrphan).TakeWhile(_ => report.ExitCode == ExitCode.Success),
            step => DeleteAsync(step.Key!, abort),
            stop);
    }

    private async Task CreateAsync(IReadOnlyList<PlanStep> steps, CancellationToken stop, CancellationToken abort)
    {
        if (steps.Count == 0)
        {
            return;
        }

        try
        {
            await CreateAsync(steps.ToDictionary(step => step.Name, StringComparer.Ordinal), stop).WaitAsync(abort);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // Creations are started in the order of the steps.
            var started = steps.Take(_completedNames.Count + Options.MaxConcurrency).Where(step => !_completedNames.ContainsKey(step.Name)).ToList();
            report.AddUnknown(
                started,
                journal is null ? "Look for the key before you run the command again." : "Run the command again with the same destination: it reports the key if it exists.");
            throw;
        }
    }

    private async Task CreateAsync(Dictionary<string, PlanStep> steps, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var requests = steps.Values.Select(step => step.Request!);
        Task StoreAsync(CreatedKey created, CancellationToken _) => this.StoreAsync(steps, created);
        await foreach (var result in client.CreateManyAsync(requests, StoreAsync, Options, stop.Token))
        {
            var step = steps[result.Request.Name];
            _completedNames[step.Name] = true;
            if (result.Exception is not (KeyOutcomeUnknownException or KeyNotStoredException { IsDeleted: false }))
            {
                journal?.Complete(step.Request!.WorkspaceId, step.Name);
            }

            if (result.Exception is not null)
            {
                report.AddFailed(step, result.Exception);
                if (PreventsFurtherSteps(result.Exception))
                {
                    await stop.CancelAsync();
                }
            }
            else if (result.Existing is not null) // created by someone else since the plan was made
            {
                report.AddCompleted(step with { Action = PlanAction.Keep }, result.Existing);
            }
            else
            {
                report.CountCreated();
            }
        }
    }

    private async Task StoreAsync(Dictionary<string, PlanStep> steps, CreatedKey created)
    {
        // The API may return no name, or another one.
        var step = steps.GetValueOrDefault(created.Info.Name) ?? new PlanStep { Action = PlanAction.Create, Name = created.Info.Name };
        if (step.IsDisabled)
        {
            created = created with { Info = await client.UpdateAsync(created.Info.Hash, KeyUpdate.Empty.Disable(), CancellationToken.None) };
        }

        lock (_lock)
        {
            secrets?.Store(created);
            report.WriteCreated(step, created, isStored: secrets is not null);
        }
    }

    private async Task RunStepsAsync(IEnumerable<PlanStep> steps, Func<PlanStep, Task<KeyInfo>> call, CancellationToken stop)
    {
        foreach (var step in steps)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                report.AddCompleted(step, await call(step));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                report.AddFailed(step, exception);
                if (PreventsFurtherSteps(exception))
                {
                    throw new OperationCanceledException();
                }
            }
        }
    }

    private async Task<KeyInfo> DeleteAsync(KeyInfo key, CancellationToken abort)
    {
        await client.DeleteAsync(key.Hash, abort);
        return key;
    }

    private static bool PreventsFurtherSteps(Exception exception) =>
        exception is KeyNotStoredException or ManagementKeyRejectedException or RateLimitedException or OpenRouterUnavailableException;
}
