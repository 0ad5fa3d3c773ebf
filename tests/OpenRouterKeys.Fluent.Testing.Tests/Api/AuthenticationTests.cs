using System.Net;

namespace OpenRouterKeys.Fluent.Testing.Tests.Api;

public sealed class AuthenticationTests : RunningSimulator
{
    private const string Body = """{"name":"ci"}""";

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer sk-or-v1-wrong")]
    [InlineData("Basic Y2k6Y2k=")]
    public async Task A_missing_or_wrong_token_is_answered_with_401_and_nothing_happens(string? authorization)
    {
        Http.DefaultRequestHeaders.Clear();
        Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        (await Post(Body)).ErrorMessage(HttpStatusCode.Unauthorized);
        (await Get("keys")).ErrorMessage(HttpStatusCode.Unauthorized);
        (await Get("key")).ErrorMessage(HttpStatusCode.Unauthorized);
        Assert.Empty(Simulator.Keys);
        Assert.Equal(3, Simulator.Requests.Count);
    }

    [Fact]
    public async Task An_API_key_does_not_manage_keys()
    {
        var secret = (await Post(Body)).Secret;

        (await Send(HttpMethod.Post, "keys", Body, secret)).ErrorMessage(HttpStatusCode.Unauthorized);
        Assert.Single(Simulator.Keys);
    }

    [Fact]
    public async Task Another_simulators_management_key_is_wrong_here()
    {
        await using var other = await OpenRouterSimulator.StartAsync(Token);

        (await Send(HttpMethod.Post, "keys", Body, other.ManagementKey.Reveal())).ErrorMessage(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_current_key_is_the_one_whose_secret_is_the_token()
    {
        var created = await Post(Body);

        Assert.Equal(created.Hash, (await Send(HttpMethod.Get, "key", token: created.Secret)).Hash);
    }

    [Fact]
    public async Task The_management_key_may_ask_for_itself()
    {
        var answer = await Get("key");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.True(answer.Data.GetProperty("is_management_key").GetBoolean());
        Assert.Equal(Simulator.ManagementKey.ToString(), answer.Data.GetProperty("label").GetString());
    }

    [Fact]
    public async Task A_deleted_key_is_unknown()
    {
        var created = await Post(Body);
        await Send(HttpMethod.Delete, $"keys/{created.Hash}");

        (await Send(HttpMethod.Get, "key", token: created.Secret)).ErrorMessage(HttpStatusCode.Unauthorized);
    }
}
