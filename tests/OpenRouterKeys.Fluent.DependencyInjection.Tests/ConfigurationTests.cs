using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

/// <summary>What is wrong in a section, told at once and by its path.</summary>
public sealed class ConfigurationTests : HostedAccount
{
    private const string Missing =
        "OpenRouterKeys:ManagementKey is missing: keep the management key in the user secrets (dotnet user-secrets set OpenRouterKeys:ManagementKey …) "
        + "or in the environment variable OpenRouterKeys__ManagementKey.";

    private const string Blank = "OpenRouterKeys:ManagementKey is blank or not set. Create one at https://openrouter.ai/settings/management-keys.";
    private const string Unknown = "is not known: the members are ManagementKey, BaseAddress, AttemptTimeout, MaxAttempts and Templates.";
    private const string NoAddress = "OpenRouterKeys:BaseAddress is not an absolute address. Use one such as https://openrouter.ai/api/v1/.";
    private const string NoTime = "OpenRouterKeys:AttemptTimeout is not hours, minutes and seconds. Use a time such as 00:00:30.";
    private const string NoNumber = "OpenRouterKeys:MaxAttempts is not a whole number. Use one such as 3.";

    public static TheoryData<string, string> Wrong => new()
    {
        { "{}", Missing },
        { """{ "ManagementKey": null }""", Missing },
        { """{ "ManagementKey": "" }""", Blank },
        {
            """{ "ManagementKey": "canary key" }""",
            "OpenRouterKeys:ManagementKey contains white space, a line break, a control character or a non-ASCII character. Copy only the key, without quotes or spaces."
        },
        { """{ "ManagementKey": { "canary": 1 } }""", Blank },
        { """{ "ManagementKey": "canary", "Adress": 1 }""", $"OpenRouterKeys:Adress {Unknown}" },
        { """{ "ManagementKey": "canary", "sk-or-v1-canary0123456789abcdef": {} }""", $"OpenRouterKeys:*** {Unknown}" },
        { """{ "ManagementKey": "canary", "BaseAddress": "canary" }""", NoAddress },
        { """{ "ManagementKey": "canary", "BaseAddress": ["canary"] }""", NoAddress },
        {
            """{ "ManagementKey": "canary", "BaseAddress": "http://canary.example/" }""",
            "OpenRouterKeys:BaseAddress is not https and would expose the management key. Use https; http is allowed on loopback only."
        },
        {
            """{ "ManagementKey": "canary", "BaseAddress": "https://canary@openrouter.ai/" }""",
            "OpenRouterKeys:BaseAddress contains user info, a query or a fragment. Remove it."
        },
        { """{ "ManagementKey": "canary", "AttemptTimeout": 30 }""", NoTime },
        { """{ "ManagementKey": "canary", "AttemptTimeout": "0:30" }""", NoTime },
        { """{ "ManagementKey": "canary", "AttemptTimeout": "0:30:canary" }""", NoTime },
        { """{ "ManagementKey": "canary", "AttemptTimeout": "-00:00:30" }""", "OpenRouterKeys:AttemptTimeout is not positive. Use a positive time." },
        { """{ "ManagementKey": "canary", "MaxAttempts": 2.5 }""", NoNumber },
        { """{ "ManagementKey": "canary", "MaxAttempts": "1,000" }""", NoNumber },
        { """{ "ManagementKey": "canary", "MaxAttempts": -1 }""", "OpenRouterKeys:MaxAttempts is less than 1. Use 1 or more." },
        { """{ "ManagementKey": "canary", "Templates": "canary" }""", "OpenRouterKeys:Templates is a text: give an object with a member for each template." },
        { """{ "AttemptTimeout": "canary", "MaxAttempts": "canary", "Retries": 5 }""", $"{Missing}; {NoTime}; {NoNumber}; OpenRouterKeys:Retries {Unknown}" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_host_does_not_start_and_tells_all_that_is_wrong(string json, string problems)
    {
        using var host = HostOf(SectionOf(json));

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
        Assert.Equal(problems, refused.Message);
        Assert.DoesNotContain("canary", refused.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Without_a_host_the_first_who_asks_is_told_the_same(string json, string problems)
    {
        Services.AddOpenRouterKeys(SectionOf(json));
        await using var services = Services.BuildServiceProvider();

        Assert.Equal(problems, Assert.Throws<OptionsValidationException>(services.GetRequiredService<IOpenRouterKeysClient>).Message);
    }

    [Fact]
    public async Task A_right_section_lets_the_host_start()
    {
        using var host = HostOf(SectionOf(
            """
            {
              "managementkey": "canary", "BASEADDRESS": "http://localhost:1/api", "AttemptTimeout": "00:00:00.5", "MaxAttempts": "1",
              "Templates": { "free-tier": { "limit": 5, "limit_reset": "monthly" } }
            }
            """));
        await host.StartAsync(Token);

        var client = host.Services.GetRequiredService<IOpenRouterKeysClient>();
        var failed = await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => client.CreateAsync(KeyRequest.Named("ci-bot"), Token));
        Assert.StartsWith("localhost could not be reached", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_null_or_empty_is_as_good_as_not_there()
    {
        Services.AddOpenRouterKeys(SectionOf("""{ "ManagementKey": "canary", "BaseAddress": null, "AttemptTimeout": null, "MaxAttempts": null, "Templates": {} }"""));
        await using var services = Services.BuildServiceProvider();

        Assert.NotNull(services.GetRequiredService<IOpenRouterKeysClient>());
    }

    [Fact]
    public async Task A_wrong_account_does_not_spoil_a_right_one()
    {
        Services.AddOpenRouterKeys(Section());
        Services.AddKeyedOpenRouterKeys("second", SectionOf("{}"));
        await using var services = Services.BuildServiceProvider();
        await services.GetRequiredService<IOpenRouterKeysClient>().CreateAsync(KeyRequest.Named("ci-bot"), Token);

        Assert.Throws<OptionsValidationException>(() => services.GetRequiredKeyedService<IOpenRouterKeysClient>("second"));
    }

    [Fact]
    public async Task Environment_variables_are_a_section_too()
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

    private static IHost HostOf(IConfigurationSection section)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddOpenRouterKeys(section);
        return builder.Build();
    }
}
