using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;

/// <summary>The server that a test calls, and what it received.</summary>
internal abstract class TestServer : IAsyncDisposable
{
    public abstract Uri BaseAddress { get; }

    public virtual int BodyCount => 0;

    public virtual int PartialBodyCount => 0;

    /// <summary>Complete requests, as text.</summary>
    public virtual IReadOnlyList<string> Requests => [];

    /// <summary>Completes when both sides have closed every connection.</summary>
    public virtual Task ConnectionsClosed => Task.CompletedTask;

    /// <summary>Whether calls after the fault succeed.</summary>
    public virtual bool CanRecover => true;

    public abstract ValueTask DisposeAsync();
}

/// <summary>A server that runs the fault's script, and then creates keys.</summary>
internal sealed class ScriptedServer : TestServer
{
    private const int MaxConnectionsAfterFault = 20;

    private readonly RawServer _server;
    private readonly Func<RawServer, Uri> _address;
    private readonly bool _isPermanent;

    private ScriptedServer(Fault fault, TestEnvironment environment, Func<RawServer, Uri> address, params Step[] beforeRequests)
    {
        _server = new(
        [
            .. Enumerable.Repeat(RunScript(fault.Script, environment), fault.ConnectionCount),
            .. Enumerable.Repeat(CreateKeys(beforeRequests, environment), MaxConnectionsAfterFault),
        ]);
        _address = address;
        _isPermanent = fault.IsPermanent;
    }

    public override Uri BaseAddress => _address(_server);

    /// <summary>The server's own address, which differs from <see cref="BaseAddress"/> if it is a proxy.</summary>
    public Uri ServerAddress => _server.BaseAddress;

    public override int BodyCount => _server.BodyCount;

    public override int PartialBodyCount => _server.PartialBodyCount;

    public override IReadOnlyList<string> Requests => _server.Requests;

    public override Task ConnectionsClosed => _server.Closed;

    public override bool CanRecover => !_isPermanent && BaseAddress.IsLoopback;

    public static TestServer Plain(Fault fault, TestEnvironment environment) => new ScriptedServer(fault, environment, server => server.BaseAddress);

    public static TestServer Encrypted(Fault fault, TestEnvironment environment) =>
        new ScriptedServer(fault, environment, server => new UriBuilder(server.BaseAddress) { Scheme = Uri.UriSchemeHttps }.Uri, Steps.StartTls(Certificates.Valid));

    /// <summary>Creates a proxy in front of an address.</summary>
    public static Func<Fault, TestEnvironment, TestServer> ProxyTo(string address) => (fault, environment) => new ScriptedServer(fault, environment, _ => new(address));

    public override ValueTask DisposeAsync() => _server.DisposeAsync();

    private static Func<Connection, Task> RunScript(Step[] script, TestEnvironment environment) => async connection =>
    {
        try
        {
            foreach (var step in script)
            {
                await step(connection, environment);
            }

            connection.ShutdownSend();
        }
        finally
        {
            environment.SignalScriptEnded();
        }

        await connection.WaitForCloseAsync();
    };

    private static Func<Connection, Task> CreateKeys(Step[] beforeRequests, TestEnvironment environment) => async connection =>
    {
        foreach (var step in beforeRequests)
        {
            await step(connection, environment);
        }

        while (true)
        {
            await Steps.Read(connection, environment);
            await Steps.RespondWithLaterKey(connection, environment);
        }
    };
}
