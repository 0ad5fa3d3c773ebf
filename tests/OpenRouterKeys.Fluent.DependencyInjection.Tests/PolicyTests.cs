using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

/// <summary>The tests of this class write the policy file into the output folder, where all hosts find it, so no other test runs meanwhile.</summary>
[CollectionDefinition(nameof(PolicyTests), DisableParallelization = true)]
[Collection(nameof(PolicyTests))]
public sealed class PolicyTests : HostTestBase
{
    private const string Root = "OpenRouterKeys";
    private const string MaxLimit100 = """{ "max_limit_usd": 100 }""";
    private static readonly string OutputFile = Path.Combine(AppContext.BaseDirectory, "openrouter-keys.policy.json");
    private readonly DirectoryInfo _contentRoot = Directory.CreateTempSubdirectory("openrouter-keys-host-");

    public override async ValueTask DisposeAsync()
    {
        File.Delete(OutputFile);
        _contentRoot.Delete(recursive: true);
        await base.DisposeAsync();
    }

    public static TheoryData<string, string> InvalidSections => new()
    {
        { """ "Policy": { "max_limit": 100 } """, $"{Root}:Policy:max_limit: ORK5000: 'max_limit' is not a property of a policy" },
        { """ "Policy": { "max_limit_usd": -1 } """, $"{Root}:Policy:max_limit_usd: ORK5000: The maximum limit is negative" },
        { """ "Policy": { "max_limit_usd": "a" } """, $"{Root}:Policy:max_limit_usd: ORK5000: 'max_limit_usd' must be " },
        { """ "Policy": { "name_patterns": ["ci-*", ""] } """, $"{Root}:Policy:name_patterns:1: ORK5000: A name pattern is empty" },
        { """ "Policy": { "name_patterns": { "a": "ci-*" } } """, $"{Root}:Policy:name_patterns: ORK5000: 'name_patterns' must be " },
        { """ "Policy": { "name_patterns": "ci-*" } """, $"{Root}:Policy:name_patterns: ORK5000: 'name_patterns' must be " },
        { """ "Policy": "canary" """, $"{Root}:Policy: ORK5000: The policy is not an object" },
        { """ "Policy": { "require_limit": true }, "PolicyFile": "a.json" """, $"{Root}:Policy and {Root}:PolicyFile are both set. Remove one." },
        { """ "PolicyFile": "canary.json" """, $"{Root}:PolicyFile cannot be read (FileNotFoundException). Use the path of a policy file, relative to the content root." },
        { """ "PolicyFile": "" , "Templates": { "tier": { "limit": 5 } }, "Policy": { "max_limit_usd": 4 } """, $"{Root}:Templates:tier:limit: ORK5002: The policy allows at most 4 US dollars" },
        { """ "Policy": { "max_lifetime_days": "365" }, "Templates": { "tier": { "expires_at": "2099-12-31T23:59:59Z" } } """, $"{Root}:Templates:tier:expires_at: ORK5005: " },
        { """ "Policy": { "max_limit_usd": 4 }, "Templates": { "tier": { "limit": 5, "limt": 1 } } """, $"{Root}:Templates:tier:limt: ORK4002: " },
    };

    [Theory]
    [MemberData(nameof(InvalidSections))]
    public void Invalid_policy_or_template_prevents_host_start(string properties, string problem)
    {
        var failures = GetFailures($$"""{ "ManagementKey": "key", {{properties}} }""");

        Assert.StartsWith(problem, failures[0], StringComparison.Ordinal);
        Assert.DoesNotContain("canary", string.Concat(failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Violations_of_rules_and_policy_in_one_template_are_reported_together() => Assert.Equal(
        ["ORK4002", "ORK1006", "ORK5002"],
        GetFailures("""
            {
              "ManagementKey": "key", "Policy": { "max_limit_usd": 4 },
              "Templates": { "tier": { "limit": 5, "limit_reset": "hourly", "name": "a" } }
            }
            """).Select(IdOf));

    // A template has no name and may get all other settings later.
    [Fact]
    public void Template_is_not_checked_for_missing_values()
    {
        Services.AddOpenRouterKeys(SectionOf("""
            {
              "ManagementKey": "key", "Templates": { "empty": {}, "null": { "limit": null }, "tier": { "limit": 5 } },
              "Policy": {
                "require_limit": "true", "max_limit_usd": "100", "require_reset": true, "require_expiration": true, "max_lifetime_days": 365,
                "name_patterns": ["ci-*"], "require_workspace": true, "require_external_user": true
              }
            }
            """));
        using var services = Services.BuildServiceProvider();

        Assert.Equal(KeyRequest.Unnamed.Limit(5), services.GetRequiredKeyedService<KeyRequest>("tier"));
    }

    [Theory]
    [InlineData("Policy")]
    [InlineData("PolicyFile")]
    [InlineData("OutputFile")]
    [InlineData("Options")]
    [InlineData("OptionsAndOutputFile")]
    public async Task Client_rejects_violation_before_sending(string source)
    {
        await File.WriteAllTextAsync(Path.Combine(_contentRoot.FullName, "policy.json"), "\uFEFF" + MaxLimit100, Token);
        WriteOutputFile(source.EndsWith("OutputFile", StringComparison.Ordinal) ? source == "OutputFile" ? MaxLimit100 : "{}" : null);
        var policy = source == "Policy" ? $"\"policy\": {MaxLimit100}," : source == "PolicyFile" ? "\"PolicyFile\": \"policy.json\"," : "";
        using var host = BuildHost(services =>
        {
            if (source.StartsWith("Options", StringComparison.Ordinal))
            {
                services.AddOpenRouterKeys(
                    _ => OpenRouter.ManagementKey, options => options with { BaseAddress = OpenRouter.BaseAddress, Policy = KeyPolicy.FromJson(MaxLimit100) });
            }
            else
            {
                services.AddOpenRouterKeys(SectionOf(
                    $$"""{ {{policy}} "ManagementKey": "{{OpenRouter.ManagementKey.Reveal()}}", "BaseAddress": "{{OpenRouter.BaseAddress}}" }"""));
            }
        });
        var client = host.Services.GetRequiredService<IOpenRouterKeysClient>();

        var exception = await Assert.ThrowsAsync<InvalidKeyRequestException>(() => client.CreateAsync(KeyRequest.Named("ci-bot").Limit(500), Token));
        Assert.Equal("ORK5002", Assert.Single(exception.Violations).Id);
        Assert.Empty(OpenRouter.Requests);
        await client.CreateAsync(KeyRequest.Named("ci-bot").Limit(100), Token);
    }

    [Fact]
    public async Task Keyed_clients_have_policies_of_their_own()
    {
        WriteOutputFile(MaxLimit100);
        Services.AddKeyedOpenRouterKeys("file", Section(new { tier = new { limit = 100 } }));
        Services.AddKeyedOpenRouterKeys("section", SectionOf("""{ "ManagementKey": "key", "Policy": { "max_limit_usd": 5 }, "Templates": { "tier": { "limit": 100 } } }"""));
        Services.AddKeyedOpenRouterKeys("options", _ => OpenRouter.ManagementKey);
        await using var services = Services.BuildServiceProvider();

        Assert.NotNull(services.GetRequiredKeyedService<KeyRequest>("file:tier"));
        Assert.Equal(["ORK5002"], Assert.Throws<OptionsValidationException>(() => services.GetRequiredKeyedService<KeyRequest>("section:tier")).Failures.Select(IdOf));
        foreach (var key in new[] { "file", "options" })
        {
            var client = services.GetRequiredKeyedService<IOpenRouterKeysClient>(key);
            await Assert.ThrowsAsync<InvalidKeyRequestException>(() => client.CreateAsync(KeyRequest.Named("ci-bot").Limit(500), Token));
        }
    }

    [Theory]
    [InlineData("{ \"max_limit\": 1 }", "openrouter-keys.policy.json: ORK5000 at $['max_limit'] (line 1, column 3): ")]
    [InlineData("{", "openrouter-keys.policy.json: ORK5000 at $ (line 1, column 2): The policy is not JSON")]
    public void Invalid_file_in_output_folder_prevents_host_start(string json, string problem)
    {
        WriteOutputFile(json);

        Assert.StartsWith(problem, Assert.Single(GetFailures("""{ "ManagementKey": "key", "Templates": { "tier": { "limit": 500 } } }""")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "the client's options")]
    [InlineData(false, "OpenRouterKeys:Policy")]
    public async Task Unused_file_in_output_folder_is_logged(bool isInCode, string source)
    {
        WriteOutputFile("{ \"invalid\": true }");
        if (isInCode)
        {
            Services.AddOpenRouterKeys(_ => OpenRouter.ManagementKey, options => options with { Policy = new() });
        }
        else
        {
            Services.AddOpenRouterKeys(SectionOf("""{ "ManagementKey": "key", "Policy": { "require_limit": true } }"""));
        }

        await using var services = Services.BuildServiceProvider();
        services.GetRequiredService<IOpenRouterKeysClient>();

        Assert.Equal($"The policy file openrouter-keys.policy.json in the output folder is not used, because the policy is set in {source}", Assert.Single(GetLogged()));
    }

    [Fact]
    public async Task Template_that_violates_a_warning_is_logged()
    {
        Services.AddOpenRouterKeys(SectionOf("""{ "ManagementKey": "key", "Templates": { "tier": { "limit": 0.1234567890123456, "limit_reset": "daily" }, "reset": { "limit_reset": "daily" } } }"""));
        await using var services = Services.BuildServiceProvider();
        services.GetRequiredService<IOpenRouterKeysClient>();

        Assert.StartsWith("OpenRouterKeys:Templates:tier:limit: ORK1005: The limit has more than 15", Assert.Single(GetLogged()), StringComparison.Ordinal);
    }

    private static void WriteOutputFile(string? json)
    {
        if (json is not null)
        {
            File.WriteAllText(OutputFile, json);
        }
    }

    private List<string> GetFailures(string section)
    {
        using var host = BuildHost(services => services.AddOpenRouterKeys(SectionOf(section)));
        return [.. Assert.Throws<OptionsValidationException>(host.Start).Failures];
    }

    private IHost BuildHost(Action<IServiceCollection> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { ContentRootPath = _contentRoot.FullName });
        configure(builder.Services);
        return builder.Build();
    }

    private static string IdOf(string failure) => failure[failure.IndexOf("ORK", StringComparison.Ordinal)..][..7];

    private List<string> GetLogged() => [.. Log.GetSnapshot().Select(record => record.Message)];
}
