using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent.Tests;

public class OpenRouterKeysOptionsTests
{
    private static readonly ManagementKey Key = ManagementKey.From("m");

    [Theory]
    [InlineData("https://openrouter.ai/api/v1")]
    [InlineData("https://openrouter.ai/api/v1/")]
    [InlineData("http://localhost:1/")]
    [InlineData("http://127.8.9.1/")]
    [InlineData("http://[::1]:80/api")]
    public void Base_address_with_https_or_on_loopback_is_accepted(string address) =>
        Assert.Null(Record.Exception(() => new OpenRouterKeysClient(Key, new() { BaseAddress = new(address) }).Dispose()));

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
    public void Any_other_base_address_throws_ArgumentException(string address) =>
        Assert.Contains(
            "BaseAddress",
            Assert.Throws<ArgumentException>(() => new OpenRouterKeysClient(Key, new() { BaseAddress = new(address, UriKind.RelativeOrAbsolute) })).Message,
            StringComparison.Ordinal);

    public static TheoryData<string, OpenRouterKeysOptions> InvalidOptions => new()
    {
        { "AttemptTimeout", new() { AttemptTimeout = TimeSpan.Zero } },
        { "AttemptTimeout", new() { AttemptTimeout = Timeout.InfiniteTimeSpan } },
        { "MaxAttempts", new() { MaxAttempts = 0 } },
        { "TimeProvider", new() { TimeProvider = null! } },
        { "BaseAddress", new() { BaseAddress = null! } },
    };

    [Theory]
    [MemberData(nameof(InvalidOptions), DisableDiscoveryEnumeration = true)]
    public void Invalid_option_throws_ArgumentException_with_its_name(string option, OpenRouterKeysOptions options) =>
        Assert.Contains(option, Assert.Throws<ArgumentException>(() => new OpenRouterKeysClient(Key, options)).Message, StringComparison.Ordinal);

    [Fact]
    public void HttpClient_has_no_timeout_because_AttemptTimeout_applies()
    {
        using var flurl = FlurlTransport.CreateClient(new("https://openrouter.ai/api/v1/keys"));

        Assert.Equal(Timeout.InfiniteTimeSpan, flurl.HttpClient.Timeout);
    }

    [Fact]
    public void Null_argument_throws_ArgumentNullException()
    {
        Assert.Throws<ArgumentNullException>(() => new OpenRouterKeysClient((ManagementKey)null!));
        Assert.Throws<ArgumentNullException>(() => new OpenRouterKeysClient(Key, (Flurl.Http.IFlurlClient)null!));
        Assert.Equal("key", Assert.Throws<ArgumentNullException>(() => new OpenRouterKeysClient((Func<ManagementKey>)null!)).ParamName);
        Assert.Equal("flurl", Assert.Throws<ArgumentNullException>(() => new OpenRouterKeysClient(() => Key, (Flurl.Http.IFlurlClient)null!)).ParamName);
    }

    [Fact]
    public async Task CreateAsync_after_Dispose_throws_ObjectDisposedException()
    {
        var client = new OpenRouterKeysClient(Key);
        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.CreateAsync(KeyRequest.Named("a"), TestContext.Current.CancellationToken));
    }
}
