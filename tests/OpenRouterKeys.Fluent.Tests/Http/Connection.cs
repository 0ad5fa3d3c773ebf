using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>One connection to <see cref="RawServer"/>.</summary>
internal sealed class Connection(Socket socket, Action<RawRequest> received, CancellationToken end) : IDisposable
{
    private Stream _stream = new NetworkStream(socket, ownsSocket: true);

    /// <summary>Goes on in TLS.</summary>
    public async Task SecureAsync(SslServerAuthenticationOptions options)
    {
        var secured = new SslStream(_stream);
        _stream = secured;
        await secured.AuthenticateAsServerAsync(options, end);
    }

    /// <summary>Reads the next request: its head, and this part of its body at least.</summary>
    public async Task ReadRequestAsync(double part = 1)
    {
        var request = new RawRequest();
        received(request);
        var buffer = new byte[part == 1 ? 64 * 1024 : 4096];
        while (!request.Has(part))
        {
            var read = await _stream.ReadAsync(buffer, end);
            if (read == 0)
            {
                throw new IOException("The request ended early.");
            }

            request.Append(buffer.AsSpan(0, read));
        }
    }

    /// <summary>Counts a request that the script has read itself.</summary>
    public void Record(RawRequest request) => received(request);

    public Task ReadAsync(Memory<byte> buffer) => _stream.ReadExactlyAsync(buffer, end).AsTask();

    /// <summary>Waits until something has come, and leaves it unread.</summary>
    public Task WaitForFirstByteAsync() => socket.ReceiveAsync(new byte[1], SocketFlags.Peek, end).AsTask();

    /// <summary>A byte at a time.</summary>
    public async Task DripAsync(string text)
    {
        socket.NoDelay = true;
        foreach (var part in Encoding.UTF8.GetBytes(text))
        {
            await SendAsync(new[] { part });
        }
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public Task SendAsync(ReadOnlyMemory<byte> bytes) => _stream.WriteAsync(bytes, end).AsTask();

    /// <summary>Past TLS, where there is one.</summary>
    public Task SendInPlainAsync(ReadOnlyMemory<byte> bytes) => socket.SendAsync(bytes, end).AsTask();

    /// <summary>Returns when the client has read the most of it: the system keeps no more than a little for it.</summary>
    public Task SendUntilReadAsync(string text)
    {
        socket.SendBufferSize = 4096;
        return SendAsync(text);
    }

    public async Task WaitForEndAsync()
    {
        var buffer = new byte[64 * 1024];
        while (await _stream.ReadAsync(buffer, end) > 0)
        {
        }
    }

    /// <summary>Says that it will send no more (FIN).</summary>
    public void Finish() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Breaks off (RST).</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public void Dispose() => _stream.Dispose();
}
