using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

/// <summary>The validation of a configuration section.</summary>
public sealed class ConfigurationTests : HostTestBase
{
    private const string Missing =
        "OpenRouterKeys:ManagementKey is missing. Set it in the user secrets (dotnet user-secrets init, then dotnet user-secrets set OpenRouterKeys:ManagementKey <key>) "
        + "or in the environment variables OpenRouterKeys__ManagementKey or OPENROUTER_MANAGEMENT_KEY.";

    private const string Blank = "OpenRouterKeys:ManagementKey is blank or not set";
    private const string Unknown =
        "is not a property of a client's configuration. Use one of these: ManagementKey, BaseAddress, AttemptTimeout, MaxAttempts, Templates, Policy, PolicyFile.";

    private const string NotAnAddress = "OpenRouterKeys:BaseAddress is not an absolute URL. Use a URL such as https://openrouter.ai/api/v1/.";
    private const string NotATime = "OpenRouterKeys:AttemptTimeout is not a time in hours, minutes and seconds. Use a value such as 00:00:30.";
    private const string NotAnInteger = "OpenRouterKeys:MaxAttempts is not an integer. Use a value such as 3.";

    public static TheoryData<string, string> InvalidSections => new()
    {
        { "{}", Missing },
        { """{ "ManagementKey": null }""", Missing },
        { """{ "ManagementKey": "" }""", Missing },
        { """{ "ManagementKey": "canary key" }""", "OpenRouterKeys:ManagementKey " },
        { """{ "ManagementKey": { "canary": 1 } }""", Missing },
        { """{ "ManagementKey": " " }""", Blank },
        { """{ "ManagementKey": "canary", "Adress": 1 }""", $"OpenRouterKeys:Adress: ORK4002: 'Adress' {Unknown}" },
        { """{ "ManagementKey": "canary", "sk-or-v1-canary0123456789abcdef": {} }""", $"OpenRouterKeys:***: ORK4002: '***' {Unknown}" },
        { """{ "ManagementKey": "canary", "BaseAddress": "canary" }""", NotAnAddress },
        { """{ "ManagementKey": "canary", "BaseAddress": ["canary"] }""", NotAnAddress },
        { """{ "ManagementKey": "canary", "BaseAddress": "http://canary.example/" }""", "OpenRouterKeys:BaseAddress is not https" },
        { """{ "ManagementKey": "canary", "BaseAddress": "https://canary@openrouter.ai/" }""", "OpenRouterKeys:BaseAddress " },
        { """{ "ManagementKey": "canary", "AttemptTimeout": 30 }""", NotATime },
        { """{ "ManagementKey": "canary", "AttemptTimeout": "0:30" }""", NotATime },
        { """{ "ManagementKey": "canary", "AttemptTimeout": "0:30:canary" }""", NotATime },
        { """{ "ManagementKey": "canary", "AttemptTimeout": "-00:00:30" }""", "OpenRouterKeys:AttemptTimeout is not " },
        { """{ "ManagementKey": "canary", "MaxAttempts": 2.5 }""", NotAnInteger },
        { """{ "ManagementKey": "canary", "MaxAttempts": "1,000" }""", NotAnInteger },
        { """{ "ManagementKey": "canary", "MaxAttempts": -1 }""", "OpenRouterKeys:MaxAttempts is less than 1" },
        { """{ "ManagementKey": "canary", "Templates": "canary" }""", "OpenRouterKeys:Templates is a single value. Use an object with one property for each template." },
        { """{ "AttemptTimeout": "canary", "MaxAttempts": "canary", "Retries": 5 }""", $"{Missing}; {NotATime}; {NotAnInteger}; OpenRouterKeys:Retries: ORK4002: 'Retries' {Unknown}" },
    };

    [Theory]
    [MemberData(nameof(InvalidSections))]
    public async Task Invalid_section_prevents_host_start(string json, string problems)
    {
        using var host = BuildHost(SectionOf(json));

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
        Assert.StartsWith(problems, exception.Message, StringComparison.Ordinal);
        Assert.Equal(problems.Split("; ").Length, exception.Failures.Count());
        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(InvalidSections))]
    public async Task Invalid_section_fails_on_first_resolution_without_host(string json, string problems)
    {
        Services.AddOpenRouterKeys(SectionOf(json));
        await using var services = Services.BuildServiceProvider();

        var exception = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IOpenRouterKeysClient>);
        Assert.StartsWith(problems, exception.Message, StringComparison.Ordinal);
        Assert.Equal(problems.Split("; ").Length, exception.Failures.Count());
    }

    [Fact]
    public async Task Valid_section_starts_host()
    {
        using var host = BuildHost(SectionOf(
            """
            {
              "managementkey": "canary", "BASEADDRESS": "http://localhost:1/api", "AttemptTimeout": "00:00:00.5", "MaxAttempts": "1",
              "Templates": { "free-tier": { "limit": 5, "limit_reset": "monthly" } }
            }
            """));
        await host.StartAsync(Token);

        var client = host.Services.GetRequiredService<IOpenRouterKeysClient>();
        var exception = await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.CreateAsync(KeyRequest.Named("ci-bot"), Token));
        Assert.Contains("localhost", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Null_or_empty_properties_use_defaults()
    {
        Services.AddOpenRouterKeys(SectionOf("""{ "ManagementKey": "canary", "BaseAddress": null, "AttemptTimeout": null, "MaxAttempts": null, "Templates": {} }"""));
        await using var services = Services.BuildServiceProvider();

        Assert.NotNull(services.GetRequiredService<IOpenRouterKeysClient>());
    }

    [Fact]
    public async Task Invalid_client_does_not_affect_other_clients()
    {
        Services.AddOpenRouterKeys(Section());
        Services.AddKeyedOpenRouterKeys("second", SectionOf("{}"));
        await using var services = Services.BuildServiceProvider();
        await services.GetRequiredService<IOpenRouterKeysClient>().CreateAsync(KeyRequest.Named("ci-bot"), Token);

        Assert.Throws<OptionsValidationException>(() => services.GetRequiredKeyedService<IOpenRouterKeysClient>("second"));
    }

    [Fact]
    public async Task Environment_variable_keys_are_read_case_insensitively()
    {
        Dictionary<string, string?> variables = new()
        {
            ["OpenRouterKeys:ManagementKey"] = OpenRouter.ManagementKey.Reveal(),
            ["OpenRouterKeys:BaseAddress"] = OpenRouter.BaseAddress.AbsoluteUri,
            ["OpenRouterKeys:Templates:free-tier:LIMIT"] = 0.1m.ToString(CultureInfo.InvariantCulture),
            ["OpenRouterKeys:Templates:free-tier:INCLUDE_BYOK_IN_LIMIT"] = "FALSE",
        };
        Services.AddOpenRouterKeys(new ConfigurationBuilder().AddInMemoryCollection(variables).Build().GetSection("OpenRouterKeys"));
        await using var services = Services.BuildServiceProvider();

        Assert.Equal(KeyRequest.Unnamed.Limit(0.1m).IncludesByok(false), services.GetRequiredKeyedService<KeyRequest>("free-tier"));
    }

    private static IHost BuildHost(IConfigurationSection section)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddOpenRouterKeys(section);
        return builder.Build();
    }
}
