using System.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Configuration;

namespace OpenRouterKeys.Fluent.Hosting;

/// <summary>Finds a client's policy: in its options or its configuration section, otherwise in the file that the library's package copies to the output
/// folder.</summary>
internal sealed class PolicyReader(ClientConfiguration configuration, IServiceProvider services)
{
    private static string DefaultPath => Path.Combine(AppContext.BaseDirectory, ApiNames.PolicyFile);

    /// <summary>Reads the policy of a client that is configured by a section.</summary>
    public void ReadSection(IConfigurationSection section)
    {
        var (policy, file) = (section.GetSection(ClientSection.Policy), section.GetSection(ClientSection.PolicyFile));
        var (hasPolicy, hasFile) = (!new SectionNode(policy).IsEmpty, !new SectionNode(file).IsEmpty);
        if (hasPolicy && hasFile)
        {
            configuration.Problems.Add($"{policy.Path} and {file.Path} are both set. Remove one.");
        }

        if (hasPolicy)
        {
            Use(() => KeyPolicy.FromJson(ConfigurationText.FromPolicy(new SectionNode(policy)).Json), new SectionNode(policy).Describe);
        }
        else if (hasFile)
        {
            ReadFile(file);
        }

        if (!hasPolicy && !hasFile)
        {
            ReadDefault();
        }
        else
        {
            ReportUnusedDefault(hasPolicy ? policy.Path : file.Path);
        }
    }

    /// <summary>Reads the policy of a client whose options are set in code.</summary>
    public void ReadOptions()
    {
        if (configuration.Options.Policy is null)
        {
            ReadDefault();
        }
        else
        {
            ReportUnusedDefault("the client's options");
        }
    }

    private void ReadDefault()
    {
        if (File.Exists(DefaultPath))
        {
            ReadFile(DefaultPath, ApiNames.PolicyFile, $"Correct the file in {AppContext.BaseDirectory}.");
        }
    }

    private void ReadFile(IConfigurationSection setting)
    {
        var root = services.GetService<IHostEnvironment>()?.ContentRootPath ?? AppContext.BaseDirectory;
        ReadFile(Path.Combine(root, setting.Value ?? ""), setting.Path, "Use the path of a policy file, relative to the content root.");
    }

    private void ReadFile(string path, string name, string whatToDo)
    {
        try
        {
            Use(() => KeyPolicy.FromFile(path), violation => $"{name}: {violation}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or SecurityException)
        {
            // The message would contain the value of the setting.
            configuration.Problems.Add($"{name} cannot be read ({exception.GetType().Name}). {whatToDo}");
        }
    }

    private void Use(Func<KeyPolicy> read, Func<RuleViolation, string> describe)
    {
        try
        {
            configuration.Options = configuration.Options with { Policy = read() };
        }
        catch (InvalidKeyPolicyException exception)
        {
            configuration.Problems.AddRange(exception.Violations.Select(describe));
        }
    }

    private void ReportUnusedDefault(string usedPolicy)
    {
        if (File.Exists(DefaultPath))
        {
            configuration.PolicyUsedInsteadOfFile = usedPolicy;
        }
    }
}
