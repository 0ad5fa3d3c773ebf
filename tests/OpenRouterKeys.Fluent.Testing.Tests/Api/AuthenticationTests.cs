using System.Net;

namespace OpenRouterKeys.Fluent.Testing.Tests.Api;

public sealed class AuthenticationTests : SimulatorTestBase
{
    private const string Body = """{"name":"ci"}""";

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer sk-or-v1-wrong")]
    [InlineData("Basic Y2k6Y2k=")]
    public async Task Missing_or_wrong_token_returns_401_and_changes_nothing(string? authorization)
    {
        Http.DefaultRequestHeaders.Clear();
        Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        (await Post(Body)).AssertError(HttpStatusCode.Unauthorized);
        (await Get("keys")).AssertError(HttpStatusCode.Unauthorized);
        (await Get("key")).AssertError(HttpStatusCode.Unauthorized);
        Assert.Empty(Simulator.Keys);
        Assert.Equal(3, Simulator.Requests.Count);
    }

    [Fact]
    public async Task API_key_cannot_manage_keys()
    {
        var secret = (await Post(Body)).Secret;

        (await Send(HttpMethod.Post, "keys", Body, secret)).AssertError(HttpStatusCode.Unauthorized);
        Assert.Single(Simulator.Keys);
    }

    [Fact]
    public async Task Management_key_of_other_simulator_is_rejected()
    {
        await using var other = await OpenRouterSimulator.StartAsync(Token);

        (await Send(HttpMethod.Post, "keys", Body, other.ManagementKey.Reveal())).AssertError(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Current_key_is_the_key_of_the_token()
    {
        var created = await Post(Body);

        var current = (await Send(HttpMethod.Get, "key", token: created.Secret)).Data;

        Assert.Equal(created.Data.GetProperty("label").GetString(), current.GetProperty("label").GetString());
        Assert.False(current.GetProperty("is_management_key").GetBoolean());
        Assert.False(current.TryGetProperty("hash", out _));
    }

    [Fact]
    public async Task Current_key_with_management_key_is_the_management_key()
    {
        var response = await Get("key");

        Assert.Equal(HttpStatusCode.OK, response.Status);
        Assert.True(response.Data.GetProperty("is_management_key").GetBoolean());
        Assert.Equal(Simulator.ManagementKey.ToString(), response.Data.GetProperty("label").GetString());
    }

    [Fact]
    public async Task Token_of_deleted_key_is_rejected()
    {
        var created = await Post(Body);
        await Send(HttpMethod.Delete, $"keys/{created.Hash}");

        (await Send(HttpMethod.Get, "key", token: created.Secret)).AssertError(HttpStatusCode.Unauthorized);
    }
}
