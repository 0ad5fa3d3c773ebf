using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

/// <summary>Key templates in a configuration section.</summary>
public sealed class TemplateTests : HostTestBase
{
    private const string Tier = "OpenRouterKeys:Templates:tier";

    public static TheoryData<string, KeyRequest> ValidTemplates => new()
    {
        { "{}", KeyRequest.Unnamed },
        { """{ "limit": 5, "limit_reset": "monthly" }""", KeyRequest.Unnamed.Limit(5).ResetsMonthly() },
        { """{ "limit": "5.50", "include_byok_in_limit": true }""", KeyRequest.Unnamed.Limit(5.5m).IncludesByok() },
        { """{ "limit": 1e2, "include_byok_in_limit": "False" }""", KeyRequest.Unnamed.Limit(100).IncludesByok(false) },
#pragma warning disable ORK1005 // every digit is kept
        { """{ "limit": 0.1234567890123456789012345678 }""", KeyRequest.Unnamed.Limit(0.1234567890123456789012345678m) },
#pragma warning restore ORK1005
        { """{ "limit": null, "limit_reset": null, "expires_at": null }""", KeyRequest.Unnamed },
        { """{ "limit": "", "limit_reset": "", "expires_at": "" }""", KeyRequest.Unnamed },
        { """{ "expires_at": "2099-12-31T23:59:59Z" }""", KeyRequest.Unnamed.ExpiresAt(new(2099, 12, 31, 23, 59, 59, TimeSpan.Zero)) },
        {
            """{ "workspace_id": "0df9e665-d932-5740-b2c7-b52af166bc11", "creator_user_id": "5" }""",
            KeyRequest.Unnamed.InWorkspace(new("0df9e665-d932-5740-b2c7-b52af166bc11")).CreatedBy("5")
        },
        { """{ "external": { "user": "canary" } }""", KeyRequest.Unnamed.ForExternalUser("canary") },
        {
            """{ "External": { "API_KEY": "0123456789abcdef0123456789abcdef", "User": "5" } }""",
            KeyRequest.Unnamed.ForExternalUser("5", ApiKey.From("0123456789abcdef0123456789abcdef"))
        },
    };

    public static TheoryData<string, string> InvalidTemplates => new()
    {
        { """{ "limit": -5 }""", $"{Tier}:limit: ORK1004: The limit is negative" },
        { """{ "creator_user_id": "" }""", $"{Tier}:creator_user_id: ORK1009: " },
        { """{ "workspace_id": "" }""", $"{Tier}:workspace_id: ORK4003: " },
        { """{ "limit": "5,5" }""", $"{Tier}:limit: ORK4003: " },
        { """{ "limit": "5}" }""", $"{Tier}:limit: ORK4003: " },
        { """{ "limit": 1e-30 }""", $"{Tier}:limit: ORK4003: " },
        { """{ "limit": [5] }""", $"{Tier}:limit: ORK4003: " },
        { """{ "limit": 5, "limit_reset": "yearly" }""", $"{Tier}:limit_reset: ORK1006: " },
        { """{ "include_byok_in_limit": "yes" }""", $"{Tier}:include_byok_in_limit: ORK4003: " },
        { """{ "include_byok_in_limit": null }""", $"{Tier}:include_byok_in_limit: ORK4003: " },
        { """{ "expires_at": "tomorrow" }""", $"{Tier}:expires_at: ORK4003: " },
        { """{ "workspace_id": "00000000-0000-0000-0000-000000000000" }""", $"{Tier}:workspace_id: ORK1010: " },
        { """{ "limt": 5 }""", $"{Tier}:limt: ORK4002: " },
        { """{ "LimitReset": "daily" }""", $"{Tier}:LimitReset: ORK4002: " },
        { """{ "external": "canary" }""", $"{Tier}:external: ORK4003: " },
        { """{ "external": { "api_key": "canary-0123456789abcdef0123456789abcdef" } }""", $"{Tier}:external:user: ORK4003: " },
        { """{ "external": { "user": "" } }""", $"{Tier}:external:user: ORK1012: " },
        { """{ "external": { "user": "u", "api_key": "canary" } }""", $"{Tier}:external:api_key: ORK1013: " },
        { """{ "external": { "user": "u", "api_key": ["canary"] } }""", $"{Tier}:external:api_key: ORK4003: " },
        { """{ "external": { "user": "u", "key": "canary" } }""", $"{Tier}:external:key: ORK4002: " },
        { """{ "name": "canary" }""", $"{Tier}:name: ORK4002: 'name' is not allowed" },
        { """{ "NAME": "" }""", $"{Tier}:name: ORK4002: 'name' is not allowed" },
        { "5", $"{Tier}: ORK4003: " },
    };

    [Theory]
    [MemberData(nameof(ValidTemplates))]
    public async Task Valid_template_is_a_keyed_request_without_name(string json, KeyRequest expected)
    {
        Services.AddOpenRouterKeys(SectionWith($$"""{ "tier": {{json}} }"""));
        await using var services = Services.BuildServiceProvider();

        Assert.Equal(expected, services.GetRequiredKeyedService<KeyRequest>("tier"));
    }

    [Theory]
    [MemberData(nameof(InvalidTemplates))]
    public async Task Invalid_template_reports_path_and_rule(string json, string problem)
    {
        Services.AddOpenRouterKeys(SectionWith($$"""{ "tier": {{json}} }"""));
        await using var services = Services.BuildServiceProvider();

        var exception = Assert.Throws<OptionsValidationException>(() => services.GetRequiredKeyedService<KeyRequest>("tier"));
        Assert.StartsWith(problem, Assert.Single(exception.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problems_of_all_templates_are_reported_together_and_keys_in_names_are_masked()
    {
        Services.AddOpenRouterKeys(SectionWith("""{ "tier": { "limit": -1, "limit_reset": "hourly" }, "sk-or-v1-canary0123456789abcdef": { "sk-or-v1-canary0123456789abcdef": 1 } }"""));
        await using var services = Services.BuildServiceProvider();

        var exception = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IOpenRouterKeysClient>);
        Assert.Equal(3, exception.Failures.Count());
        Assert.Contains(exception.Failures, failure => failure.StartsWith("OpenRouterKeys:Templates:***:***: ORK4002", StringComparison.Ordinal));
        Assert.DoesNotContain("canary", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_is_not_case_sensitive()
    {
        Services.AddOpenRouterKeys(SectionWith("""{ "Free-Tier": { "limit": 5 } }"""));
        Services.AddKeyedOpenRouterKeys("europe", SectionWith("""{ "free-tier": { "limit": 6 } }"""));
        await using var services = Services.BuildServiceProvider();

        Assert.Equal(5m, services.GetRequiredKeyedService<KeyRequest>("FREE-tier").LimitUsd);
        Assert.Equal(6m, services.GetRequiredKeyedService<KeyRequest>("europe:FREE-TIER").LimitUsd);
    }

    [Theory]
    [InlineData("teir", "'teir'. These exist: europe:large, free, small.")]
    [InlineData("europe:free", "'europe:free'. These exist: europe:large, free, small.")]
    [InlineData("Europe:large", "'Europe:large'. These exist: europe:large, free, small.")]
    [InlineData("sk-or-v1-canary0123456789abcdef", "'***'. These exist: europe:large, free, small.")]
    public async Task Missing_template_throws_when_it_is_resolved_and_lists_those_that_exist(string name, string message)
    {
        Services.AddOpenRouterKeys(SectionWith("""{ "small": {}, "free": {} }"""));
        Services.AddKeyedOpenRouterKeys("europe", SectionWith("""{ "large": {} }"""));
        await using var services = Services.BuildServiceProvider();

        var exception = Assert.Throws<InvalidOperationException>(() => services.GetRequiredKeyedService<KeyRequest>(name));
        Assert.Equal($"There is no key template {message}", exception.Message);
    }

    [Fact]
    public async Task Missing_template_throws_if_there_are_no_templates()
    {
        Services.AddOpenRouterKeys(SectionWith("{}"));
        await using var services = Services.BuildServiceProvider();

        var exception = Assert.Throws<InvalidOperationException>(() => services.GetRequiredKeyedService<KeyRequest>("tier"));
        Assert.Equal("There is no key template 'tier'. The configuration has no templates.", exception.Message);
    }

    // As WebApplicationFactory does.
    [Fact]
    public async Task Template_of_a_source_that_is_added_after_registration_is_found()
    {
        using var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection([new("OpenRouterKeys:ManagementKey", "key")]);
        Services.AddOpenRouterKeys(configuration.GetSection("OpenRouterKeys"));
        configuration.AddInMemoryCollection([new("OpenRouterKeys:Templates:tier:limit", "5")]);
        await using var services = Services.BuildServiceProvider();

        Assert.Equal(KeyRequest.Unnamed.Limit(5), services.GetRequiredKeyedService<KeyRequest>("tier"));
    }

    [Fact]
    public async Task Request_that_the_application_registers_itself_is_used()
    {
        var own = KeyRequest.Named("own");
        Services.AddOpenRouterKeys(SectionWith("""{ "tier": {} }"""));
        Services.AddKeyedSingleton("tier", own);
        await using var services = Services.BuildServiceProvider();

        Assert.Same(own, services.GetRequiredKeyedService<KeyRequest>("tier"));
    }

    private static IConfigurationSection SectionWith(string templates) => SectionOf($$"""{ "ManagementKey": "key", "Templates": {{templates}} }""");
}
