using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests.Contract;

/// <summary>The simulator's responses to calls other than <c>POST /keys</c>, read without the library. Their keys have the contract's schema.</summary>
public sealed class SimulatorManagementContractTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private OpenRouterSimulator _simulator = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        _simulator.Add(new() { Hash = "h1", Name = "a", LimitUsd = 5, LimitReset = LimitReset.Daily, CreatedAt = TestTime.Now });
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
    public async Task Get_and_update_return_a_valid_key(string method, string path, string? body)
    {
        var (status, json) = await SendAsync(method, path, body);

        Assert.Equal(HttpStatusCode.OK, status);
        AssertKey(json.GetProperty("data"));
    }

    [Theory]
    [InlineData("keys")]
    [InlineData("keys?offset=0&include_disabled=true&include_expired=true")]
    public async Task List_returns_valid_keys(string path)
    {
        var (status, json) = await SendAsync("GET", path, null);

        Assert.Equal(HttpStatusCode.OK, status);
        AssertKey(Assert.Single(json.GetProperty("data").EnumerateArray()));
    }

    [Fact]
    public async Task Delete_returns_deleted_true()
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
    public async Task Error_response_contains_the_status_code_and_a_message(string method, string path, string? body, int code)
    {
        var (status, json) = await SendAsync(method, path, body);

        Assert.Equal(code, (int)status);
        Assert.Equal(code, json.GetProperty("error").GetProperty("code").GetInt32());
        Assert.NotEmpty(json.GetProperty("error").GetProperty("message").GetString()!);
    }

    private static void AssertKey(JsonElement key)
    {
        Assert.Empty(SchemaValidator.Validate(KeysContract.Key, key.GetRawText()));
        Assert.Empty(key.EnumerateObject().Select(property => property.Name).Except([.. KeysContract.Key.Properties!.Keys, .. KeysContract.NewerKeyProperties]));
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
