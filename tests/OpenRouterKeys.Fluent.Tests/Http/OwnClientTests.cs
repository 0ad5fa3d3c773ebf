using Flurl.Http.Testing;
using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>A client that makes its own connections.</summary>
public class OwnClientTests
{
    private static readonly KeyRequest Request = KeyRequest.Named("ci-bot");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_299_is_a_success()
    {
        await using var server = new RawServer(RawServer.Answer(299, RawServer.Created));
        using var client = server.NewClient();

        Assert.Equal(RawServer.Secret, (await client.CreateAsync(Request, Token)).Key.Reveal());
    }

    [Fact]
    public void An_attempt_may_take_longer_than_NETs_100_seconds()
    {
        using var flurl = FlurlTransport.CreateClient(new("https://localhost/"));

        Assert.Equal(Timeout.InfiniteTimeSpan, flurl.HttpClient.Timeout);
    }

    [Fact]
    public async Task Flurls_own_tests_see_the_call_as_it_would_be_sent()
    {
        using var http = new HttpTest();
        http.RespondWith(RawServer.Created, 201);
        using var client = new OpenRouterKeysClient(ManagementKey.From(Canary.ManagementKey));

        Assert.Equal(RawServer.Secret, (await client.CreateAsync(Request, Token)).Key.Reveal());
        http.ShouldHaveCalled("https://openrouter.ai/api/v1/keys").WithOAuthBearerToken(Canary.ManagementKey).WithContentType("application/json").Times(1);
    }

    [Fact]
    public async Task It_keeps_no_cookies_and_closes_its_connections()
    {
        await using var server = new RawServer(async connection =>
        {
            for (var request = 0; request < 2; request++)
            {
                await connection.ReadRequestAsync();
                await connection.SendAsync($"HTTP/1.1 201 Created\r\nSet-Cookie: a=b\r\nContent-Length: {RawServer.Created.Length}\r\n\r\n{RawServer.Created}");
            }

            await connection.WaitForEndAsync();
        });
        using (var client = server.NewClient())
        {
            await client.CreateAsync(Request, Token);
            await client.CreateAsync(Request, Token);
        }

        await server.Closed.WaitAsync(Token);
        Assert.DoesNotContain("Cookie", server.Requests[1], StringComparison.OrdinalIgnoreCase);
    }
}
