namespace OpenRouterKeys.Fluent.Fuzz;

/// <summary>Feeds a target with mutations of its seeds and of what came of these. The same seed feeds the same inputs.</summary>
internal sealed class FuzzLoop
{
    private const int LongestKept = 8 * 1024;
    private const int MostKept = 5_000;
    private const long BytesForAnyInput = 1021024;
    private const long BytesForEachByte = 1024;
    private static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(10);

    private readonly FuzzTarget _target;
    private readonly int _seed;
    private readonly Random _random;
    private readonly Mutator _mutator;
    private readonly List<byte[]> _kept;
    private readonly HashSet<string> _behaviours = new(StringComparer.Ordinal);

    public FuzzLoop(FuzzTarget target, int seed)
    {
        (_target, _seed) = (target, seed);
        _random = new Random(seed);
        _mutator = new Mutator(_random);
        _kept = [.. target.Seeds];
    }

    public long Cases { get; private set; }

    public TimeSpan Slowest { get; private set; }

    /// <summary>The most bytes that an input made the target allocate, in all and for each byte of the input.</summary>
    public (long InAll, long ForEachByte) Allocated { get; private set; }

    /// <exception cref="FuzzFailedException">An input broke a promise; it is told such that it can be tried again.</exception>
    public void Run(int cases)
    {
        for (var end = Cases + cases; Cases < end; Cases++)
        {
            var input = _mutator.Mutate(_kept[_random.Next(_kept.Count)], _kept[_random.Next(_kept.Count)]);
            try
            {
                Try(input);
            }
            catch (Exception exception) // whatever it is, it was not promised
            {
                throw new FuzzFailedException(_target.Name, _seed, Cases, input, exception);
            }
        }
    }

    public override string ToString() =>
        FormattableString.Invariant($"{_target.Name} with seed {_seed}: {Cases} cases, {_behaviours.Count} behaviours; ")
        + FormattableString.Invariant($"the slowest took {Slowest.TotalMilliseconds:0} ms, the largest allocated {Allocated.InAll} bytes, ")
        + FormattableString.Invariant($"{Allocated.ForEachByte} for each of its own");

    private void Try(byte[] input)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Environment.CpuUsage.TotalTime; // a machine that is busy with other things makes nothing slow
        var behaviour = _target.Run(input);
        var time = Environment.CpuUsage.TotalTime - started;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Promise.Holds(time < LongestTime, $"reading takes bounded time (it took {time})");
        Promise.Holds(allocated < BytesForAnyInput + (BytesForEachByte * input.Length), $"reading takes bounded memory (it took {allocated} bytes)");
        Slowest = time > Slowest ? time : Slowest;
        Allocated = (Math.Max(Allocated.InAll, allocated), Math.Max(Allocated.ForEachByte, allocated / Math.Max(1024, input.Length)));
        if (input.Length <= LongestKept && _behaviours.Count < MostKept && _behaviours.Add(behaviour))
        {
            _kept.Add(input);
        }
    }
}
