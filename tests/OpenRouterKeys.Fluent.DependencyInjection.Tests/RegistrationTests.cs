using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

public sealed class RegistrationTests : HostedAccount
{
    [Fact]
    public async Task A_section_makes_one_client_of_both_types()
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
    public async Task A_key_may_come_from_a_service()
    {
        Services.AddSingleton(OpenRouter);
        Services.AddOpenRouterKeys(
            services => services.GetRequiredService<OpenRouterSimulator>().ManagementKey, options => options with { BaseAddress = OpenRouter.BaseAddress });
        await using var services = Services.BuildServiceProvider();

        Assert.Equal("Management key", (await services.GetRequiredService<OpenRouterKeysClient>().GetCurrentAsync(cancellationToken: Token)).Name);
    }

    [Fact]
    public async Task Options_that_a_function_makes_are_checked()
    {
        Services.AddOpenRouterKeys(_ => OpenRouter.ManagementKey, options => options with { MaxAttempts = 0 });
        await using var services = Services.BuildServiceProvider();

        var refused = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IOpenRouterKeysClient>);
        Assert.Equal("The options are invalid: MaxAttempts is less than 1. Use 1 or more.", refused.Message);
    }

    [Fact]
    public async Task A_key_that_a_function_does_not_give_is_told()
    {
        Services.AddOpenRouterKeys(_ => null!);
        await using var services = Services.BuildServiceProvider();

        Assert.Equal("The management key is null.", Assert.Throws<OptionsValidationException>(services.GetRequiredService<IOpenRouterKeysClient>).Message);
    }

    // Keys of services that look alike included.
    [Fact]
    public async Task Each_account_has_a_client_and_templates_of_its_own()
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

        Assert.Equal([1, 2, 3], new[] { OpenRouter, second, third }.Select(account => Assert.Single(account.Keys).LimitUsd!.Value));
    }

    [Fact]
    public async Task Handlers_of_the_application_and_no_other_timeout_take_part()
    {
        var counting = new CountingHandler();
        Services.AddOpenRouterKeys(Section())
            .AddHttpMessageHandler(() => counting)
            .ConfigureHttpClient(http => http.Timeout = TimeSpan.FromMilliseconds(1));
        await using var services = Services.BuildServiceProvider();
        OpenRouter.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.FromMilliseconds(50)));
        await CreateAsync(services.GetRequiredService<IOpenRouterKeysClient>(), KeyRequest.Unnamed);

        Assert.Equal(1, counting.Requests);
    }

    // As a test replaces what the application has registered.
    [Fact]
    public async Task Of_two_for_the_same_account_the_last_one_counts()
    {
        Services.AddOpenRouterKeys(_ => throw new InvalidOperationException("The vault is out of reach."));
        Services.AddOpenRouterKeys(new ConfigurationBuilder().Build().GetSection("OpenRouterKeys"));
        Services.AddOpenRouterKeys(Section());
        await using var services = Services.BuildServiceProvider();
        await CreateAsync(services.GetRequiredService<IOpenRouterKeysClient>(), KeyRequest.Unnamed);

        Assert.Single(OpenRouter.Keys);
    }

    // A factory's handler would be closed and made anew every two minutes, and a singleton would keep a closed one.
    [Fact]
    public async Task The_handler_is_kept_as_long_as_the_client()
    {
        var client = Services.AddOpenRouterKeys(Section());
        await using var services = Services.BuildServiceProvider();

        var options = services.GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>().Get(client.Name);
        Assert.Equal(Timeout.InfiniteTimeSpan, options.HandlerLifetime);
    }

    [Fact]
    public async Task The_client_ends_with_its_host()
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
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
