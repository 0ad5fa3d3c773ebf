using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpenRouterKeys.Fluent.Testing.Tests.Faults;

public sealed class TruncateResponseTests : SimulatorTestBase
{
    private const string Body = """{"name":"ci"}""";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(30)]
    public async Task Client_receives_exactly_the_given_bytes(int bytes)
    {
        Simulator.EnqueueFault(SimulatedFault.TruncateResponse(bytes));

        using var response = await PostUntilHeaders(Body);
        var (received, isTruncated) = await ReadToEnd(response);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.True(response.Content.Headers.ContentLength > 500);
        Assert.Equal(bytes, received.Length);
        Assert.True(isTruncated);
        Assert.StartsWith(received, $$"""{"data":{"hash":"{{Assert.Single(Simulator.Keys).Hash}}"}""", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Truncation_after_the_end_returns_the_whole_response()
    {
        Simulator.EnqueueFault(SimulatedFault.TruncateResponse(int.MaxValue));

        var response = await Post(Body);

        Assert.Equal(Assert.Single(Simulator.Keys).Hash, response.Hash);
    }

    [Fact]
    public async Task Connection_is_closed_without_reset()
    {
        Simulator.EnqueueFault(SimulatedFault.TruncateResponse(30));
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Simulator.BaseAddress.Port, Token);
        var stream = socket.GetStream();
        var request = string.Create(
            CultureInfo.InvariantCulture,
            $"POST /api/v1/keys HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {Simulator.ManagementKey.Reveal()}\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Token);

        using var reader = new StreamReader(stream);
        var response = await reader.ReadToEndAsync(Token); // throws if the connection is reset

        Assert.Equal(30, response.Split("\r\n\r\n")[1].Length);
    }

    private static async Task<(string Received, bool IsTruncated)> ReadToEnd(HttpResponseMessage response)
    {
        using var received = new MemoryStream();
        try
        {
            await (await response.Content.ReadAsStreamAsync(Token)).CopyToAsync(received, Token);
            return (Encoding.UTF8.GetString(received.ToArray()), false);
        }
        catch (IOException)
        {
            return (Encoding.UTF8.GetString(received.ToArray()), true);
        }
    }
}
