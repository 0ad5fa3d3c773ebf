using Microsoft.Extensions.Logging;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Hosting;

/// <summary>Logs what a user should know about a valid configuration, in the library's category.</summary>
internal static partial class ConfigurationLog
{
    public static void Write(ClientConfiguration configuration, ILoggerFactory loggers)
    {
        if (configuration.PolicyUsedInsteadOfFile is { } source)
        {
            PolicyFileNotUsed(loggers.CreateLogger(Category), ApiNames.PolicyFile, source);
        }

        foreach (var (path, id, message) in configuration.Warnings)
        {
            TemplateWarning(loggers.CreateLogger(Category), path, id, message);
        }
    }

    private const string Category = "OpenRouterKeys.Fluent";

    [LoggerMessage(101, LogLevel.Information, "The policy file {File} in the output folder is not used, because the policy is set in {Source}")]
    private static partial void PolicyFileNotUsed(ILogger logger, string file, string source);

    [LoggerMessage(102, LogLevel.Warning, "{Path}: {Id}: {Reason}")]
    private static partial void TemplateWarning(ILogger logger, string path, string id, string reason);
}
