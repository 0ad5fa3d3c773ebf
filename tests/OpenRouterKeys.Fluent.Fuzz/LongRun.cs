using System.Diagnostics;
using System.Globalization;

namespace OpenRouterKeys.Fluent.Fuzz;

/// <summary>Runs all targets in turn on one thread until the time is over or a check fails.</summary>
internal static class LongRun
{
    private const int CasesPerTurn = 50_000;
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMinutes(1);

    public static int Start(string minutes, string[] seed)
    {
        var firstSeed = seed is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : Random.Shared.Next();
        var time = TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture));
        FuzzLoop[] loops = [.. FuzzTarget.All.Select((target, index) => new FuzzLoop(target, firstSeed + index))];
        Console.WriteLine(FormattableString.Invariant($"Fuzzing {loops.Length} targets for {time.TotalMinutes} minutes. To repeat this run: run {minutes} {firstSeed}"));
        var started = Stopwatch.GetTimestamp();
        var reported = TimeSpan.Zero;
        while (Stopwatch.GetElapsedTime(started) is var elapsed && elapsed < time)
        {
            foreach (var loop in loops)
            {
                loop.Run(CasesPerTurn);
            }

            if (elapsed - reported > ReportInterval)
            {
                Report(loops, elapsed);
                reported = elapsed;
            }
        }

        Report(loops, Stopwatch.GetElapsedTime(started));
        return 0;
    }

    private static void Report(FuzzLoop[] loops, TimeSpan elapsed) =>
        Console.WriteLine($"{elapsed:hh\\:mm\\:ss}, {loops.Sum(loop => loop.Cases)} cases\n  {string.Join("\n  ", (object[])loops)}");
}
