using System.Net.Security;
using System.Text;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;

/// <summary>One thing that a server does on a connection.</summary>
internal delegate Task Step(Connection connection, Scene scene);

/// <summary>The words that scripts of faults are written in. After the last step the server sends FIN, and waits for the client's.</summary>
internal static class Steps
{
    private const long MuchLongerThanRead = 8 * 1024 * 1024;

    public static Step Read { get; } = (connection, _) => connection.ReadRequestAsync();

    public static Step ReadHalf { get; } = (connection, _) => connection.ReadRequestAsync(part: 0.5);

    public static Step ReadHead { get; } = (connection, _) => connection.ReadRequestAsync(part: 0);

    /// <summary>Waits until the client has begun to send, and reads nothing.</summary>
    public static Step ReadNothing { get; } = (connection, _) => connection.WaitForFirstByteAsync();

    /// <summary>Reads what still comes, as a server does that has answered early.</summary>
    public static Step Drain { get; } = (connection, _) => connection.WaitForCloseAsync();

    public static Step Fin { get; } = Then((connection, _) => connection.ShutdownSend());

    public static Step Reset { get; } = Then((connection, _) => connection.Reset());

    /// <summary>Says nothing any more, until the attempt's time is over and the client goes away.</summary>
    public static Step Stall { get; } = (connection, scene) =>
    {
        scene.EndAttempt();
        return connection.WaitForCloseAsync();
    };

    /// <summary>The caller gives up, and the server says nothing any more.</summary>
    public static Step Cancel { get; } = (connection, scene) =>
    {
        scene.Cancel();
        return connection.WaitForCloseAsync();
    };

    /// <summary>Time passes for the handlers outside the client, and not for the client.</summary>
    public static Step HandlersWait(TimeSpan time) => Then((_, scene) => scene.LetHandlersWait(time));

    /// <summary>The call before is over, and the connection idle: only now comes the call that the fault is about.</summary>
    public static Step Idle { get; } = (_, scene) => scene.LetNextCallBegin();

    public static Step Secure(SslServerAuthenticationOptions options) => (connection, _) => connection.StartTlsAsync(options);

    public static Step Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    public static Step Send(byte[] bytes) => (connection, _) => connection.SendAsync(bytes);

    public static Step SendInPlain(string text) => (connection, _) => connection.SendUnencryptedAsync(Encoding.ASCII.GetBytes(text));

    /// <summary>A byte at a time.</summary>
    public static Step Drip(string text) => (connection, _) => connection.SendByteByByteAsync(text);

    /// <summary>Goes on when the client has read what was sent before.</summary>
    public static Step UntilRead { get; } = (connection, _) => connection.SendUntilReadAsync(Texts.Blanks(900));

    /// <summary>Again and again, until the client goes away; one that reads on and on is stopped by its attempt's time.</summary>
    public static Step Forever(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return async (connection, scene) =>
        {
            for (var sent = 0L; ; sent += bytes.Length)
            {
                await connection.SendAsync(bytes);
                if (sent < MuchLongerThanRead && sent + bytes.Length >= MuchLongerThanRead)
                {
                    scene.EndAttempt();
                }
            }
        };
    }

    /// <summary>A whole answer. Each connection serves once, and says so: a client that reused it would race its end.</summary>
    public static Step Answer(int status, string body = "", string headers = "") => Send(Texts.Head(status, Encoding.UTF8.GetByteCount(body), headers) + body);

    public static Step Answer(int status, byte[] body, string headers = "") => Send([.. Encoding.UTF8.GetBytes(Texts.Head(status, body.Length, headers)), .. body]);

    /// <summary>A whole answer to a call that is not the one that the fault is about, on a connection that stays.</summary>
    public static Step AnswerWell { get; } = Send($"HTTP/1.1 201 Created\r\nContent-Length: {Texts.WithLaterSecret.Length}\r\n\r\n{Texts.WithLaterSecret}");

    public static Step Redirect(int status, Func<Scene, Uri> target) => (connection, scene) =>
        connection.SendAsync(Texts.Head(status, 0, $"Location: {target(scene)}\r\n"));

    private static Step Then(Action<Connection, Scene> action) => (connection, scene) =>
    {
        action(connection, scene);
        return Task.CompletedTask;
    };
}
