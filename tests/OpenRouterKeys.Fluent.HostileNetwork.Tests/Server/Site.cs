using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;

/// <summary>Where a call goes, and what came there.</summary>
internal abstract class Site : IAsyncDisposable
{
    public abstract Uri BaseAddress { get; }

    public virtual int Bodies => 0;

    public virtual int PartsOfBodies => 0;

    /// <summary>Requests that came whole, as texts.</summary>
    public virtual IReadOnlyList<string> Requests => [];

    /// <summary>Ends when every connection so far has ended on both sides.</summary>
    public virtual Task Closed => Task.CompletedTask;

    /// <summary>Whether a call after the faults is answered well.</summary>
    public virtual bool IsWellAfterwards => true;

    public abstract ValueTask DisposeAsync();
}

/// <summary>A server that plays the fault's script, and answers well after it.</summary>
internal sealed class RawSite : Site
{
    private const int WellAnsweredConnections = 20;

    private readonly RawServer _server;
    private readonly Func<RawServer, Uri> _address;
    private readonly bool _isForGood;

    private RawSite(Fault fault, Scene scene, Func<RawServer, Uri> address, params Step[] beforeRequests)
    {
        _server = new(
        [
            .. Enumerable.Repeat(Play(fault.Script, scene), fault.Times),
            .. Enumerable.Repeat(AnswerWell(beforeRequests, scene), WellAnsweredConnections),
        ]);
        _address = address;
        _isForGood = fault.IsForGood;
    }

    public override Uri BaseAddress => _address(_server);

    /// <summary>The server itself, also where the call goes elsewhere and it is the proxy.</summary>
    public Uri ServerAddress => _server.BaseAddress;

    public override int Bodies => _server.BodyCount;

    public override int PartsOfBodies => _server.PartialBodyCount;

    public override IReadOnlyList<string> Requests => _server.Requests;

    public override Task Closed => _server.Closed;

    public override bool IsWellAfterwards => !_isForGood && BaseAddress.IsLoopback;

    public static Site Plain(Fault fault, Scene scene) => new RawSite(fault, scene, server => server.BaseAddress);

    public static Site Encrypted(Fault fault, Scene scene) =>
        new RawSite(fault, scene, server => new UriBuilder(server.BaseAddress) { Scheme = Uri.UriSchemeHttps }.Uri, Steps.Secure(Certificates.Valid));

    /// <summary>The server is a proxy before this address.</summary>
    public static Func<Fault, Scene, Site> ProxyTo(string address) => (fault, scene) => new RawSite(fault, scene, _ => new(address));

    public override ValueTask DisposeAsync() => _server.DisposeAsync();

    private static Func<Connection, Task> Play(Step[] script, Scene scene) => async connection =>
    {
        try
        {
            foreach (var step in script)
            {
                await step(connection, scene);
            }

            connection.ShutdownSend();
        }
        finally
        {
            scene.EndScript();
        }

        await connection.WaitForCloseAsync();
    };

    private static Func<Connection, Task> AnswerWell(Step[] beforeRequests, Scene scene) => async connection =>
    {
        foreach (var step in beforeRequests)
        {
            await step(connection, scene);
        }

        while (true)
        {
            await Steps.Read(connection, scene);
            await Steps.AnswerWell(connection, scene);
        }
    };
}
