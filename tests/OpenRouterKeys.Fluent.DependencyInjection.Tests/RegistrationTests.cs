using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

public sealed class RegistrationTests : HostTestBase
{
    [Fact]
    public async Task Section_registers_one_client_under_both_types()
    {
        Services.AddOpenRouterKeys(Section());
        await using var services = Services.BuildServiceProvider();
        var client = services.GetRequiredService<IOpenRouterKeysClient>();
        await client.CreateAsync(KeyRequest.Named("ci-bot"), Token);

        Assert.Equal("ci-bot", Assert.Single(OpenRouter.Keys).Name);
        Assert.Same(client, services.GetRequiredService<OpenRouterKeysClient>());
        Assert.Same(client, services.CreateScope().ServiceProvider.GetRequiredService<IOpenRouterKeysClient>());
    }

    [Fact]
    public async Task Key_delegate_can_use_a_service()
    {
        Services.AddSingleton(OpenRouter);
        Services.AddOpenRouterKeys(
            services => services.GetRequiredService<OpenRouterSimulator>().ManagementKey, options => options with { BaseAddress = OpenRouter.BaseAddress });
        await using var services = Services.BuildServiceProvider();
        var current = await services.GetRequiredService<OpenRouterKeysClient>().GetCurrentAsync(cancellationToken: Token);

        Assert.True(current.AdditionalProperties["is_management_key"].GetBoolean());
    }

    [Fact]
    public async Task Options_from_delegate_are_validated()
    {
        Services.AddOpenRouterKeys(_ => OpenRouter.ManagementKey, options => options with { MaxAttempts = 0 });
        await using var services = Services.BuildServiceProvider();

        var exception = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IOpenRouterKeysClient>);
        Assert.StartsWith("The options are invalid: MaxAttempts is less than 1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Null_key_from_delegate_throws()
    {
        Services.AddOpenRouterKeys(_ => null!);
        await using var services = Services.BuildServiceProvider();

        var exception = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IOpenRouterKeysClient>);
        Assert.Equal("The management key is null. Return a key from the delegate that was passed to AddOpenRouterKeys.", exception.Message);
    }

    // "1" and 1 are different service keys.
    [Fact]
    public async Task Each_service_key_has_its_own_client_and_templates()
    {
        await using var second = await OpenRouterSimulator.StartAsync(Token);
        await using var third = await OpenRouterSimulator.StartAsync(Token);
        Services.AddOpenRouterKeys(Section(new { tier = new { limit = 1 } }));
        Services.AddKeyedOpenRouterKeys("1", Section(second, new { tier = new { limit = 2 } }));
        Services.AddKeyedOpenRouterKeys(1, Section(third));
        await using var services = Services.BuildServiceProvider();
        await CreateAsync(services.GetRequiredService<IOpenRouterKeysClient>(), services.GetRequiredKeyedService<KeyRequest>("tier"));
        await CreateAsync(services.GetRequiredKeyedService<IOpenRouterKeysClient>("1"), services.GetRequiredKeyedService<KeyRequest>("1:tier"));
        await CreateAsync(services.GetRequiredKeyedService<OpenRouterKeysClient>(1), KeyRequest.Unnamed.Limit(3));

        Assert.Equal([1, 2, 3], new[] { OpenRouter, second, third }.Select(simulator => Assert.Single(simulator.Keys).LimitUsd!.Value));
    }

    [Fact]
    public async Task Application_handlers_run_and_HttpClient_timeout_is_ignored()
    {
        var handler = new CountingHandler();
        Services.AddOpenRouterKeys(Section())
            .AddHttpMessageHandler(() => handler)
            .ConfigureHttpClient(http => http.Timeout = TimeSpan.FromMilliseconds(1));
        await using var services = Services.BuildServiceProvider();
        OpenRouter.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.FromMilliseconds(50)));
        await CreateAsync(services.GetRequiredService<IOpenRouterKeysClient>(), KeyRequest.Unnamed);

        Assert.Equal(1, handler.RequestCount);
    }

    // An application's test can replace the registration this way.
    [Fact]
    public async Task Last_registration_of_same_client_is_used()
    {
        Services.AddOpenRouterKeys(_ => throw new InvalidOperationException("The vault is not available."));
        Services.AddOpenRouterKeys(new ConfigurationBuilder().Build().GetSection("OpenRouterKeys"));
        Services.AddOpenRouterKeys(Section());
        await using var services = Services.BuildServiceProvider();
        await CreateAsync(services.GetRequiredService<IOpenRouterKeysClient>(), KeyRequest.Unnamed);

        Assert.Single(OpenRouter.Keys);
    }

    // By default, the factory disposes a handler after two minutes, and the singleton would keep the disposed one.
    [Fact]
    public async Task Handler_lifetime_is_infinite()
    {
        var client = Services.AddOpenRouterKeys(Section());
        await using var services = Services.BuildServiceProvider();

        var options = services.GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>().Get(client.Name);
        Assert.Equal(Timeout.InfiniteTimeSpan, options.HandlerLifetime);
    }

    [Fact]
    public async Task Client_is_disposed_with_its_services()
    {
        Services.AddOpenRouterKeys(Section());
        var services = Services.BuildServiceProvider();
        var client = services.GetRequiredService<IOpenRouterKeysClient>();
        await services.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.GetAsync("hash", Token));
    }

    [Fact]
    public async Task Keyed_client_gets_its_key_and_options_from_delegates()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(Token);
        Services.AddKeyedOpenRouterKeys("europe", _ => simulator.ManagementKey, options => options with { BaseAddress = simulator.BaseAddress });
        await using var services = Services.BuildServiceProvider();

        await CreateAsync(services.GetRequiredKeyedService<IOpenRouterKeysClient>("europe"), KeyRequest.Unnamed);

        Assert.Equal("ci-bot", Assert.Single(simulator.Keys).Name);
        Assert.Null(services.GetService<IOpenRouterKeysClient>());
    }

    private static Task<CreatedKey> CreateAsync(IOpenRouterKeysClient client, KeyRequest request) => client.CreateAsync(request.WithName("ci-bot"), Token);

    private sealed class CountingHandler : DelegatingHandler
    {
        public int RequestCount { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            RequestCount++;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
