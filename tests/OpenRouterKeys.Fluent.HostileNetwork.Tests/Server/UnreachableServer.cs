using System.Net;
using System.Net.Sockets;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;

/// <summary>An address without a server.</summary>
internal sealed class UnreachableServer(Uri address, params Socket[] sockets) : TestServer
{
    private const int MoreThanBacklog = 8;

    public override Uri BaseAddress => address;

    public override bool CanRecover => false;

    public static Func<Fault, TestEnvironment, TestServer> At(string address) => (_, _) => new UnreachableServer(new(address));

    /// <summary>A port that is bound, so that no other process uses it, but does not listen.</summary>
    public static TestServer Refusing(Fault fault, TestEnvironment environment)
    {
        var bound = Bind();
        return new UnreachableServer(AddressOf(bound), bound);
    }

    /// <summary>A listener with a full backlog: connecting never completes.</summary>
    public static TestServer Silent(Fault fault, TestEnvironment environment)
    {
        var listener = Bind();
        listener.Listen(0);
        var queue = Enumerable.Range(0, MoreThanBacklog).Select(_ => new Socket(SocketType.Stream, ProtocolType.Tcp)).ToArray();
        foreach (var socket in queue)
        {
            _ = socket.ConnectAsync(listener.LocalEndPoint!, CancellationToken.None).AsTask().ContinueWith(task => task.Exception, TaskScheduler.Default);
        }

        return new UnreachableServer(AddressOf(listener), [listener, .. queue]);
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
