using Microsoft.Extensions.Time.Testing;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Calls;

/// <summary>What is not even sent: the address is nobody's, so that anything sent would fail in another way.</summary>
public sealed class RefusedOfflineTests : IDisposable
{
    private readonly OpenRouterKeysClient _client = new(ManagementKey.From(Canary.ManagementKey), new() { BaseAddress = new("http://127.0.0.1:1"), MaxAttempts = 1 });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(" \t")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(RawServer.Secret)]
    [InlineData("key=" + RawServer.Secret)]
    [InlineData(Canary.ManagementKey)]
    public async Task A_hash_that_is_none_is_refused_without_an_echo(string hash)
    {
        foreach (var call in Calls(hash))
        {
            var exception = await Assert.ThrowsAsync<ArgumentException>(call);
            Assert.Equal("hash", exception.ParamName);
            Assert.True(hash.Length < 3 || !exception.ToString().Contains(hash, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_null_hash_is_refused()
    {
        foreach (var call in Calls(null!))
        {
            await Assert.ThrowsAsync<ArgumentException>(call);
        }
    }

    [Fact]
    public async Task A_key_that_would_begin_another_header_is_refused_without_an_echo()
    {
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => _client.GetCurrentAsync(ApiKey.From("canary\r\nX-Evil: 1"), Token));
        Assert.Equal("key", exception.ParamName);
        Assert.DoesNotContain("X-Evil", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_names_nothing_is_refused()
    {
        var exception = await Assert.ThrowsAsync<InvalidKeyRequestException>(() => _client.UpdateAsync("h1", Unchanged, Token));
        Assert.Equal("ORK1011", Assert.Single(exception.Violations).Id);
    }

    [Fact]
    public async Task A_change_that_gives_null_is_refused() =>
        Assert.Equal("update", (await Assert.ThrowsAsync<ArgumentException>(() => _client.UpdateAsync("h1", _ => null!, Token))).ParamName);

    [Fact]
    public async Task A_change_that_breaks_rules_is_refused()
    {
        var exception = await Assert.ThrowsAsync<InvalidKeyRequestException>(
            () => _client.UpdateAsync("h1", KeyUpdate.Empty.WithName(" ").Limit(-1m).Resets((LimitReset)9), Token));
        Assert.Equal(["ORK1001", "ORK1004", "ORK1006"], exception.Violations.Select(rule => rule.Id));
    }

    [Fact]
    public async Task Null_is_refused()
    {
        Assert.Equal("key", Assert.Throws<ArgumentNullException>(() => new OpenRouterKeysClient(null!)).ParamName);
        Assert.Equal("request", (await Assert.ThrowsAsync<ArgumentNullException>(() => _client.CreateAsync(null!, Token))).ParamName);
        Assert.Equal("update", (await Assert.ThrowsAsync<ArgumentNullException>(() => _client.UpdateAsync("h1", (KeyUpdate)null!, Token))).ParamName);
    }

    [Fact]
    public async Task A_request_that_has_expired_by_the_clients_own_clock_is_refused()
    {
        using var client = new OpenRouterKeysClient(
            ManagementKey.From(Canary.ManagementKey), new() { BaseAddress = new("http://127.0.0.1:1"), MaxAttempts = 1, TimeProvider = new FakeTimeProvider(DateTimeOffset.MaxValue.AddYears(-1)) });

        var exception = await Assert.ThrowsAsync<InvalidKeyRequestException>(() => client.CreateAsync(KeyRequest.Named("a").ExpiresAt(DateTimeOffset.MaxValue.AddYears(-2)), Token));
        Assert.Equal("ORK1008", Assert.Single(exception.Violations).Id);
    }

    [Fact]
    public async Task A_call_cancelled_before_it_begins_is_not_sent()
    {
        var cancelled = new CancellationToken(canceled: true);
        foreach (var call in Calls("h1", cancelled))
        {
            Assert.Equal(cancelled, (await Assert.ThrowsAsync<OperationCanceledException>(call)).CancellationToken);
        }
    }

    [Fact]
    public async Task A_creation_cancelled_before_it_begins_reaches_no_handler()
    {
        var cancelled = new CancellationToken(canceled: true);
        using var handler = new ThrowingHandler("reached");
        using var flurl = new Flurl.Http.FlurlClient(new HttpClient(handler));
        using var client = new OpenRouterKeysClient(ManagementKey.From(Canary.ManagementKey), flurl, new() { MaxAttempts = 1 });

        Assert.Equal(cancelled, (await Assert.ThrowsAsync<OperationCanceledException>(() => client.CreateAsync(KeyRequest.Named("a"), cancelled))).CancellationToken);
    }

    [Fact]
    public async Task A_disposed_client_says_so()
    {
        _client.Dispose();
        foreach (var call in Calls("h1").Append(() => _client.CreateAsync(KeyRequest.Named("a"), Token)))
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(call);
        }
    }

    // In a lambda the analyzer would see it.
    private static KeyUpdate Unchanged(KeyUpdate change) => change;

    private IEnumerable<Func<Task>> Calls(string hash, CancellationToken? token = null) =>
    [
        () => _client.GetAsync(hash, token ?? Token),
        () => _client.UpdateAsync(hash, KeyUpdate.Empty.Disable(), token ?? Token),
        () => _client.DeleteAsync(hash, token ?? Token),
    ];
}
