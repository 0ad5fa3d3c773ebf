using Microsoft.Extensions.Time.Testing;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Calls that fail before a request is sent. Nothing listens at the address, so a sent request would fail with a different exception.</summary>
public sealed class UnsentCallTests : IDisposable
{
    private readonly OpenRouterKeysClient _client = new(ManagementKey.From(TestSecrets.ManagementKey), new() { BaseAddress = new("http://127.0.0.1:1"), MaxAttempts = 1 });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(" \t")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(RawServer.Secret)]
    [InlineData("key=" + RawServer.Secret)]
    [InlineData(TestSecrets.ManagementKey)]
    public async Task Invalid_hash_throws_without_repeating_it(string hash)
    {
        foreach (var call in Calls(hash))
        {
            var exception = await Assert.ThrowsAsync<ArgumentException>(call);
            Assert.Equal("hash", exception.ParamName);
            Assert.True(hash.Length < 3 || !exception.ToString().Contains(hash, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Null_hash_throws()
    {
        foreach (var call in Calls(null!))
        {
            await Assert.ThrowsAsync<ArgumentException>(call);
        }
    }

    [Fact]
    public async Task Key_with_line_break_throws_without_repeating_it()
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => _client.GetCurrentAsync(ApiKey.From("canary\r\nX-Injected: 1"), Token));
        Assert.Equal("key", exception.ParamName);
        Assert.DoesNotContain("X-Injected", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_update_reports_ORK1011()
    {
        var exception = await Assert.ThrowsAsync<InvalidKeyRequestException>(() => _client.UpdateAsync("h1", ReturnUnchanged, Token));
        Assert.Equal("ORK1011", Assert.Single(exception.Violations).Id);
    }

    [Fact]
    public async Task Update_function_that_returns_null_throws() =>
        Assert.Equal("update", (await Assert.ThrowsAsync<ArgumentException>(() => _client.UpdateAsync("h1", _ => null!, Token))).ParamName);

    [Fact]
    public async Task Invalid_update_reports_all_violations()
    {
        var exception = await Assert.ThrowsAsync<InvalidKeyRequestException>(
            () => _client.UpdateAsync("h1", KeyUpdate.Empty.WithName(" ").Limit(-1m).Resets((LimitReset)9), Token));
        Assert.Equal(["ORK1001", "ORK1004", "ORK1006"], exception.Violations.Select(violation => violation.Id));
    }

    [Fact]
    public async Task Null_argument_throws()
    {
        Assert.Equal("key", Assert.Throws<ArgumentNullException>(() => new OpenRouterKeysClient((ManagementKey)null!)).ParamName);
        Assert.Equal("request", (await Assert.ThrowsAsync<ArgumentNullException>(() => _client.CreateAsync(null!, Token))).ParamName);
        Assert.Equal("update", (await Assert.ThrowsAsync<ArgumentNullException>(() => _client.UpdateAsync("h1", (KeyUpdate)null!, Token))).ParamName);
    }

    [Fact]
    public async Task Expiration_before_time_of_TimeProvider_reports_ORK1008()
    {
        using var client = new OpenRouterKeysClient(
            ManagementKey.From(TestSecrets.ManagementKey), new() { BaseAddress = new("http://127.0.0.1:1"), MaxAttempts = 1, TimeProvider = new FakeTimeProvider(DateTimeOffset.MaxValue.AddYears(-1)) });

        var exception = await Assert.ThrowsAsync<InvalidKeyRequestException>(() => client.CreateAsync(KeyRequest.Named("a").ExpiresAt(DateTimeOffset.MaxValue.AddYears(-2)), Token));
        Assert.Equal("ORK1008", Assert.Single(exception.Violations).Id);
    }

    [Fact]
    public async Task Canceled_token_throws_before_sending()
    {
        var canceled = new CancellationToken(canceled: true);
        foreach (var call in Calls("h1", canceled))
        {
            Assert.Equal(canceled, (await Assert.ThrowsAsync<OperationCanceledException>(call)).CancellationToken);
        }
    }

    [Fact]
    public async Task Create_with_canceled_token_does_not_call_handlers()
    {
        var canceled = new CancellationToken(canceled: true);
        using var handler = new ThrowingHandler("reached");
        using var flurl = new Flurl.Http.FlurlClient(new HttpClient(handler));
        using var client = new OpenRouterKeysClient(ManagementKey.From(TestSecrets.ManagementKey), flurl, new() { MaxAttempts = 1 });

        Assert.Equal(canceled, (await Assert.ThrowsAsync<OperationCanceledException>(() => client.CreateAsync(KeyRequest.Named("a"), canceled))).CancellationToken);
    }

    [Fact]
    public async Task Every_call_on_disposed_client_throws()
    {
        _client.Dispose();
        foreach (var call in Calls("h1").Append(() => _client.CreateAsync(KeyRequest.Named("a"), Token)))
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(call);
        }
    }

    // A method instead of a lambda, because the analyzer reports the lambda.
    private static KeyUpdate ReturnUnchanged(KeyUpdate update) => update;

    private IEnumerable<Func<Task>> Calls(string hash, CancellationToken? token = null) =>
    [
        () => _client.GetAsync(hash, token ?? Token),
        () => _client.UpdateAsync(hash, KeyUpdate.Empty.Disable(), token ?? Token),
        () => _client.DeleteAsync(hash, token ?? Token),
    ];
}
