using System.Diagnostics;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Keeps the processors from falling asleep while an answer is on its way: to wake up takes a virtual machine several times as long
/// as the answer. A process of the lowest priority for each does it; what has something to do comes first.</summary>
internal sealed class KeptAwake : IDisposable
{
    /// <summary>Begins such a process.</summary>
    public const string Argument = "--keep-awake";

    private readonly Process[] _processes = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Start())];

    /// <summary>Spins until the process that asked for it has ended.</summary>
    public static void Spin()
    {
        var spinning = new Thread(() =>
        {
            while (true)
            {
                Thread.SpinWait(1000);
            }
        }) { IsBackground = true };
        spinning.Start();
        Console.In.ReadToEnd();
    }

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            process.Dispose();
        }
    }

    private static Process Start()
    {
        // On Linux .NET's idle priority is nice 19, which others have to wait for; chrt's is one that anything else interrupts.
        var start = OperatingSystem.IsLinux()
            ? new ProcessStartInfo("chrt", ["--idle", "0", Environment.ProcessPath!, Argument])
            : new ProcessStartInfo(Environment.ProcessPath!, [Argument]);
        start.RedirectStandardInput = true;
        var process = Process.Start(start)!;
        if (!OperatingSystem.IsLinux())
        {
            process.PriorityClass = ProcessPriorityClass.Idle;
        }

        return process;
    }
}
