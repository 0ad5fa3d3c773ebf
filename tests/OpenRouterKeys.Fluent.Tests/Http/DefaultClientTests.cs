using Flurl.Http.Testing;
using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>A client with the library's own HttpClient.</summary>
public class DefaultClientTests
{
    private static readonly KeyRequest Request = KeyRequest.Named("ci-bot");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Status_299_is_success()
    {
        await using var server = new RawServer(RawServer.Respond(299, RawServer.Created));
        using var client = server.CreateClient();

        Assert.Equal(RawServer.Secret, (await client.CreateAsync(Request, Token)).Key.Reveal());
    }

    [Fact]
    public void HttpClient_timeout_is_infinite()
    {
        using var flurl = FlurlTransport.CreateClient(new("https://localhost/"));

        Assert.Equal(Timeout.InfiniteTimeSpan, flurl.HttpClient.Timeout);
    }

    [Fact]
    public async Task Flurl_HttpTest_records_bearer_token_and_content_type()
    {
        using var http = new HttpTest();
        http.RespondWith(RawServer.Created, 201);
        using var client = new OpenRouterKeysClient(ManagementKey.From(TestSecrets.ManagementKey));

        Assert.Equal(RawServer.Secret, (await client.CreateAsync(Request, Token)).Key.Reveal());
        http.ShouldHaveCalled("https://openrouter.ai/api/v1/keys").WithOAuthBearerToken(TestSecrets.ManagementKey).WithContentType("application/json").Times(1);
    }

    [Fact]
    public async Task Cookies_are_not_sent_and_Dispose_closes_connections()
    {
        await using var server = new RawServer(async connection =>
        {
            for (var request = 0; request < 2; request++)
            {
                await connection.ReadRequestAsync();
                await connection.SendAsync($"HTTP/1.1 201 Created\r\nSet-Cookie: a=b\r\nContent-Length: {RawServer.Created.Length}\r\n\r\n{RawServer.Created}");
            }

            await connection.WaitForCloseAsync();
        });
        using (var client = server.CreateClient())
        {
            await client.CreateAsync(Request, Token);
            await client.CreateAsync(Request, Token);
        }

        await server.Closed.WaitAsync(Token);
        Assert.DoesNotContain("Cookie", server.Requests[1], StringComparison.OrdinalIgnoreCase);
    }
}
