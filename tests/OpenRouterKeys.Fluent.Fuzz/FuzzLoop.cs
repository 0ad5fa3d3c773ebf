namespace OpenRouterKeys.Fluent.Fuzz;

/// <summary>Runs a target with its seeds, mutations of them and mutations of inputs that had a new behavior. The same seed produces the same inputs.</summary>
internal sealed class FuzzLoop
{
    private const int MaxKeptLength = 8 * 1024;
    private const int MaxKeptInputs = 5_000;
    private const long BaseAllocation = 1021024;
    private const long AllocationPerByte = 1024;
    private const int MaxRepetitions = 3;
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(1);

    private readonly FuzzTarget _target;
    private readonly int _seed;
    private readonly Random _random;
    private readonly Mutator _mutator;
    private readonly List<byte[]> _kept;
    private readonly HashSet<string> _behaviors = new(StringComparer.Ordinal);

    public FuzzLoop(FuzzTarget target, int seed)
    {
        (_target, _seed) = (target, seed);
        _random = new Random(seed);
        _mutator = new Mutator(_random);
        _kept = [.. target.Seeds];
    }

    public long Cases { get; private set; }

    public TimeSpan Slowest { get; private set; }

    /// <summary>The most bytes that an input made the target allocate, in total and per byte of the input.</summary>
    public (long Total, long PerByte) Allocated { get; private set; }

    /// <exception cref="FuzzFailedException">An input failed a check.</exception>
    public void Run(int cases)
    {
        for (var end = Cases + cases; Cases < end; Cases++)
        {
            var input = Next();
            try
            {
                Try(input);
            }
            catch (Exception exception) // the target must not throw anything
            {
                throw new FuzzFailedException(_target.Name, _seed, Cases, input, exception);
            }
        }
    }

    public override string ToString() =>
        FormattableString.Invariant($"{_target.Name} with seed {_seed}: {Cases} cases, {_behaviors.Count} behaviors; ")
        + FormattableString.Invariant($"the slowest input took {Slowest.TotalMilliseconds:0} ms, at most {Allocated.Total} bytes allocated, ")
        + FormattableString.Invariant($"{Allocated.PerByte} per byte of input");

    // The unchanged seeds come first.
    private byte[] Next() => Cases < _target.Seeds.Count
        ? _target.Seeds[(int)Cases]
        : _mutator.Mutate(_kept[_random.Next(_kept.Count)], _kept[_random.Next(_kept.Count)]);

    private void Try(byte[] input)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var (behavior, time) = Measure(input);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Check.That(allocated < BaseAllocation + (AllocationPerByte * input.Length), $"Reading allocated {allocated} bytes.");
        for (var again = 0; time > MaxTime; again++)
        {
            Check.That(again < MaxRepetitions, $"Reading took {time}.");
            (_, time) = Measure(input);
        }

        Slowest = time > Slowest ? time : Slowest;
        Allocated = (Math.Max(Allocated.Total, allocated), Math.Max(Allocated.PerByte, allocated / Math.Max(1024, input.Length)));
        if (input.Length <= MaxKeptLength && _behaviors.Count < MaxKeptInputs && _behaviors.Add(behavior))
        {
            _kept.Add(input);
        }
    }

    // CPU time, which does not depend on the load of the machine. It includes other threads of this process, so a slow input is repeated.
    private (string Behavior, TimeSpan Time) Measure(byte[] input)
    {
        var started = Environment.CpuUsage.TotalTime;
        var behavior = _target.Run(input);
        return (behavior, Environment.CpuUsage.TotalTime - started);
    }
}
