using System.Runtime.InteropServices;

namespace OpenRouterKeys.Cli;

/// <summary>The process: its streams, its environment and its signals.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var cancellation = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        await using var input = Console.OpenStandardInput();
        return await CommandLineApp.RunAsync(args, Terminal.OfProcess(input), cancellation.Token);

        // The first signal asks the command to tell what became of the key; a second one ends the process as ever.
        void Cancel(PosixSignalContext signal)
        {
            signal.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        }
    }
}
