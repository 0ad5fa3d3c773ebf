using System.Collections.Immutable;

namespace OpenRouterKeys.Fluent.Tests.Machine;

/// <summary>What is expected after some calls: of each, by its number, what was said of it; and which keys exist.</summary>
internal sealed record CreationModel
{
    public const int Attempts = 3;

    private ImmutableQueue<Fault> Faults { get; init; } = [];

    public ImmutableList<Expected> Said { get; private init; } = [];

    public ImmutableHashSet<string> Existing { get; private init; } = [];

    /// <summary>The name of the next key.</summary>
    public string NextName => NameOf(Said.Count);

    public string LastName => NameOf(Said.Count - 1);

    public bool HasFaults => !Faults.IsEmpty;

    public static string NameOf(int call) => FormattableString.Invariant($"key-{call}");

    public CreationModel Plan(Fault fault) => this with { Faults = Faults.Enqueue(fault) };

    public CreationModel Restart() => this with { Faults = [] };

    public CreationModel Create()
    {
        var faults = Faults;
        for (var attempt = 1; !faults.IsEmpty; attempt++)
        {
            faults = faults.Dequeue(out var fault);
            if (fault.Expected != Expected.SentAgain || attempt == Attempts)
            {
                var said = fault.Expected == Expected.SentAgain ? Expected.Denied : fault.Expected;
                return (this with { Faults = faults }).Say(said, fault.IsMade);
            }
        }

        return (this with { Faults = faults }).Say(Expected.Returned, isMade: true);
    }

    public CreationModel Say(Expected said, bool isMade) =>
        this with { Existing = isMade ? Existing.Add(NextName) : Existing, Said = Said.Add(said) };

    public override string ToString() =>
        $"{Said.Count} calls, the last {(Said.IsEmpty ? "none" : Said[^1])}; {Existing.Count} keys; faults to come: {string.Join(", ", Faults)}";
}
