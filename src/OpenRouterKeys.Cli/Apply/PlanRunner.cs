using OpenRouterKeys.Cli.Secrets;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>Executes a plan: creates keys concurrently, then updates keys, and deletes keys only if all other steps succeeded.</summary>
internal sealed class PlanRunner(Plan plan, IOpenRouterKeysClient client, ApplyReport report, SecretLinesFile? secrets, bool isSimulated)
{
    private readonly Lock _lock = new();

    /// <exception cref="OperationCanceledException">The token was canceled, or an error prevents all further steps. Steps in progress were completed.</exception>
    public async Task RunAsync(Action onStepCompleted, CancellationToken cancellationToken)
    {
        foreach (var step in plan.StepsOf(PlanAction.Keep))
        {
            report.AddCompleted(step);
            onStepCompleted();
        }

        await CreateAsync(plan.StepsOf(PlanAction.Create).ToDictionary(step => step.Name, StringComparer.Ordinal), onStepCompleted, cancellationToken);
        foreach (var step in plan.StepsOf(PlanAction.Update))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await RunStepAsync(step, () => client.UpdateAsync(step.Key!.Hash, step.Update!, CancellationToken.None));
            onStepCompleted();
        }

        foreach (var step in plan.StepsOf(PlanAction.Delete).TakeWhile(_ => report.ExitCode == ExitCode.Success))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await RunStepAsync(step, () => DeleteAsync(step.Key!));
            onStepCompleted();
        }
    }

    private async Task CreateAsync(Dictionary<string, PlanStep> steps, Action onStepCompleted, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var requests = steps.Values.Select(step => step.Request!);
        Task StoreAsync(CreatedKey created, CancellationToken _) => Store(steps, created);
        await foreach (var result in client.CreateManyAsync(requests, StoreAsync, null, stop.Token))
        {
            var step = steps[result.Request.Name];
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
                report.Count(PlanAction.Create);
            }

            onStepCompleted();
        }
    }

    private Task Store(Dictionary<string, PlanStep> steps, CreatedKey created)
    {
        // The API may return no name, or another one.
        var step = steps.GetValueOrDefault(created.Info.Name) ?? new PlanStep { Action = PlanAction.Create, Name = created.Info.Name };
        lock (_lock)
        {
            secrets?.Append(created, isSimulated);
            report.WriteCreated(step, created, isStored: secrets is not null);
        }

        return Task.CompletedTask;
    }

    private async Task RunStepAsync(PlanStep step, Func<Task<KeyInfo>> call)
    {
        try
        {
            report.AddCompleted(step, await call());
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

    private async Task<KeyInfo> DeleteAsync(KeyInfo key)
    {
        await client.DeleteAsync(key.Hash, CancellationToken.None);
        return key;
    }

    private static bool PreventsFurtherSteps(Exception exception) =>
        exception is KeyNotStoredException or ManagementKeyRejectedException or RateLimitedException or OpenRouterUnavailableException;
}
