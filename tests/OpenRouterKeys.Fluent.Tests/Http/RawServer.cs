using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>A TCP server on a loopback port that runs one script per connection and records the requests that it receives.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    public const string Secret = "sk-or-v1-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    public const string Created = $$"""{"data":{"hash":"h1","name":"ci-bot"},"key":"{{Secret}}"}""";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Queue<Func<Connection, Task>> _scripts;
    private readonly Task _acceptTask;
    private readonly List<RawRequest> _requests = [];
    private readonly List<Task> _connections = [];

    public RawServer(params Func<Connection, Task>[] scripts)
    {
        _scripts = new(scripts);
        _listener.Start();
        _acceptTask = AcceptAsync();
    }

    public Uri BaseAddress => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/api/v1");

    /// <summary>The complete requests (head and body), oldest first.</summary>
    public IReadOnlyList<string> Requests => [.. AllRequests.Where(request => request.IsComplete).Select(request => request.ToString())];

    /// <summary>The number of complete POST requests.</summary>
    public int BodyCount => Requests.Count(request => request.StartsWith("POST", StringComparison.Ordinal));

    /// <summary>The number of requests whose body has arrived in part.</summary>
    public int PartialBodyCount => AllRequests.Count(request => request.HasPartialBody);

    /// <summary>Completes when every connection so far is closed on both sides.</summary>
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

    private List<RawRequest> AllRequests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public static Func<Connection, Task> Respond(int status, string body = "", string headers = "") => async connection =>
    {
        await connection.ReadRequestAsync();
        // A connection serves one request. Without the header, the client might reuse the connection while it is being closed.
        await connection.SendAsync($"HTTP/1.1 {status} x\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}");
    };

    /// <summary>Reads the request, sends these parts as they are, and closes the connection.</summary>
    public static Func<Connection, Task> Send(params string[] parts) => async connection =>
    {
        await connection.ReadRequestAsync();
        foreach (var part in parts)
        {
            await connection.SendAsync(part);
        }
    };

    /// <summary>Responds with 201 and these bytes.</summary>
    public static Func<Connection, Task> SendBytes(string headers, byte[] body) => async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.SendAsync($"HTTP/1.1 201 Created\r\nContent-Length: {body.Length}\r\n{headers}\r\n");
        await connection.SendAsync(body);
    };

    /// <summary>Reads the request, sends this text, and leaves the connection open.</summary>
    public static Func<Connection, Task> Stall(string text = "", Action? onSent = null) => async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.SendAsync(text);
        onSent?.Invoke();
        await connection.WaitForCloseAsync();
    };

    public static Func<Connection, Task> Reset() => async connection =>
    {
        await connection.ReadRequestAsync();
        connection.Reset();
    };

    public static Func<Connection, Task> CloseAfterReading() => connection => connection.ReadRequestAsync();

    public OpenRouterKeysClient CreateClient(OpenRouterKeysOptions? options = null) =>
        new(ManagementKey.From(TestSecrets.ManagementKey), (options ?? new()) with { BaseAddress = BaseAddress });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _acceptTask;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = ServeAsync(await _listener.AcceptSocketAsync(_stop.Token));
                lock (_connections)
                {
                    _connections.Add(connection);
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
        using var connection = new Connection(socket, Record, _stop.Token);
        try
        {
            if (_scripts.TryDequeue(out var script))
            {
                await script(connection);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or AuthenticationException or ObjectDisposedException)
        {
            // The client closed the connection, or the test has ended.
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
