using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

/// <summary>Where the management key comes from, and when a new one is used.</summary>
[Collection(NonParallel.Name)]
public sealed class ManagementKeyTests : HostTestBase
{
    private const string Setting = "OpenRouterKeys:ManagementKey";
    private const string Variable = "OPENROUTER_MANAGEMENT_KEY";

    private readonly ConfigurationManager _configuration = new();

    public override async ValueTask DisposeAsync()
    {
        _configuration.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Key_that_changes_in_the_configuration_is_used_from_the_next_call_on()
    {
        var (first, second) = (OpenRouter.ManagementKey, OpenRouter.AddManagementKey(Guid.NewGuid()));
        Configure(first.Reveal());
        await using var services = Build();
        var client = services.GetRequiredService<IOpenRouterKeysClient>();
        await client.GetCurrentAsync(cancellationToken: Token);
        _configuration[Setting] = second.Reveal();
        var current = await client.GetCurrentAsync(cancellationToken: Token);

        Assert.NotEqual(first.Reveal(), second.Reveal());
        Assert.Contains(second.Reveal()[^3..], current.Label, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", $"{Setting} is missing. Set it")]
    [InlineData("canary key", $"{Setting} ")]
    public async Task Key_that_becomes_invalid_in_the_configuration_throws_and_sends_nothing(string text, string problem)
    {
        Configure(OpenRouter.ManagementKey.Reveal());
        await using var services = Build();
        var client = services.GetRequiredService<IOpenRouterKeysClient>();
        _configuration[Setting] = text;

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => client.CreateAsync(KeyRequest.Named("ci-bot"), Token));
        Assert.StartsWith(problem, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
        Assert.Empty(OpenRouter.Requests);
    }

    [Fact]
    public async Task Key_that_a_delegate_returns_is_used_from_the_next_call_on()
    {
        var key = ManagementKey.From("not-accepted");
        Services.AddOpenRouterKeys(_ => key, options => options with { BaseAddress = OpenRouter.BaseAddress });
        await using var services = Services.BuildServiceProvider();
        var client = services.GetRequiredService<IOpenRouterKeysClient>();
        await Assert.ThrowsAsync<ManagementKeyRejectedException>(() => client.GetCurrentAsync(cancellationToken: Token));
        key = OpenRouter.ManagementKey;

        Assert.NotNull(await client.GetCurrentAsync(cancellationToken: Token));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Variable_is_used_if_the_section_has_no_key(string? setting)
    {
        Configure(setting);
        await using var services = Build();

        await WithVariableAsync(
            OpenRouter.ManagementKey.Reveal(), () => services.GetRequiredService<IOpenRouterKeysClient>().GetCurrentAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task Key_of_the_section_has_precedence_over_the_variable()
    {
        Configure(OpenRouter.ManagementKey.Reveal());
        await using var services = Build();

        await WithVariableAsync("other", () => services.GetRequiredService<IOpenRouterKeysClient>().GetCurrentAsync(cancellationToken: Token));
    }

    // The variable belongs to one account.
    [Fact]
    public async Task Variable_is_not_used_for_one_of_several_accounts()
    {
        Configure(null);
        Services.AddKeyedOpenRouterKeys("europe", _configuration.GetSection("OpenRouterKeys"));
        await using var services = Services.BuildServiceProvider();

        await WithVariableAsync(OpenRouter.ManagementKey.Reveal(), () =>
        {
            var exception = Assert.Throws<OptionsValidationException>(() => services.GetRequiredKeyedService<IOpenRouterKeysClient>("europe"));
            Assert.EndsWith("or in the environment variable OpenRouterKeys__ManagementKey.", exception.Message, StringComparison.Ordinal);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Invalid_variable_is_named_without_its_value()
    {
        Configure(null);
        await using var services = Build();

        await WithVariableAsync("canary key", () =>
        {
            var exception = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IOpenRouterKeysClient>);
            Assert.StartsWith($"The environment variable {Variable} ", exception.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
            return Task.CompletedTask;
        });
    }

    [Theory]
    [InlineData("https://openrouter.ai", "https://openrouter.ai/api/v1/")]
    [InlineData("https://openrouter.ai/api/", "https://openrouter.ai/api/v1/")]
    [InlineData("https://openrouter.ai/v1", "https://openrouter.ai/api/v1/")]
    [InlineData("https://openrouter.ai/api/v1/keys", "https://openrouter.ai/api/v1/")]
    [InlineData("https://proxy.example/openrouter", "https://proxy.example/openrouter/api/v1/")]
    public async Task Unusual_base_address_is_logged_with_the_usual_one(string address, string expected)
    {
        Services.AddOpenRouterKeys(_ => OpenRouter.ManagementKey, options => options with { BaseAddress = new(address) });
        await using var services = Services.BuildServiceProvider();
        services.GetRequiredService<IOpenRouterKeysClient>();

        var entry = Assert.Single(Log.GetSnapshot(), entry => entry.Id.Id == 103);
        Assert.Equal(LogLevel.Warning, entry.Level);
        Assert.EndsWith($"Is {expected} the right one?", entry.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://openrouter.ai/api/v1")]
    [InlineData("https://openrouter.ai/api/v1/")]
    [InlineData("https://proxy.example/openrouter/api/v1/")]
    public async Task Usual_base_address_is_not_logged(string address)
    {
        Services.AddOpenRouterKeys(_ => OpenRouter.ManagementKey, options => options with { BaseAddress = new(address) });
        await using var services = Services.BuildServiceProvider();
        services.GetRequiredService<IOpenRouterKeysClient>();

        Assert.DoesNotContain(Log.GetSnapshot(), entry => entry.Id.Id == 103);
    }

    private void Configure(string? key) => _configuration.AddInMemoryCollection(
        [new(Setting, key), new("OpenRouterKeys:BaseAddress", OpenRouter.BaseAddress.AbsoluteUri), new("OpenRouterKeys:MaxAttempts", "1")]);

    private ServiceProvider Build()
    {
        Services.AddOpenRouterKeys(_configuration.GetSection("OpenRouterKeys"));
        return Services.BuildServiceProvider();
    }

    private static async Task WithVariableAsync(string value, Func<Task> run)
    {
        Environment.SetEnvironmentVariable(Variable, value);
        try
        {
            await run();
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
        }
    }
}
