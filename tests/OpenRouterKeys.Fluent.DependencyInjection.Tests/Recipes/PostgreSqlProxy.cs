using System.Net;
using System.Net.Sockets;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests.Recipes;

/// <summary>When the proxy closes the client's connection.</summary>
public enum ConnectionDrop
{
    Never,

    /// <summary>When the server has received the next insert, before it is committed.</summary>
    BeforeCommit,

    /// <summary>When the server has committed the next insert, instead of forwarding its response.</summary>
    AfterCommit,
}

/// <summary>Forwards connections to PostgreSQL, and drops the acknowledgement of an insert on demand.</summary>
public sealed class PostgreSqlProxy : IAsyncDisposable
{
    private readonly int _serverPort;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;
    private int _nextDrop;

    public PostgreSqlProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether the requested drop has happened.</summary>
    public bool HasDropped => Volatile.Read(ref _nextDrop) == (int)ConnectionDrop.Never;

    public void DropAtNextInsert(ConnectionDrop drop) => Volatile.Write(ref _nextDrop, (int)drop);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ForwardAsync(await _listener.AcceptTcpClientAsync(_stopping.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ForwardAsync(TcpClient client)
    {
        var server = new TcpClient();
        var drop = ConnectionDrop.Never;
        await server.ConnectAsync(IPAddress.Loopback, _serverPort, _stopping.Token);
        var requests = ForwardAsync(client, server, async (data, target) =>
        {
            if (data.Span.IndexOf("INSERT INTO"u8) >= 0)
            {
                drop = (ConnectionDrop)Interlocked.Exchange(ref _nextDrop, (int)ConnectionDrop.Never);
            }

            await target.WriteAsync(data, _stopping.Token);
            return drop != ConnectionDrop.BeforeCommit;
        });
        var responses = ForwardAsync(server, client, async (data, target) =>
        {
            if (drop == ConnectionDrop.Never)
            {
                await target.WriteAsync(data, _stopping.Token);
                return true;
            }

            return data.Span.IndexOf("Z\0\0\0\u0005"u8) < 0; // ready for the next query, so the insert is committed
        });
        await Task.WhenAny(requests, responses);
        client.Close();
        server.Close();
        await Task.WhenAll(requests, responses);
    }

    /// <summary>Forwards data until <paramref name="forward"/> returns false or a connection is closed.</summary>
    private async Task ForwardAsync(TcpClient from, TcpClient to, Func<ReadOnlyMemory<byte>, NetworkStream, Task<bool>> forward)
    {
        try
        {
            var (source, target, buffer) = (from.GetStream(), to.GetStream(), new byte[65536]);
            while (await source.ReadAsync(buffer, _stopping.Token) is > 0 and var count && await forward(buffer.AsMemory(0, count), target))
            {
                // Continue with the next data.
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // A connection was closed.
        }
    }
}
