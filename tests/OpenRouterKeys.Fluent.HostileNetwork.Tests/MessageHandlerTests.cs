using System.Net.Sockets;
using Flurl.Http;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Pipelines;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Server;
using OpenRouterKeys.Fluent.Tests;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>Message handlers that are not among the pipelines of the fault matrix.</summary>
public class MessageHandlerTests
{
    private static readonly KeyRequest Request = KeyRequest.Named("ci-bot");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static OpenRouterKeysClient CreateClient(RawServer server, HttpMessageHandler handler) => new(
        ManagementKey.From(TestSecrets.ManagementKey),
        new FlurlClient(new HttpClient(handler)),
        new() { BaseAddress = server.BaseAddress, TimeProvider = TestTime.NewProvider(), MaxAttempts = 1 });

    [Fact]
    public async Task Abandoned_request_reported_as_unavailable_is_not_sent_later()
    {
        var reported = new TaskCompletionSource();
        using var sockets = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                await reported.Task;
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        await using var server = new RawServer(RawServer.Respond(201, ResponseText.Key));
        using var handler = new AbandoningHandler(sockets);
        using var client = CreateClient(server, handler);
        await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.CreateAsync(Request, Token));

        reported.SetResult();
        await Assert.ThrowsAnyAsync<Exception>(() => handler.Abandoned!);
        Assert.Equal((0, 0), (server.BodyCount, server.PartialBodyCount));
    }

    // Proves that the search of the logs finds a secret.
    [Theory]
    [InlineData("response reading")]
    [InlineData("body logging")]
    public async Task Handler_that_logs_bodies_logs_the_secret_without_SendOnceHandler(string name)
    {
        await using var environment = new TestEnvironment();
        var fault = FaultList.ByName["201 with the secret"];
        await using var server = fault.CreateServer(fault, environment);
        using var host = new ClientHost(Pipeline.WithoutSendOnceHandler.Single(pipeline => pipeline.Name == name), fault, server, environment);
        using var client = host.CreateClient();
        await client.CreateAsync(Request, Token);

        Assert.Contains(ResponseText.FirstSecret, host.Log, StringComparison.Ordinal);
    }
}
