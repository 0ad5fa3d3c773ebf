using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests.Load;

/// <summary>Many concurrent creations through one client, with a fault for every tenth request.</summary>
internal static class LoadRun
{
    public const int MaxConcurrency = 64;
    private const int FaultInterval = 10;

    private static readonly SimulatedFault[] Faults =
    [
        SimulatedFault.Reject(HttpStatusCode.TooManyRequests, retryAfter: TimeSpan.Zero),
        SimulatedFault.Reject(HttpStatusCode.BadRequest),
        SimulatedFault.Reject(HttpStatusCode.InternalServerError),
        SimulatedFault.Reject(HttpStatusCode.ServiceUnavailable).AfterProcessing(),
        SimulatedFault.DropRequest(),
        SimulatedFault.DropResponse(),
        SimulatedFault.TruncateResponse(20),
        SimulatedFault.RespondWith("{}"),
        SimulatedFault.DelayResponse(TimeSpan.FromMilliseconds(20)),
    ];

    public static async Task<LoadResult> RunAsync(int creations, CancellationToken cancellationToken)
    {
        var (client, result) = await CreateAsync(creations, cancellationToken);
        await Task.Yield(); // so that no stack frame references the completed creations
        using (client)
        {
            result = result with { Bytes = GC.GetTotalMemory(forceFullCollection: true) };
        }

        using var process = Process.GetCurrentProcess();
        return result with { Handles = process.HandleCount };
    }

    // A method of its own, so that the simulator and the recorder can be collected before the memory is measured.
    private static async Task<(OpenRouterKeysClient Client, LoadResult Result)> CreateAsync(int creations, CancellationToken cancellationToken)
    {
        var recorder = new OutcomeRecorder();
        await using var simulator = await OpenRouterSimulator.StartAsync(cancellationToken);
        var client = simulator.CreateClient();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, creations, parallel, async (number, _) =>
        {
            if (number % FaultInterval == 0)
            {
                simulator.EnqueueFault(Faults[number / FaultInterval % Faults.Length]);
            }

            // The token lives longer than the calls, as the token of an application does.
            await recorder.CreateAsync(client, FormattableString.Invariant($"key-{number}"), cancellationToken);
        });
        return (client, recorder.Compare(simulator.Keys) with { Connections = CountConnections(simulator.BaseAddress.Port) });
    }

    private static int CountConnections(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .Count(connection => connection.RemoteEndPoint.Port == port && connection.State == TcpState.Established);
}
