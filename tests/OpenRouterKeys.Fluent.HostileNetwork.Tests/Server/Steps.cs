using System.Net.Security;
using System.Text;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;

/// <summary>One step of a server on a connection.</summary>
internal delegate Task Step(Connection connection, TestEnvironment environment);

/// <summary>The steps of fault scripts. After the last step the server sends FIN and waits for the client's.</summary>
internal static class Steps
{
    private const long BytesBeforeTimeout = 8 * 1024 * 1024;

    public static Step Read { get; } = (connection, _) => connection.ReadRequestAsync();

    public static Step ReadHalf { get; } = (connection, _) => connection.ReadRequestAsync(part: 0.5);

    public static Step ReadHead { get; } = (connection, _) => connection.ReadRequestAsync(part: 0);

    /// <summary>Waits until the client has started to send, without reading.</summary>
    public static Step WaitForData { get; } = (connection, _) => connection.WaitForFirstByteAsync();

    /// <summary>Reads the rest of the request, as a server that has responded early.</summary>
    public static Step Drain { get; } = (connection, _) => connection.WaitForCloseAsync();

    public static Step Fin { get; } = Do((connection, _) => connection.ShutdownSend());

    public static Step Reset { get; } = Do((connection, _) => connection.Reset());

    /// <summary>Sends nothing more; the attempt times out.</summary>
    public static Step Stall { get; } = (connection, environment) =>
    {
        environment.TimeOutAttempt();
        return connection.WaitForCloseAsync();
    };

    /// <summary>The caller cancels, and the server sends nothing more.</summary>
    public static Step Cancel { get; } = (connection, environment) =>
    {
        environment.CancelCall();
        return connection.WaitForCloseAsync();
    };

    /// <summary>Advances the time of the message handlers around the client, but not the client's.</summary>
    public static Step AdvanceHandlerTime(TimeSpan time) => Do((_, environment) => environment.AdvanceHandlerTime(time));

    /// <summary>Lets the second call start: the first has ended and its connection is idle.</summary>
    public static Step SignalIdle { get; } = Do((_, environment) => environment.SignalConnectionIdle());

    public static Step StartTls(SslServerAuthenticationOptions options) => (connection, _) => connection.StartTlsAsync(options);

    public static Step Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    public static Step Send(byte[] bytes) => (connection, _) => connection.SendAsync(bytes);

    public static Step SendUnencrypted(string text) => (connection, _) => connection.SendUnencryptedAsync(Encoding.ASCII.GetBytes(text));

    /// <summary>Sends one byte at a time.</summary>
    public static Step SendByteByByte(string text) => (connection, _) => connection.SendByteByByteAsync(text);

    /// <summary>Waits until the client has read what was sent before.</summary>
    public static Step WaitUntilRead { get; } = (connection, _) => connection.SendUntilReadAsync(ResponseText.Spaces(900));

    /// <summary>Sends the text repeatedly until the client disconnects. The attempt times out if the client reads too much.</summary>
    public static Step SendEndlessly(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return async (connection, environment) =>
        {
            for (var sent = 0L; ; sent += bytes.Length)
            {
                await connection.SendAsync(bytes);
                if (sent < BytesBeforeTimeout && sent + bytes.Length >= BytesBeforeTimeout)
                {
                    environment.TimeOutAttempt();
                }
            }
        };
    }

    /// <summary>Sends a complete response with <c>Connection: close</c>, because reusing the connection would race with its end.</summary>
    public static Step Respond(int status, string body = "", string headers = "") => Send(ResponseText.Head(status, Encoding.UTF8.GetByteCount(body), headers) + body);

    public static Step Respond(int status, byte[] body, string headers = "") => Send([.. Encoding.UTF8.GetBytes(ResponseText.Head(status, body.Length, headers)), .. body]);

    /// <summary>Sends a complete response that creates another key, and keeps the connection open.</summary>
    public static Step RespondWithLaterKey { get; } = Send($"HTTP/1.1 201 Created\r\nContent-Length: {ResponseText.LaterKey.Length}\r\n\r\n{ResponseText.LaterKey}");

    public static Step Redirect(int status, Func<TestEnvironment, Uri> target) => (connection, environment) =>
        connection.SendAsync(ResponseText.Head(status, 0, $"Location: {target(environment)}\r\n"));

    private static Step Do(Action<Connection, TestEnvironment> action) => (connection, environment) =>
    {
        action(connection, environment);
        return Task.CompletedTask;
    };
}
