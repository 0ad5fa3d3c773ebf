using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli;

/// <summary>The only way to the management key: an argument would stand in the shell's history and in every process list.</summary>
internal static class ManagementKeyVariable
{
    public const string Name = "OPENROUTER_MANAGEMENT_KEY";

    public static ManagementKey Read(Func<string, string?> environment)
    {
        var text = environment(Name);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new UsageException(
                $"The environment variable {Name} is not set: put a management key there (https://openrouter.ai/settings/management-keys), or try it with --simulator.");
        }

        try
        {
            return ManagementKey.From(text);
        }
        catch (ArgumentException)
        {
            throw new UsageException(
                $"The environment variable {Name} holds white space, a line break, a control character or one outside ASCII: put the key alone there, without quotes or spaces.");
        }
    }
}
