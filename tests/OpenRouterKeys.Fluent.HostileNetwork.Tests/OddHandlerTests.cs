using System.Net.Sockets;
using Flurl.Http;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Wrappings;
using OpenRouterKeys.Fluent.Tests;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>Handlers that do what no table has a column for.</summary>
public class OddHandlerTests
{
    private static readonly KeyRequest Request = KeyRequest.Named("ci-bot");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static OpenRouterKeysClient Through(RawServer server, HttpMessageHandler handler) => new(
        ManagementKey.From(TestSecrets.ManagementKey),
        new FlurlClient(new HttpClient(handler)),
        new() { BaseAddress = server.BaseAddress, TimeProvider = TestTime.NewProvider(), MaxAttempts = 1 });

    [Fact]
    public async Task What_was_told_as_not_sent_is_not_sent_afterwards()
    {
        var told = new TaskCompletionSource();
        using var sockets = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                await told.Task;
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        await using var server = new RawServer(RawServer.Respond(201, Texts.WithSecret));
        using var handler = new AbandoningHandler(sockets);
        using var client = Through(server, handler);
        await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.CreateAsync(Request, Token));

        told.SetResult();
        await Assert.ThrowsAnyAsync<Exception>(() => handler.Abandoned!);
        Assert.Equal((0, 0), (server.BodyCount, server.PartialBodyCount));
    }

    // Without it, the tests of what is not logged could not fail.
    [Theory]
    [InlineData("reading")]
    [InlineData("logging with bodies")]
    public async Task Without_the_guard_what_reads_bodies_logs_the_new_key(string name)
    {
        await using var scene = new Scene();
        var fault = FaultList.ByName["201 with the secret"];
        await using var site = fault.Place(fault, scene);
        using var host = new Host(WrappingList.Unguarded.Single(wrapping => wrapping.Name == name), fault, site, scene);
        using var client = host.NewClient();
        await client.CreateAsync(Request, Token);

        Assert.Contains(Texts.FirstSecret, host.Log, StringComparison.Ordinal);
    }
}
