using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests.Contract;

/// <summary>What the simulator answers to the calls that the contract of POST /keys does not name, read without the library: their key is the
/// contract's <c>data</c>.</summary>
public sealed class SimulatedCallsContractTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private OpenRouterSimulator _simulator = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        _simulator.Add(new() { Hash = "h1", Name = "a", LimitUsd = 5, LimitReset = LimitReset.Daily, CreatedAt = Instants.Now });
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _simulator.DisposeAsync();
    }

    [Theory]
    [InlineData("GET", "keys/h1", null)]
    [InlineData("PATCH", "keys/h1", """{"name":"b","disabled":true,"limit":null,"limit_reset":null,"include_byok_in_limit":true}""")]
    [InlineData("PATCH", "keys/h1", "{}")]
    public async Task One_key_is_told_as_a_created_one(string method, string path, string? body)
    {
        var (status, json) = await SendAsync(method, path, body);

        Assert.Equal(HttpStatusCode.OK, status);
        AssertKey(json.GetProperty("data"));
    }

    [Theory]
    [InlineData("keys")]
    [InlineData("keys?offset=0&include_disabled=true")]
    public async Task A_list_tells_each_key_so(string path)
    {
        var (status, json) = await SendAsync("GET", path, null);

        Assert.Equal(HttpStatusCode.OK, status);
        AssertKey(Assert.Single(json.GetProperty("data").EnumerateArray()));
    }

    [Fact]
    public async Task A_deletion_says_so()
    {
        var (status, json) = await SendAsync("DELETE", "keys/h1", null);

        Assert.Equal((HttpStatusCode.OK, """{"deleted":true}"""), (status, json.GetRawText()));
    }

    [Theory]
    [InlineData("GET", "keys?offset=many", null, 400)]
    [InlineData("PATCH", "keys/h1", """{"limit":"5"}""", 400)]
    [InlineData("GET", "keys/unknown", null, 404)]
    [InlineData("PATCH", "keys/unknown", "{}", 404)]
    [InlineData("DELETE", "keys/unknown", null, 404)]
    public async Task A_refusal_tells_its_code_and_a_message(string method, string path, string? body, int code)
    {
        var (status, json) = await SendAsync(method, path, body);

        Assert.Equal(code, (int)status);
        Assert.Equal(code, json.GetProperty("error").GetProperty("code").GetInt32());
        Assert.NotEmpty(json.GetProperty("error").GetProperty("message").GetString()!);
    }

    private static void AssertKey(JsonElement key)
    {
        Assert.Empty(SchemaCheck.Problems(KeysContract.Data, key.GetRawText()));
        Assert.Empty(key.EnumerateObject().Select(member => member.Name).Except([.. KeysContract.Data.Properties!.Keys, .. LaterMembers.OfAnswers]));
    }

    private async Task<(HttpStatusCode Status, JsonElement Json)> SendAsync(string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(_simulator.BaseAddress, path));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, KeysContract.Json);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _simulator.ManagementKey.Reveal());
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(KeysContract.Json, response.Content.Headers.ContentType?.MediaType);
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
