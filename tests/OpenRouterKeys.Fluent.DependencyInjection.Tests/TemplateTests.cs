using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

/// <summary>Key templates in a section.</summary>
public sealed class TemplateTests : HostedAccount
{
    private const string Tier = "OpenRouterKeys:Templates:tier";

    public static TheoryData<string, KeyRequest> Right => new()
    {
        { "{}", KeyRequest.Unnamed },
        { """{ "limit": 5, "limit_reset": "monthly" }""", KeyRequest.Unnamed.Limit(5).ResetsMonthly() },
        { """{ "limit": "5.50", "include_byok_in_limit": true }""", KeyRequest.Unnamed.Limit(5.5m).IncludesByok() },
        { """{ "limit": 1e2, "include_byok_in_limit": "False" }""", KeyRequest.Unnamed.Limit(100).IncludesByok(false) },
#pragma warning disable ORK1005 // no digit is lost on the way
        { """{ "limit": 0.1234567890123456789012345678 }""", KeyRequest.Unnamed.Limit(0.1234567890123456789012345678m) },
#pragma warning restore ORK1005
        { """{ "limit": null, "limit_reset": null, "expires_at": null }""", KeyRequest.Unnamed },
        { """{ "expires_at": "2099-12-31T23:59:59Z" }""", KeyRequest.Unnamed.ExpiresAt(new(2099, 12, 31, 23, 59, 59, TimeSpan.Zero)) },
        {
            """{ "workspace_id": "0df9e665-d932-5740-b2c7-b52af166bc11", "creator_user_id": "5" }""",
            KeyRequest.Unnamed.InWorkspace(new("0df9e665-d932-5740-b2c7-b52af166bc11")).CreatedBy("5")
        },
    };

    public static TheoryData<string, string> Wrong => new()
    {
        { """{ "limit": -5 }""", $"{Tier}:limit: ORK1004: The limit is negative" },
        { """{ "limit": "5,5" }""", $"{Tier}:limit: ORK4003: The member limit is not a number" },
        { """{ "limit": "" }""", $"{Tier}:limit: ORK4003: The member limit is not a number" },
        { """{ "limit": "5}" }""", $"{Tier}:limit: ORK4003: The member limit is not a number" },
        { """{ "limit": 1e-30 }""", $"{Tier}:limit: ORK4003: The member limit is not a number" },
        { """{ "limit": [5] }""", $"{Tier}:limit: ORK4003: The member limit is not a number" },
        { """{ "limit": 5, "limit_reset": "yearly" }""", $"{Tier}:limit_reset: ORK1006: " },
        { """{ "include_byok_in_limit": "yes" }""", $"{Tier}:include_byok_in_limit: ORK4003: " },
        { """{ "include_byok_in_limit": null }""", $"{Tier}:include_byok_in_limit: ORK4003: " },
        { """{ "expires_at": "tomorrow" }""", $"{Tier}:expires_at: ORK4003: " },
        { """{ "workspace_id": "00000000-0000-0000-0000-000000000000" }""", $"{Tier}:workspace_id: ORK1010: " },
        { """{ "limt": 5 }""", $"{Tier}:limt: ORK4002: The API knows no member limt in a request: write limit." },
        { """{ "LimitReset": "daily" }""", $"{Tier}:LimitReset: ORK4002: The API knows no member LimitReset in a request: write limit_reset." },
        { """{ "name": "canary" }""", $"{Tier}:name: A template has no name" },
        { "5", $"{Tier}: ORK4003: The JSON is not an object" },
    };

    [Theory]
    [MemberData(nameof(Right))]
    public async Task A_template_is_a_keyed_request_without_a_name(string json, KeyRequest expected)
    {
        Services.AddOpenRouterKeys(With($$"""{ "tier": {{json}} }"""));
        await using var services = Services.BuildServiceProvider();

        Assert.Equal(expected, services.GetRequiredKeyedService<KeyRequest>("tier"));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_with_a_template_is_told_by_path_and_rule(string json, string problem)
    {
        Services.AddOpenRouterKeys(With($$"""{ "tier": {{json}} }"""));
        await using var services = Services.BuildServiceProvider();

        var refused = Assert.Throws<OptionsValidationException>(() => services.GetRequiredKeyedService<KeyRequest>("tier"));
        Assert.StartsWith(problem, Assert.Single(refused.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_templates_problems_are_told_at_once_and_a_key_in_a_name_is_not()
    {
        Services.AddOpenRouterKeys(With("""{ "tier": { "limit": -1, "limit_reset": "" }, "sk-or-v1-canary0123456789abcdef": { "sk-or-v1-canary0123456789abcdef": 1 } }"""));
        await using var services = Services.BuildServiceProvider();

        var refused = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IOpenRouterKeysClient>);
        Assert.Equal(3, refused.Failures.Count());
        Assert.Contains(refused.Failures, failure => failure.StartsWith("OpenRouterKeys:Templates:***:***: ORK4002", StringComparison.Ordinal));
        Assert.DoesNotContain("canary", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_that_has_gone_since_is_told()
    {
        using var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection([new("OpenRouterKeys:ManagementKey", "key")]).AddInMemoryCollection([new("OpenRouterKeys:Templates:tier:limit", "5")]);
        Services.AddOpenRouterKeys(configuration.GetSection("OpenRouterKeys"));
        configuration.Sources.RemoveAt(configuration.Sources.Count - 1);
        await using var services = Services.BuildServiceProvider();
        var gone = Assert.Throws<InvalidOperationException>(() => services.GetRequiredKeyedService<KeyRequest>("tier"));
        Assert.Equal("The template tier stood in the configuration when the services were added, and does not any more.", gone.Message);
    }

    private static IConfigurationSection With(string templates) => SectionOf($$"""{ "ManagementKey": "key", "Templates": {{templates}} }""");
}
