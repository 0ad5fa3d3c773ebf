using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests.Recipes;

/// <summary>A key for each customer, in a program of its own, over HTTP.</summary>
public sealed class CustomerKeysTests : HostedAccount, IAsyncLifetime
{
    private Program _program = null!;
    private HttpClient _http = null!;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        _program = new("CustomerKeys", OpenRouter, "--urls", "http://127.0.0.1:0");
        _http = new() { BaseAddress = await _program.AddressAsync(Token) };
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        _http.Dispose();
        await _program.DisposeAsync();
        await DisposeAsync();
    }

    [Fact]
    public async Task Keys_are_provisioned_rotated_and_revoked_and_traced_without_a_secret()
    {
        Assert.Equal("Healthy", await _http.GetStringAsync(Relative("health"), Token));
        var first = await PostAsync("customers/7/key");
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(HttpMethod.Post, "customers/7/key")).StatusCode);
        Assert.Equal(("5", LimitReset.Monthly), (OpenRouter.Keys[0].LimitUsd.ToString(), OpenRouter.Keys[0].LimitReset));
        var second = await PostAsync("customers/7/key/rotation");
        Assert.Equal([(second.Hash, false), (first.Hash, true)], OpenRouter.Keys.Select(key => (key.Hash, key.IsDisabled)));
        Assert.Equal(HttpStatusCode.NoContent, await RevokeAsync("customers/7/key"));
        Assert.Equal(first.Hash, Assert.Single(OpenRouter.Keys).Hash);

        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.Unauthorized, $"Bearer {OpenRouter.ManagementKey.Reveal()}"));
        Assert.Equal(HttpStatusCode.BadGateway, (await SendAsync(HttpMethod.Post, "customers/8/key")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(HttpMethod.Post, "customers/%00/key")).StatusCode);

        string[] traced = ["POST /api/v1/keys", "PATCH /api/v1/keys/{hash}", "keys.outcome: created", "keys.outcome: rejected", "StatusCode: Error"];
        string[] secrets = [first.Secret, second.Secret, OpenRouter.ManagementKey.Reveal()];
        Assert.All(traced, text => Assert.Contains(text, _program.Output, StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, _program.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Neither_a_lost_answer_nor_a_closed_browser_leaves_an_orphan()
    {
        OpenRouter.EnqueueFault(SimulatedFault.DropResponse());
        var made = await PostAsync("customers/7/key");
        Assert.Equal(made.Hash, Assert.Single(OpenRouter.Keys).Hash);

        using var browser = CancellationTokenSource.CreateLinkedTokenSource(Token);
        OpenRouter.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.FromSeconds(1)));
        var asking = _http.PostAsync(Relative("customers/8/key"), null, browser.Token);
        while (OpenRouter.Keys.Count < 2)
        {
            Assert.Equal(HttpStatusCode.NotFound, await RevokeAsync("customers/8/key")); // it is under way
        }

        await browser.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        while (await RevokeAsync("customers/8/key") == HttpStatusCode.NotFound)
        {
            // Until its answer has come.
        }

        Assert.Equal(made.Hash, Assert.Single(OpenRouter.Keys).Hash);
    }

    [Fact]
    public async Task A_rotation_whose_answer_is_lost_leaves_the_old_key_and_no_other()
    {
        var made = await PostAsync("customers/7/key");
        OpenRouter.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.Zero)); // of the reading
        OpenRouter.EnqueueFault(SimulatedFault.DropResponse());
        Assert.Equal(HttpStatusCode.BadGateway, (await SendAsync(HttpMethod.Post, "customers/7/key/rotation")).StatusCode);
        Assert.Equal((made.Hash, false), (Assert.Single(OpenRouter.Keys).Hash, OpenRouter.Keys[0].IsDisabled));

        var second = await PostAsync("customers/7/key/rotation");
        Assert.Equal([(second.Hash, false), (made.Hash, true)], OpenRouter.Keys.Select(key => (key.Hash, key.IsDisabled)));
    }

    [Fact]
    public async Task An_old_key_that_cannot_be_switched_off_costs_no_secret_and_goes_with_the_customer()
    {
        await PostAsync("customers/7/key");
        OpenRouter.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.Zero)); // the old key is read,
        OpenRouter.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.Zero)); // the new one created
        OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadRequest));
        var second = await PostAsync("customers/7/key/rotation");
        Assert.Equal(second.Hash, OpenRouter.Keys[0].Hash);
        Assert.All(OpenRouter.Keys, key => Assert.False(key.IsDisabled));

        OpenRouter.EnqueueFault(SimulatedFault.DropResponse()); // of the deletion of the old key: it is sent again, and finds it gone
        Assert.Equal(HttpStatusCode.NoContent, await RevokeAsync("customers/7/key"));
        Assert.Empty(OpenRouter.Keys);
    }

    [Fact]
    public async Task A_key_that_was_deleted_elsewhere_can_be_revoked()
    {
        var made = await PostAsync("customers/7/key");
        using var elsewhere = OpenRouter.CreateClient();
        await elsewhere.DeleteAsync(made.Hash, Token);

        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(HttpMethod.Post, "customers/7/key/rotation")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, await RevokeAsync("customers/7/key"));
        await PostAsync("customers/7/key");
    }

    [Fact]
    public async Task Of_two_requests_at_once_one_makes_a_key()
    {
        var answers = await Task.WhenAll(SendAsync(HttpMethod.Post, "customers/7/key"), SendAsync(HttpMethod.Post, "customers/7/key"));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
        Assert.Single(OpenRouter.Keys);
    }

    private static Uri Relative(string path) => new(path, UriKind.Relative);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, Relative(path));
        return await _http.SendAsync(request, Token);
    }

    private async Task<HttpStatusCode> RevokeAsync(string path)
    {
        using var response = await SendAsync(HttpMethod.Delete, path);
        return response.StatusCode;
    }

    private async Task<(string Hash, string Secret)> PostAsync(string path)
    {
        using var response = await SendAsync(HttpMethod.Post, path);
        Assert.True(response.IsSuccessStatusCode, _program.Output);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        return (answer.GetProperty("hash").GetString()!, answer.GetProperty("secret").GetString()!);
    }
}
