using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>A connection to <see cref="RawServer"/>.</summary>
internal sealed class Connection(Socket socket, Action<RawRequest> onRequest, CancellationToken cancellationToken) : IDisposable
{
    private Stream _stream = new NetworkStream(socket, ownsSocket: true);

    /// <summary>Continues with TLS.</summary>
    public async Task StartTlsAsync(SslServerAuthenticationOptions options)
    {
        var ssl = new SslStream(_stream);
        _stream = ssl;
        await ssl.AuthenticateAsServerAsync(options, cancellationToken);
    }

    /// <summary>Reads the head of the next request and at least this part of its body.</summary>
    public async Task<RawRequest> ReadRequestAsync(double part = 1)
    {
        var request = new RawRequest();
        onRequest(request);
        var buffer = new byte[part == 1 ? 64 * 1024 : 4096];
        while (!request.Has(part))
        {
            var read = await _stream.ReadAsync(buffer, cancellationToken);
            if (read == 0)
            {
                throw new IOException("The request ended early.");
            }

            request.Append(buffer.AsSpan(0, read));
        }

        return request;
    }

    /// <summary>Records a request that the script read itself.</summary>
    public void Record(RawRequest request) => onRequest(request);

    public Task ReadAsync(Memory<byte> buffer) => _stream.ReadExactlyAsync(buffer, cancellationToken).AsTask();

    /// <summary>Waits until data has arrived, without reading it.</summary>
    public Task WaitForFirstByteAsync() => socket.ReceiveAsync(new byte[1], SocketFlags.Peek, cancellationToken).AsTask();

    /// <summary>Sends one byte at a time.</summary>
    public async Task SendByteByByteAsync(string text)
    {
        socket.NoDelay = true;
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            await SendAsync(new[] { value });
        }
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public Task SendAsync(ReadOnlyMemory<byte> bytes) => _stream.WriteAsync(bytes, cancellationToken).AsTask();

    /// <summary>Sends without encryption, even after <see cref="StartTlsAsync"/>.</summary>
    public Task SendUnencryptedAsync(ReadOnlyMemory<byte> bytes) => socket.SendAsync(bytes, cancellationToken).AsTask();

    /// <summary>Sends with a small send buffer, so that it completes only when the client has read most of the text.</summary>
    public Task SendUntilReadAsync(string text)
    {
        socket.SendBufferSize = 4096;
        return SendAsync(text);
    }

    /// <summary>Reads until the client closes the connection.</summary>
    public async Task WaitForCloseAsync()
    {
        var buffer = new byte[64 * 1024];
        while (await _stream.ReadAsync(buffer, cancellationToken) > 0)
        {
        }
    }

    /// <summary>Ends sending (FIN).</summary>
    public void ShutdownSend() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Resets the connection (RST).</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public void Dispose() => _stream.Dispose();
}
