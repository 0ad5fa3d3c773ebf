using System.Runtime.InteropServices;

namespace OpenRouterKeys.Cli;

/// <summary>Connects the command to the streams, the environment and the signals of the process.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var cancellation = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        await using var input = Console.OpenStandardInput();
        return await CommandLineApp.RunAsync(args, Terminal.ForProcess(input), cancellation.Token);

        // The first signal cancels, so that the command can report the outcome; the second one ends the process.
        void Cancel(PosixSignalContext signal)
        {
            signal.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        }
    }
}
