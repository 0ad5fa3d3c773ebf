using System.Globalization;
using Flurl.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds clients for OpenRouter's keys API to a host. Each client is a singleton, registered as <see cref="IOpenRouterKeysClient"/> and as
/// <see cref="OpenRouterKeysClient"/>, and gets its HTTP client from <see cref="IHttpClientFactory"/>. A client that is registered several times has
/// the configuration of the last registration.</summary>
public static class OpenRouterKeysServiceCollectionExtensions
{
    private const string Name = "OpenRouterKeys";

    /// <summary>Adds a client that is configured by a section with the properties <c>ManagementKey</c> (required), <c>BaseAddress</c>,
    /// <c>AttemptTimeout</c> (such as <c>00:00:30</c>), <c>MaxAttempts</c>, <c>Templates</c>, <c>Policy</c> and <c>PolicyFile</c> (relative to the
    /// content root; not both). Without a policy, <c>openrouter-keys.policy.json</c> in <see cref="AppContext.BaseDirectory"/> is used if it exists; the
    /// library's package copies the file there. Templates are checked against the policy. Each template that is in the section now is
    /// registered as a keyed <see cref="KeyRequest"/> without a name: <c>[FromKeyedServices("free-tier")] KeyRequest tier</c>.</summary>
    /// <remarks>The section is validated when the host starts or the client is first resolved. Unknown properties, invalid values and violated rules
    /// are reported in one <see cref="OptionsValidationException"/>, each with its configuration path and without its value.</remarks>
    /// <param name="services">The service collection.</param>
    /// <param name="section">The configuration section: <c>builder.Configuration.GetSection("OpenRouterKeys")</c>.</param>
    /// <returns>The builder of the HTTP client, to add message handlers. Do not replace the primary handler: it ensures that each creation is sent
    /// only once.</returns>
    public static IHttpClientBuilder AddOpenRouterKeys(this IServiceCollection services, IConfigurationSection section) =>
        services.AddKeyedOpenRouterKeys(null, section);

    /// <summary>Adds a client that gets its management key from a delegate: from a vault, or with <see cref="ManagementKey.FromEnvironment"/>.
    /// Both delegates are called once, when the host starts or the client is first resolved. Exceptions that they throw are not caught. If the options
    /// have no policy, <c>openrouter-keys.policy.json</c> in <see cref="AppContext.BaseDirectory"/> is used if it exists.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="key">Returns the management key.</param>
    /// <param name="configure">Returns the options, based on the defaults; null for the defaults.</param>
    /// <returns>The builder of the HTTP client, to add message handlers. Do not replace the primary handler: it ensures that each creation is sent
    /// only once.</returns>
    public static IHttpClientBuilder AddOpenRouterKeys(
        this IServiceCollection services,
        Func<IServiceProvider, ManagementKey> key,
        Func<OpenRouterKeysOptions, OpenRouterKeysOptions>? configure = null) =>
        services.AddKeyedOpenRouterKeys(null, key, configure);

    /// <summary>Adds the client of one of several accounts, as a keyed <see cref="IOpenRouterKeysClient"/> and a keyed
    /// <see cref="OpenRouterKeysClient"/>. The section's templates are registered under the service key and their name:
    /// <c>[FromKeyedServices("europe:free-tier")] KeyRequest tier</c>.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="serviceKey">The client's service key; null for the client without a service key.</param>
    /// <param name="section">The configuration section: <c>builder.Configuration.GetSection("EuropeanKeys")</c>.</param>
    /// <inheritdoc cref="AddOpenRouterKeys(IServiceCollection, IConfigurationSection)" />
    public static IHttpClientBuilder AddKeyedOpenRouterKeys(this IServiceCollection services, object? serviceKey, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        var reader = new SectionReader(section);
        var name = GetName(serviceKey, services);
        foreach (var template in reader.TemplateNames)
        {
            services.AddKeyedSingleton(
                serviceKey is null ? template : $"{serviceKey}:{template}",
                (provider, _) => ClientConfiguration.Get(provider, name).GetTemplate(template));
        }

        return AddClient(services, serviceKey, name, reader.ReadInto);
    }

    /// <summary>Adds the client of one of several accounts, as a keyed <see cref="IOpenRouterKeysClient"/> and a keyed
    /// <see cref="OpenRouterKeysClient"/>. It gets its management key from a delegate. Both delegates are called once, when the host starts or the
    /// client is first resolved. Exceptions that they throw are not caught.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="serviceKey">The client's service key; null for the client without a service key.</param>
    /// <param name="key">Returns the management key.</param>
    /// <param name="configure">Returns the options, based on the defaults; null for the defaults.</param>
    /// <returns>The builder of the HTTP client, to add message handlers. Do not replace the primary handler: it ensures that each creation is sent
    /// only once.</returns>
    public static IHttpClientBuilder AddKeyedOpenRouterKeys(
        this IServiceCollection services,
        object? serviceKey,
        Func<IServiceProvider, ManagementKey> key,
        Func<OpenRouterKeysOptions, OpenRouterKeysOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(key);
        return AddClient(services, serviceKey, GetName(serviceKey, services), (configuration, provider) =>
        {
            configuration.Key = key(provider);
            configuration.Options = configure is null ? configuration.Options : configure(configuration.Options);
            if (configuration.Options is not null)
            {
                new PolicyReader(configuration, provider).ReadOptions();
            }
        });
    }

    // Different service keys can have the same text, such as 1 and "1". The number of services makes their names different.
    private static string GetName(object? serviceKey, IServiceCollection services) =>
        serviceKey is null ? Name
        : serviceKey is string text ? $"{Name}:{text}"
        : string.Create(CultureInfo.InvariantCulture, $"{Name}:{serviceKey} ({services.Count})");

    private static IHttpClientBuilder AddClient(
        IServiceCollection services, object? serviceKey, string name, Action<ClientConfiguration, IServiceProvider> loader)
    {
        services.AddOptions<ClientConfiguration>(name)
            .Configure(configuration => configuration.Loader = loader)
            .PostConfigure<IServiceProvider>((configuration, provider) => configuration.Load(provider))
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ClientConfiguration>, ClientConfigurationValidator>());
        services.AddLogging();
        services.AddKeyedSingleton(serviceKey, (provider, _) => CreateClient(provider, name));
        services.AddKeyedSingleton<IOpenRouterKeysClient>(serviceKey, (provider, key) => provider.GetRequiredKeyedService<OpenRouterKeysClient>(key));
        return services.AddHttpClient(name)
            .ConfigurePrimaryHttpMessageHandler(() => new SendOnceHandler())
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // a singleton keeps its handler, which replaces its connections itself
            .ConfigureHttpClient(http => http.Timeout = Timeout.InfiniteTimeSpan) // AttemptTimeout applies instead
            .RemoveAllLoggers(); // loggers that the host adds to all clients may log bodies
    }

    private static OpenRouterKeysClient CreateClient(IServiceProvider provider, string name)
    {
        var configuration = ClientConfiguration.Get(provider, name);
        var flurl = new FlurlClient(provider.GetRequiredService<IHttpClientFactory>().CreateClient(name));
        var loggers = configuration.Options.LoggerFactory ?? provider.GetRequiredService<ILoggerFactory>();
        return new(configuration.Key!, flurl, configuration.Options with { LoggerFactory = loggers });
    }
}
