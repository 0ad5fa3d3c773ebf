using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace OpenRouterKeys.Fluent.Testing.Tests;

/// <summary>A simulator for one test, and a plain HTTP client that knows nothing of the library.</summary>
public abstract class RunningSimulator : IAsyncLifetime
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

    protected Task<Answered> Post(string body) => Send(HttpMethod.Post, "keys", body);

    protected Task<Answered> Get(string path) => Send(HttpMethod.Get, path);

    protected async Task<Answered> Send(HttpMethod method, string path, string? body = null, string? token = null)
    {
        using var request = Request(method, path, body);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await Http.SendAsync(request, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        return new(response.StatusCode, text, response.Headers.RetryAfter?.ToString());
    }

    /// <summary>A creation whose answer's body is not waited for.</summary>
    protected async Task<HttpResponseMessage> PostForHeaders(string body)
    {
        using var request = Request(HttpMethod.Post, "keys", body);
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string? body) => new(method, new Uri(path, UriKind.Relative))
    {
        Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
    };
}

/// <summary>An answer that was read whole.</summary>
public sealed record Answered(HttpStatusCode Status, string Body, string? RetryAfter)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public JsonElement Data => Json.GetProperty("data");

    public string Hash => Data.GetProperty("hash").GetString()!;

    public string Secret => Json.GetProperty("key").GetString()!;

    public IReadOnlyList<string> Names => [.. Data.EnumerateArray().Select(key => key.GetProperty("name").GetString()!)];

    /// <summary>Holds a refusal to its shape, and gives its message.</summary>
    public string ErrorMessage(HttpStatusCode status)
    {
        Assert.Equal(status, Status);
        var error = Json.GetProperty("error");
        Assert.Equal((int)status, error.GetProperty("code").GetInt32());
        return error.GetProperty("message").GetString()!;
    }
}
