using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OpenRouterKeys.Fluent.Testing.Tests.Faults;

public sealed class CutAnswerTests : RunningSimulator
{
    private const string Body = """{"name":"ci"}""";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(30)]
    public async Task The_bytes_before_the_cut_arrive_and_no_more(int bytes)
    {
        Simulator.EnqueueFault(SimulatedFault.TruncateResponse(bytes));

        using var response = await PostForHeaders(Body);
        var (received, wasCut) = await ReadToEnd(response);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.True(response.Content.Headers.ContentLength > 500);
        Assert.Equal(bytes, received.Length);
        Assert.True(wasCut);
        Assert.StartsWith(received, $$"""{"data":{"hash":"{{Assert.Single(Simulator.Keys).Hash}}"}""", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_behind_the_end_cuts_nothing()
    {
        Simulator.EnqueueFault(SimulatedFault.TruncateResponse(int.MaxValue));

        var answer = await Post(Body);

        Assert.Equal(Assert.Single(Simulator.Keys).Hash, answer.Hash);
    }

    [Fact]
    public async Task The_connection_is_closed_in_order_so_that_no_byte_is_lost()
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
        var answer = await reader.ReadToEndAsync(Token); // a reset would throw here

        Assert.Equal(30, answer.Split("\r\n\r\n")[1].Length);
    }

    private static async Task<(string Received, bool WasCut)> ReadToEnd(HttpResponseMessage response)
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
