using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace OpenRouterKeys.Fluent.Testing.Tests;

/// <summary>Starts a simulator for each test, and provides a plain HTTP client that does not use the library.</summary>
public abstract class SimulatorTestBase : IAsyncLifetime
{
    protected OpenRouterSimulator Simulator { get; private set; } = null!;

    protected HttpClient Http { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Simulator = await OpenRouterSimulator.StartAsync(Token);
        Http = new HttpClient { BaseAddress = Simulator.BaseAddress };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Simulator.ManagementKey.Reveal());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Simulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<ReceivedResponse> Post(string body) => Send(HttpMethod.Post, "keys", body);

    protected Task<ReceivedResponse> Get(string path) => Send(HttpMethod.Get, path);

    protected async Task<ReceivedResponse> Send(HttpMethod method, string path, string? body = null, string? token = null)
    {
        using var request = CreateRequest(method, path, body);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await Http.SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        return new(response.StatusCode, text, response.Headers.RetryAfter?.ToString());
    }

    /// <summary>Sends a creation and returns as soon as the response's headers arrive.</summary>
    protected async Task<HttpResponseMessage> PostUntilHeaders(string body)
    {
        using var request = CreateRequest(HttpMethod.Post, "keys", body);
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }

    private static HttpRequestMessage CreateRequest(HttpMethod method, string path, string? body) => new(method, new Uri(path, UriKind.Relative))
    {
        Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
    };
}

/// <summary>A completely read response.</summary>
public sealed record ReceivedResponse(HttpStatusCode Status, string Body, string? RetryAfter)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public JsonElement Data => Json.GetProperty("data");

    public string Hash => Data.GetProperty("hash").GetString()!;

    public string Secret => Json.GetProperty("key").GetString()!;

    public IReadOnlyList<string> Names => [.. Data.EnumerateArray().Select(key => key.GetProperty("name").GetString()!)];

    /// <summary>Asserts that this is an error response with the given status, and returns its message.</summary>
    public string AssertError(HttpStatusCode status)
    {
        Assert.Equal(status, Status);
        var error = Json.GetProperty("error");
        Assert.Equal((int)status, error.GetProperty("code").GetInt32());
        return error.GetProperty("message").GetString()!;
    }
}
