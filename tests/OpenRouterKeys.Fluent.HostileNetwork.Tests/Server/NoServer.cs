using System.Net;
using System.Net.Sockets;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;

/// <summary>An address at which nobody answers.</summary>
internal sealed class NoServer(Uri address, params Socket[] sockets) : Site
{
    private const int MoreThanTheQueueHolds = 8;

    public override Uri BaseAddress => address;

    public override bool IsWellAfterwards => false;

    public static Func<Fault, Scene, Site> At(string address) => (_, _) => new NoServer(new(address));

    /// <summary>A port that is bound, so that nobody else takes it, and that nobody listens on.</summary>
    public static Site Refusing(Fault fault, Scene scene)
    {
        var bound = Bind();
        return new NoServer(AddressOf(bound), bound);
    }

    /// <summary>A listener whose queue is full accepts no connection: connecting takes for ever.</summary>
    public static Site Silent(Fault fault, Scene scene)
    {
        var listener = Bind();
        listener.Listen(0);
        var queue = Enumerable.Range(0, MoreThanTheQueueHolds).Select(_ => new Socket(SocketType.Stream, ProtocolType.Tcp)).ToArray();
        foreach (var socket in queue)
        {
            _ = socket.ConnectAsync(listener.LocalEndPoint!, CancellationToken.None).AsTask().ContinueWith(ended => ended.Exception, TaskScheduler.Default);
        }

        return new NoServer(AddressOf(listener), [listener, .. queue]);
    }

    public override ValueTask DisposeAsync()
    {
        Array.ForEach(sockets, socket => socket.Dispose());
        return ValueTask.CompletedTask;
    }

    private static Socket Bind()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static Uri AddressOf(Socket socket) => new($"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}/");
}
