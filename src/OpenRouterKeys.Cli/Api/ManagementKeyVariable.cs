using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Api;

/// <summary>The environment variable that contains the management key, unless a file does. It is never an argument: arguments are visible in the shell's
/// history and in process lists.</summary>
internal static class ManagementKeyVariable
{
    public const string Name = "OPENROUTER_MANAGEMENT_KEY";

    public static ManagementKey Read(Func<string, string?> environment)
    {
        var text = environment(Name);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new UsageException(
                $"The environment variable {Name} is not set. Set it to a management key (https://openrouter.ai/settings/management-keys), add {ManagementKeyFile.Option} FILE, or use --simulator.");
        }

        try
        {
            return ManagementKey.From(text);
        }
        catch (ArgumentException)
        {
            throw new UsageException(
                $"The environment variable {Name} contains white space, a control character or a non-ASCII character. Set it to the key alone, without quotes or spaces.");
        }
    }
}
