using Microsoft.Extensions.Logging;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Hosting;

/// <summary>Logs what a user should know about a valid configuration, in the library's category.</summary>
internal static partial class ConfigurationLog
{
    public static void Write(ClientConfiguration configuration, ILoggerFactory loggers)
    {
        if (ExpectedAddress(configuration.Options?.BaseAddress) is { } expected)
        {
            UnusualAddress(loggers.CreateLogger(Category), configuration.Options!.BaseAddress, expected);
        }

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
    private const string UsualPath = "/api/v1";

    // Null if the address is usual, or not valid at all.
    private static Uri? ExpectedAddress(Uri? address)
    {
        if (address is null || !address.IsAbsoluteUri || address.AbsolutePath.TrimEnd('/').EndsWith(UsualPath, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        // The path of a proxy is kept; a part of the usual path is replaced.
        var path = address.AbsolutePath.TrimEnd('/');
        var part = Array.Find([UsualPath + "/keys", "/api", "/v1", "/keys"], part => path.EndsWith(part, StringComparison.OrdinalIgnoreCase));
        return new(address, path[..^(part?.Length ?? 0)] + UsualPath + "/");
    }

    [LoggerMessage(103, LogLevel.Warning, "The base address {Address} does not end with /api/v1/, as that of the keys API does. Is {Expected} the right one?")]
    private static partial void UnusualAddress(ILogger logger, Uri address, Uri expected);

    [LoggerMessage(101, LogLevel.Information, "The policy file {File} in the output folder is not used, because the policy is set in {Source}")]
    private static partial void PolicyFileNotUsed(ILogger logger, string file, string source);

    [LoggerMessage(102, LogLevel.Warning, "{Path}: {Id}: {Reason}")]
    private static partial void TemplateWarning(ILogger logger, string path, string id, string reason);
}
