using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests.Load;

/// <summary>Many creations at once through one client, a tenth of the requests with a fault.</summary>
internal static class LoadRun
{
    public const int AtOnce = 64;
    private const int FaultEvery = 10;

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

    public static async Task<LoadResult> OfAsync(int creations, CancellationToken cancellationToken)
    {
        var (client, result) = await CreateAsync(creations, cancellationToken);
        await Task.Yield(); // off the stack that still holds what has ended
        using (client)
        {
            result = result with { Bytes = GC.GetTotalMemory(forceFullCollection: true) };
        }

        using var process = Process.GetCurrentProcess();
        return result with { Handles = process.HandleCount };
    }

    // What the simulator and the ledger hold must be gone when the memory is looked at, so they live in here.
    private static async Task<(OpenRouterKeysClient Client, LoadResult Result)> CreateAsync(int creations, CancellationToken cancellationToken)
    {
        var ledger = new Ledger();
        await using var simulator = await OpenRouterSimulator.StartAsync(cancellationToken);
        var client = simulator.CreateClient();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, creations, parallel, async (number, _) =>
        {
            if (number % FaultEvery == 0)
            {
                simulator.EnqueueFault(Faults[number / FaultEvery % Faults.Length]);
            }

            // The token outlives the calls, as an application's does.
            await ledger.CreateAsync(client, FormattableString.Invariant($"key-{number}"), cancellationToken);
        });
        return (client, ledger.Compare(simulator.Keys) with { Connections = OpenTo(simulator.BaseAddress.Port) });
    }

    private static int OpenTo(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .Count(connection => connection.RemoteEndPoint.Port == port && connection.State == TcpState.Established);
}
