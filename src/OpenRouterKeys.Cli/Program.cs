using System.Runtime.InteropServices;

namespace OpenRouterKeys.Cli;

/// <summary>Connects the command to the streams, the environment and the signals of the process.</summary>
internal static class Program
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    private static async Task<int> Main(string[] args)
    {
        using var interruption = new Interruption();
        var terminal = Terminal.ForProcess(interruption);
        var registrations = Array.ConvertAll(Signals, signal => PosixSignalRegistration.Create(signal, Handle));
        try
        {
            return await CommandLineApp.RunAsync(args, terminal, interruption.Stop);
        }
        finally
        {
            Array.ForEach(registrations, registration => registration.Dispose());
        }

        void Handle(PosixSignalContext context) => context.Cancel = interruption.OnSignal(terminal.WriteMessage);
    }
}
