using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OpenRouterKeys.Cli.Tests;

/// <summary>Exit code 3 with the host and the cause on one line, with real sockets.</summary>
public sealed class ConnectionFailureTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task Unresolvable_host()
    {
        var error = await FailAsync(new NoDelayTimeProvider(), "https://keys.invalid/api/v1");

        Assert.Contains("The host name keys.invalid could not be resolved (DNS)", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_without_listener()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // bound but not listening

        var error = await FailAsync(new NoDelayTimeProvider(), $"http://{socket.LocalEndPoint}/api/v1");

        Assert.Contains($"{socket.LocalEndPoint} refused the connection", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_without_TLS()
    {
        var server = ServeAsync(async stream => await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken));

        var error = await FailAsync(new NoDelayTimeProvider(), $"https://{_listener.LocalEndpoint}/api/v1");

        Assert.Contains($"No secure connection to {_listener.LocalEndpoint} could be established (TLS)", error, StringComparison.Ordinal);
        await StopAsync(server);
    }

    [Fact]
    public async Task Server_that_never_responds()
    {
        var time = new ManualTimeoutProvider();
        var server = ServeAsync(_ =>
        {
            time.TimeOut(); // the request has arrived
            return Task.CompletedTask;
        });

        var error = await FailAsync(time, $"http://{_listener.LocalEndpoint}/api/v1");

        Assert.Contains("127.0.0.1 did not respond in time (timeout)", error, StringComparison.Ordinal);
        await StopAsync(server);
    }

    [Fact]
    public async Task Several_keys()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var runner = new CommandRunner { ManagementKey = "a-management-key", TimeProvider = new NoDelayTimeProvider() };

        var run = await runner.RunAsync("disable", new string('a', 64), new string('b', 64), "--base-address", $"http://{socket.LocalEndPoint}/api/v1");

        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.Contains($"{socket.LocalEndPoint} refused the connection", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal($"Not tried  {new string('b', 64)}", run.ErrorLines[1]);
    }

    private static async Task<string> FailAsync(TimeProvider timeProvider, string address)
    {
        var runner = new CommandRunner { ManagementKey = "a-management-key", TimeProvider = timeProvider };

        var run = await runner.RunAsync("list", "--base-address", address);

        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        return Assert.Single(run.ErrorLines);
    }

    private async Task ServeAsync(Func<NetworkStream, Task> respond)
    {
        _listener.Start();
        var clients = new List<TcpClient>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
                clients.Add(client);
                var request = new byte[1024];
                await client.GetStream().ReadAtLeastAsync(request, 1, throwOnEndOfStream: false, TestContext.Current.CancellationToken);
                await respond(client.GetStream());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    private Task StopAsync(Task server)
    {
        _listener.Stop();
        return server;
    }

    /// <summary>Ends delays between attempts immediately, and an attempt by its timeout when the test says so.</summary>
    private sealed class ManualTimeoutProvider : TimeProvider
    {
        private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(30);

        private readonly ConcurrentQueue<Action> _timeouts = [];

        public void TimeOut()
        {
            while (_timeouts.TryDequeue(out var timeout))
            {
                timeout();
            }
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == AttemptTimeout)
            {
                _timeouts.Enqueue(() => callback(state));
            }

            return base.CreateTimer(callback, state, dueTime < AttemptTimeout ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
