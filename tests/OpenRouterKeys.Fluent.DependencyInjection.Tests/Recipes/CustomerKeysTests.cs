using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests.Recipes;

/// <summary>Runs the ASP.NET Core recipe as a process and calls it over HTTP.</summary>
public sealed class CustomerKeysTests : HostTestBase, IAsyncLifetime
{
    private RecipeProcess _program = null!;
    private HttpClient _http = null!;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        _program = new("CustomerKeys", OpenRouter, "--urls", "http://127.0.0.1:0");
        _http = new() { BaseAddress = await _program.GetAddressAsync(Token) };
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        _http.Dispose();
        await _program.DisposeAsync();
        await DisposeAsync();
    }

    [Fact]
    public async Task Keys_are_created_rotated_and_deleted_and_traces_contain_no_secret()
    {
        Assert.Equal("Healthy", await _http.GetStringAsync(RelativeUri("health"), Token));
        var first = await CreateAsync("customers/7/key");
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(HttpMethod.Post, "customers/7/key")).StatusCode);
        Assert.Equal(("5", LimitReset.Monthly), (OpenRouter.Keys[0].LimitUsd.ToString(), OpenRouter.Keys[0].LimitReset));
        var second = await CreateAsync("customers/7/key/rotation");
        Assert.Equal([(second.Hash, false), (first.Hash, true)], OpenRouter.Keys.Select(key => (key.Hash, key.IsDisabled)));
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync("customers/7/key"));
        Assert.Equal(first.Hash, Assert.Single(OpenRouter.Keys).Hash);

        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.Unauthorized, $"Bearer {OpenRouter.ManagementKey.Reveal()}"));
        Assert.Equal(HttpStatusCode.BadGateway, (await SendAsync(HttpMethod.Post, "customers/8/key")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Post, "customers/%00/key")).StatusCode);

        string[] traces = ["POST /api/v1/keys", "PATCH /api/v1/keys/{hash}", "keys.outcome: created", "keys.outcome: rejected", "StatusCode: Error"];
        string[] secrets = [first.Secret, second.Secret, OpenRouter.ManagementKey.Reveal()];
        Assert.All(traces, text => Assert.Contains(text, _program.Output, StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, _program.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Dropped_response_and_closed_browser_leave_no_orphan()
    {
        OpenRouter.EnqueueFault(SimulatedFault.DropResponse());
        var created = await CreateAsync("customers/7/key");
        Assert.Equal(created.Hash, Assert.Single(OpenRouter.Keys).Hash);

        using var browser = CancellationTokenSource.CreateLinkedTokenSource(Token);
        OpenRouter.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.FromSeconds(1)));
        var request = _http.PostAsync(RelativeUri("customers/8/key"), null, browser.Token);
        while (OpenRouter.Keys.Count < 2)
        {
            Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync("customers/8/key")); // the creation is in progress
        }

        await browser.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        while (await DeleteAsync("customers/8/key") == HttpStatusCode.NotFound)
        {
            // Wait for the delayed response.
        }

        Assert.Equal(created.Hash, Assert.Single(OpenRouter.Keys).Hash);
    }

    [Fact]
    public async Task Rotation_with_dropped_response_leaves_only_the_old_key()
    {
        var created = await CreateAsync("customers/7/key");
        LetPass(9); // the old key (twice) and its 7 bindings are read
        OpenRouter.EnqueueFault(SimulatedFault.DropResponse());
        Assert.Equal(HttpStatusCode.BadGateway, (await SendAsync(HttpMethod.Post, "customers/7/key/rotation")).StatusCode);
        Assert.Equal((created.Hash, false), (Assert.Single(OpenRouter.Keys).Hash, OpenRouter.Keys[0].IsDisabled));

        var second = await CreateAsync("customers/7/key/rotation");
        Assert.Equal([(second.Hash, false), (created.Hash, true)], OpenRouter.Keys.Select(key => (key.Hash, key.IsDisabled)));
    }

    [Fact]
    public async Task Old_key_that_cannot_be_disabled_is_deleted_with_the_customers_key()
    {
        await CreateAsync("customers/7/key");
        LetPass(10); // the old key (twice) and its 7 bindings are read, and the new key is created
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadRequest));
        var second = await CreateAsync("customers/7/key/rotation");
        Assert.Equal(second.Hash, OpenRouter.Keys[0].Hash);
        Assert.All(OpenRouter.Keys, key => Assert.False(key.IsDisabled));

        OpenRouter.EnqueueFault(SimulatedFault.DropResponse()); // the deletion of the old key is retried and gets a 404
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync("customers/7/key"));
        Assert.Empty(OpenRouter.Keys);
    }

    [Fact]
    public async Task Key_deleted_elsewhere_can_be_deleted()
    {
        var created = await CreateAsync("customers/7/key");
        using var client = OpenRouter.CreateClient();
        await client.DeleteAsync(created.Hash, Token);

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Post, "customers/7/key/rotation")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync("customers/7/key"));
        await CreateAsync("customers/7/key");
    }

    [Fact]
    public async Task Two_concurrent_requests_create_one_key()
    {
        var responses = await Task.WhenAll(SendAsync(HttpMethod.Post, "customers/7/key"), SendAsync(HttpMethod.Post, "customers/7/key"));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], responses.Select(response => response.StatusCode).Order());
        Assert.Single(OpenRouter.Keys);
    }

    private static Uri RelativeUri(string path) => new(path, UriKind.Relative);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, RelativeUri(path));
        return await _http.SendAsync(request, Token);
    }

    private async Task<HttpStatusCode> DeleteAsync(string path)
    {
        using var response = await SendAsync(HttpMethod.Delete, path);
        return response.StatusCode;
    }

    private async Task<(string Hash, string Secret)> CreateAsync(string path)
    {
        using var response = await SendAsync(HttpMethod.Post, path);
        Assert.True(response.IsSuccessStatusCode, _program.Output);
        var json = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        return (json.GetProperty("hash").GetString()!, json.GetProperty("secret").GetString()!);
    }
}
