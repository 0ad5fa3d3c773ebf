using System.Collections.Immutable;

namespace OpenRouterKeys.Fluent.Tests.StateMachines;

/// <summary>The expected state after a sequence of steps: the outcome of each call, and the keys that exist.</summary>
internal sealed record ExpectedState
{
    public const int MaxAttempts = 3;

    private ImmutableQueue<FaultCase> Faults { get; init; } = [];

    /// <summary>The outcomes of the calls, in order.</summary>
    public ImmutableList<Outcome> Outcomes { get; private init; } = [];

    /// <summary>The names of the keys that exist.</summary>
    public ImmutableHashSet<string> Existing { get; private init; } = [];

    /// <summary>The name of the next key.</summary>
    public string NextName => GetName(Outcomes.Count);

    public string LastName => GetName(Outcomes.Count - 1);

    public bool HasFaults => !Faults.IsEmpty;

    public static string GetName(int call) => FormattableString.Invariant($"key-{call}");

    public ExpectedState EnqueueFault(FaultCase fault) => this with { Faults = Faults.Enqueue(fault) };

    public ExpectedState Restart() => this with { Faults = [] };

    public ExpectedState Create()
    {
        var faults = Faults;
        for (var attempt = 1; !faults.IsEmpty; attempt++)
        {
            faults = faults.Dequeue(out var fault);
            if (fault.Outcome != Outcome.Retried || attempt == MaxAttempts)
            {
                var outcome = fault.Outcome == Outcome.Retried ? Outcome.NotCreated : fault.Outcome;
                return (this with { Faults = faults }).Add(outcome, fault.IsCreated);
            }
        }

        return (this with { Faults = faults }).Add(Outcome.Returned, isCreated: true);
    }

    public ExpectedState Add(Outcome outcome, bool isCreated) =>
        this with { Existing = isCreated ? Existing.Add(NextName) : Existing, Outcomes = Outcomes.Add(outcome) };

    public override string ToString() =>
        $"{Outcomes.Count} calls, last outcome: {(Outcomes.IsEmpty ? "none" : Outcomes[^1])}; {Existing.Count} keys; faults in the queue: {string.Join(", ", Faults)}";
}
