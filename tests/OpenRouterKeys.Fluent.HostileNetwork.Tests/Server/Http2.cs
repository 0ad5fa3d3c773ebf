using System.Buffers.Binary;
using System.Text;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;

/// <summary>The steps of HTTP/2 scripts: frames on the first stream of a connection.</summary>
internal static class Http2
{
    public const int NoError = 0;
    public const int ProtocolError = 1;
    public const int InternalError = 2;
    public const int RefusedStream = 7;
    public const int CancelError = 8;
    public const int EnhanceYourCalm = 11;
    public const int Http11Required = 13;

    private const string Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private const int Stream = 1;
    private const byte DataFrame = 0;
    private const byte HeadersFrame = 1;
    private const byte ResetFrame = 3;
    private const byte SettingsFrame = 4;
    private const byte GoAwayFrame = 7;
    private const byte WindowFrame = 8;
    private const byte EndStream = 1;
    private const byte EndHeaders = 4;

    /// <summary>Completes the TLS handshake and sends empty settings.</summary>
    public static Step Open { get; } = async (connection, _) =>
    {
        await connection.StartTlsAsync(Certificates.Http2);
        await connection.ReadAsync(new byte[Preface.Length]);
        await connection.SendAsync(Frame(SettingsFrame, 0, 0, []));
    };

    public static Step Read { get; } = async (connection, _) => await ReadBodyAsync(connection, isWhole: true);

    /// <summary>Reads until the first part of the body.</summary>
    public static Step ReadPart { get; } = async (connection, _) => await ReadBodyAsync(connection, isWhole: false);

    /// <summary>Waits until the client has read what was sent, which its window update shows.</summary>
    public static Step WaitUntilRead { get; } = async (connection, environment) =>
    {
        await Data(ResponseText.Spaces(15))(connection, environment);
        await Data(ResponseText.Spaces(15))(connection, environment);
        await ReadUntilAsync(connection, WindowFrame);
    };

    public static Step Stall { get; } = (connection, environment) =>
    {
        environment.TimeOutAttempt();
        return ReadUntilAsync(connection, ResetFrame);
    };

    public static Step Cancel { get; } = (connection, environment) =>
    {
        environment.CancelCall();
        return ReadUntilAsync(connection, ResetFrame);
    };

    public static Step Head(int status, bool isEndOfStream = false) => Send(HeadersFrame, isEndOfStream ? EndHeaders | EndStream : EndHeaders, [0x08, 3, .. Encoding.ASCII.GetBytes($"{status}")]);

    public static Step Data(string text, bool isLast = false) => Send(DataFrame, isLast ? EndStream : 0, Encoding.UTF8.GetBytes(text));

    public static Step Reset(int error) => Send(ResetFrame, 0, Number(error));

    public static Step GoAway(int lastStream, int error = NoError) =>
        (connection, _) => connection.SendAsync(Frame(GoAwayFrame, 0, 0, [.. Number(lastStream), .. Number(error)]));

    public static Step Send(byte type, int flags, byte[] payload) => (connection, _) => connection.SendAsync(Frame(type, flags, Stream, payload));

    private static async Task ReadBodyAsync(Connection connection, bool isWhole)
    {
        using var body = new MemoryStream();
        var (type, flags) = (HeadersFrame, 0);
        while ((isWhole && !(type is DataFrame or HeadersFrame && (flags & EndStream) != 0)) || (!isWhole && body.Length == 0))
        {
            (type, flags, _, var payload) = await ReadFrameAsync(connection);
            body.Write(type == DataFrame ? payload : []);
        }

        var request = new RawRequest();
        connection.Record(request);
        request.Append(Encoding.ASCII.GetBytes($"POST HTTP/2\r\nContent-Length: {(isWhole ? body.Length : int.MaxValue)}\r\n\r\n"));
        request.Append(body.ToArray());
    }

    // Also stops when the client resets the stream.
    private static async Task ReadUntilAsync(Connection connection, byte type)
    {
        var frame = await ReadFrameAsync(connection);
        while (frame.Stream != Stream || (frame.Type != type && frame.Type != ResetFrame))
        {
            frame = await ReadFrameAsync(connection);
        }
    }

    private static async Task<(byte Type, int Flags, int Stream, byte[] Payload)> ReadFrameAsync(Connection connection)
    {
        var head = new byte[9];
        await connection.ReadAsync(head);
        var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
        await connection.ReadAsync(payload);
        return (head[3], head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)), payload);
    }

    private static byte[] Frame(byte type, int flags, int stream, byte[] payload) =>
        [.. Number(payload.Length)[1..], type, (byte)flags, .. Number(stream), .. payload];

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
