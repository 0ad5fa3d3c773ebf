using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OpenRouterKeys.Fluent.Hosting;

/// <summary>The configuration of one registered client.</summary>
internal sealed class ClientConfiguration
{
    /// <summary>Returns the current management key. Called before each request.</summary>
    public Func<ManagementKey>? Key { get; set; }

    public OpenRouterKeysOptions Options { get; set; } = new();

    public Dictionary<string, KeyRequest> Templates { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with the configuration section, each problem with its path.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>The rules of severity Warning that templates violate.</summary>
    public List<(string Path, string Id, string Message)> Warnings { get; } = [];

    /// <summary>Where the client's policy is set, if the policy file in the output folder is not used because of it.</summary>
    public string? PolicyUsedInsteadOfFile { get; set; }

    /// <summary>Sets the properties above. A later registration of the same client replaces it.</summary>
    public Action<ClientConfiguration, IServiceProvider>? Loader { get; set; }

    /// <exception cref="OptionsValidationException">The configuration is invalid.</exception>
    public static ClientConfiguration Get(IServiceProvider services, string name) =>
        services.GetRequiredService<IOptionsMonitor<ClientConfiguration>>().Get(name);

    // Called once for each registration of the client; only the first call loads.
    public void Load(IServiceProvider services)
    {
        if (Loader is { } load)
        {
            Loader = null;
            load(this, services);
            ConfigurationLog.Write(this, Options?.LoggerFactory ?? services.GetRequiredService<ILoggerFactory>());
        }
    }
}

/// <summary>Validates a client's configuration when the host starts or the client is first resolved.</summary>
internal sealed class ClientConfigurationValidator : IValidateOptions<ClientConfiguration>
{
    public ValidateOptionsResult Validate(string? name, ClientConfiguration options) =>
        GetProblems(options).ToList() is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems)
        : ValidateOptionsResult.Success;

    private static IEnumerable<string> GetProblems(ClientConfiguration configuration) =>
        configuration.Problems.Count > 0 ? configuration.Problems : new[]
        {
            configuration.Key?.Invoke() is null ? "The management key is null. Return a key from the delegate that was passed to AddOpenRouterKeys." : null,
            configuration.Options is null ? "The options are null. Return options from the delegate that was passed to AddOpenRouterKeys."
                : LibraryValidation.FindProblem(configuration.Options),
        }.OfType<string>();
}
