using System.CommandLine;
using System.Globalization;
using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Commands;

/// <summary><c>simulator</c>: serves a simulated keys API to an application under development, until it is interrupted.</summary>
internal sealed class SimulatorCommand : Command, IHasExitCodeHelp
{
    public const string Summary =
        "Serve a simulated keys API for an application under development, until Ctrl-C. Keys that it creates do not work for calls to models.";

    /// <summary>The management key that the simulator accepts. It is always the same, so that it can be in a configuration file.</summary>
    public const string Key = "simulated-management-key";

    private const int MaxPort = 65_535;

    private readonly Terminal _terminal;

    private readonly Option<int> _port = new("--port")
    {
        Description = "The port of 127.0.0.1. 0: any free port.",
        HelpName = "PORT",
        DefaultValueFactory = _ => 5050,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= MaxPort)
            {
                return port;
            }

            result.AddError($"--port: '{result.Tokens[0].Value}' is not a port. Use a number from 0 to {MaxPort.ToString(CultureInfo.InvariantCulture)}.");
            return 0;
        },
    };

    private readonly Option<string?> _state = new("--state")
    {
        Description = "Keep the keys in FILE, so that they exist after a restart. FILE contains hashes, but no secrets.",
        HelpName = "FILE",
    };

    public SimulatorCommand(Terminal terminal)
        : base("simulator", Summary)
    {
        _terminal = terminal;
        Options.Add(_port);
        Options.Add(_state);
        SetAction(RunAsync);
    }

    public string ExitCodeHelp => """
        Exit codes:
          0    The simulator was stopped.
          2    The command line is invalid, the port is used by another program, or FILE cannot be used.
          5    The address could not be written to standard output.
        """;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        AspNetCoreRuntime.Load("The simulator");
        OpenRouterSimulator simulator;
        try
        {
            simulator = await OpenRouterSimulator.StartAsync(parsed.GetValue(_port), ManagementKey.From(Key), parsed.GetValue(_state), cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            throw new UsageException($"--state: {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(exception.Message);
        }

        await using (simulator)
        {
            await _terminal.Output.WriteLineAsync($"""
                The simulated keys API runs at {simulator.BaseAddress}
                Its management key is          {Key}
                Press Ctrl-C to stop it.
                """);
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, _terminal.TimeProvider, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // Stopped, as intended.
            }
        }

        return ExitCode.Success;
    }
}
