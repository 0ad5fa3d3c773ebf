using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent.Tests;

public class OptionsTests
{
    private static readonly ManagementKey Key = ManagementKey.From("m");

    [Theory]
    [InlineData("https://openrouter.ai/api/v1")]
    [InlineData("https://openrouter.ai/api/v1/")]
    [InlineData("http://localhost:1/")]
    [InlineData("http://127.8.9.1/")]
    [InlineData("http://[::1]:80/api")]
    public void Https_everywhere_and_http_on_loopback_are_taken(string address) =>
        new OpenRouterKeysClient(Key, new() { BaseAddress = new(address) }).Dispose();

    [Theory]
    [InlineData("http://openrouter.ai/api/v1")]
    [InlineData("http://localhost.example.com/")]
    [InlineData("http://127.0.0.1.example.com/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("ftp://openrouter.ai/")]
    [InlineData("file:///etc/")]
    [InlineData("https://user:password@openrouter.ai/")]
    [InlineData("https://openrouter.ai/?q=1")]
    [InlineData("https://openrouter.ai/#f")]
    [InlineData("api/v1")]
    public void Any_other_address_is_refused(string address) =>
        Assert.Contains(
            "BaseAddress",
            Assert.Throws<ArgumentException>(() => new OpenRouterKeysClient(Key, new() { BaseAddress = new(address, UriKind.RelativeOrAbsolute) })).Message,
            StringComparison.Ordinal);

    public static TheoryData<string, OpenRouterKeysOptions> Wrong => new()
    {
        { "AttemptTimeout", new() { AttemptTimeout = TimeSpan.Zero } },
        { "AttemptTimeout", new() { AttemptTimeout = Timeout.InfiniteTimeSpan } },
        { "MaxAttempts", new() { MaxAttempts = 0 } },
        { "TimeProvider", new() { TimeProvider = null! } },
        { "BaseAddress", new() { BaseAddress = null! } },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_wrong_option_is_told_by_its_name(string option, OpenRouterKeysOptions options) =>
        Assert.Contains(option, Assert.Throws<ArgumentException>(() => new OpenRouterKeysClient(Key, options)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_attempt_may_last_longer_than_the_100_seconds_that_an_HttpClient_grants()
    {
        using var flurl = FlurlTransport.CreateClient(new("https://openrouter.ai/api/v1/keys"));

        Assert.Equal(Timeout.InfiniteTimeSpan, flurl.HttpClient.Timeout);
    }

    [Fact]
    public void Nulls_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new OpenRouterKeysClient(null!));
        Assert.Throws<ArgumentNullException>(() => new OpenRouterKeysClient(Key, (Flurl.Http.IFlurlClient)null!));
    }

    [Fact]
    public async Task A_disposed_client_says_so()
    {
        var client = new OpenRouterKeysClient(Key);
        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.CreateAsync(KeyRequest.Named("a"), TestContext.Current.CancellationToken));
    }
}
