using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>One connection to <see cref="RawServer"/>.</summary>
internal sealed class Connection(Socket socket, Action<string> received, CancellationToken end) : IDisposable
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);

    public async Task ReadRequestAsync()
    {
        var request = new StringBuilder();
        var buffer = new byte[4096];
        while (!IsWhole(request.ToString()))
        {
            var read = await _stream.ReadAsync(buffer, end);
            if (read == 0)
            {
                throw new IOException("The request ended early.");
            }

            request.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        received(request.ToString());
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public Task SendAsync(byte[] bytes) => _stream.WriteAsync(bytes, end).AsTask();

    public async Task WaitForEndAsync()
    {
        var buffer = new byte[1];
        while (await _stream.ReadAsync(buffer, end) > 0)
        {
        }
    }

    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public void Dispose() => _stream.Dispose();

    private static bool IsWhole(string request)
    {
        var head = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (head < 0)
        {
            return false;
        }

        const string Length = "Content-Length: ";
        var at = request.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        var length = at < 0 || at > head ? 0 : int.Parse(request.AsSpan(at + Length.Length, request.IndexOf('\r', at) - at - Length.Length), CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetByteCount(request) >= Encoding.UTF8.GetByteCount(request.AsSpan(0, head)) + 4 + length;
    }
}
