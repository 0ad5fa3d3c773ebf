using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>A server on a loopback port that plays a line of a script for each connection, byte by byte, and counts the POST bodies
/// that reached it.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    public const string Secret = "sk-or-v1-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    public const string Created = $$"""{"data":{"hash":"h1","name":"ci-bot"},"key":"{{Secret}}"}""";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Queue<Func<Connection, Task>> _script;
    private readonly Task _serving;
    private readonly List<RawRequest> _requests = [];
    private readonly List<Task> _connections = [];

    public RawServer(params Func<Connection, Task>[] script)
    {
        _script = new(script);
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri BaseAddress => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/api/v1");

    /// <summary>Requests that came whole, oldest first: head and body.</summary>
    public IReadOnlyList<string> Requests => [.. All.Where(request => request.IsWhole).Select(request => request.ToString())];

    /// <summary>POST bodies that came whole.</summary>
    public int Bodies => Requests.Count(request => request.StartsWith("POST", StringComparison.Ordinal));

    /// <summary>Bodies that began to come, and did not come whole.</summary>
    public int PartsOfBodies => All.Count(request => request.HasPartOfBody);

    /// <summary>Ends when every connection so far has ended on both sides.</summary>
    public Task Closed
    {
        get
        {
            lock (_connections)
            {
                return Task.WhenAll(_connections);
            }
        }
    }

    private List<RawRequest> All
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    // ---- the vocabulary of scripts

    public static Func<Connection, Task> Answer(int status, string body = "", string headers = "") => async connection =>
    {
        await connection.ReadRequestAsync();
        // Each connection serves once, and says so: a client that reused it would race its end.
        await connection.SendAsync($"HTTP/1.1 {status} x\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}");
    };

    /// <summary>Reads the request, sends these bytes as they are, and closes.</summary>
    public static Func<Connection, Task> Send(params string[] parts) => async connection =>
    {
        await connection.ReadRequestAsync();
        foreach (var part in parts)
        {
            await connection.SendAsync(part);
        }
    };

    public static Func<Connection, Task> SendBytes(string head, byte[] body) => async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.SendAsync($"HTTP/1.1 201 Created\r\nContent-Length: {body.Length}\r\n{head}\r\n");
        await connection.SendAsync(body);
    };

    /// <summary>Sends these bytes, and then nothing for good.</summary>
    public static Func<Connection, Task> Stall(string sent = "", Action? afterwards = null) => async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.SendAsync(sent);
        afterwards?.Invoke();
        await connection.WaitForEndAsync();
    };

    public static Func<Connection, Task> Reset() => async connection =>
    {
        await connection.ReadRequestAsync();
        connection.Reset();
    };

    public static Func<Connection, Task> CloseAfterReading() => connection => connection.ReadRequestAsync();

    public OpenRouterKeysClient NewClient(OpenRouterKeysOptions? options = null) =>
        new(ManagementKey.From(Canary.ManagementKey), (options ?? new()) with { BaseAddress = BaseAddress });

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var serving = ServeAsync(await _listener.AcceptSocketAsync(_end.Token));
                lock (_connections)
                {
                    _connections.Add(serving);
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Closed;
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var connection = new Connection(socket, Record, _end.Token);
        try
        {
            if (_script.TryDequeue(out var play))
            {
                await play(connection);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or AuthenticationException or ObjectDisposedException)
        {
            // The client went away, or the test is over.
        }
    }

    private void Record(RawRequest request)
    {
        lock (_requests)
        {
            _requests.Add(request);
        }
    }
}
