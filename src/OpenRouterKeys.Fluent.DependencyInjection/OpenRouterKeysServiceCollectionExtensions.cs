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
    private const string KeyVariable = "OPENROUTER_MANAGEMENT_KEY";

    /// <summary>Adds a client that is configured by a section with the properties <c>ManagementKey</c>, <c>BaseAddress</c>, <c>AttemptTimeout</c>
    /// (such as <c>00:00:30</c>), <c>MaxAttempts</c>, <c>Templates</c>, <c>Policy</c> and <c>PolicyFile</c> (relative to the content root; not both).
    /// Without a policy, <c>openrouter-keys.policy.json</c> in <see cref="AppContext.BaseDirectory"/> is used if it exists; the library's package copies
    /// the file there. Templates are checked against the policy. Each template is a keyed <see cref="KeyRequest"/> without a name:
    /// <c>[FromKeyedServices("free-tier")] KeyRequest tier</c>. Template names are not case-sensitive.</summary>
    /// <remarks><para>The section is validated when the host starts or the client is first resolved. Unknown properties, invalid values and violated
    /// rules are reported in one <see cref="OptionsValidationException"/>, each with its configuration path and without its value.</para>
    /// <para>If the section has no <c>ManagementKey</c>, the environment variable <c>OPENROUTER_MANAGEMENT_KEY</c> is used. A management key that
    /// changes in the configuration is used from the next HTTP request on; later changes of other properties have no effect. If the key is removed
    /// or becomes invalid, calls throw an <see cref="OptionsValidationException"/> and send nothing.</para></remarks>
    /// <param name="services">The service collection.</param>
    /// <param name="section">The configuration section: <c>builder.Configuration.GetSection("OpenRouterKeys")</c>.</param>
    /// <returns>The builder of the HTTP client, to add message handlers. Do not replace the primary handler: it ensures that each creation is sent
    /// only once.</returns>
    public static IHttpClientBuilder AddOpenRouterKeys(this IServiceCollection services, IConfigurationSection section) =>
        services.AddKeyedOpenRouterKeys(null, section);

    /// <summary>Adds a client that gets its management key from a delegate: from a vault, or with <see cref="ManagementKey.FromEnvironment"/>. If the
    /// options have no policy, <c>openrouter-keys.policy.json</c> in <see cref="AppContext.BaseDirectory"/> is used if it exists.</summary>
    /// <remarks>Both delegates are called when the host starts or the client is first resolved, and exceptions that they throw are not caught.</remarks>
    /// <param name="services">The service collection.</param>
    /// <param name="key">Returns the management key. It is also called before each HTTP request, so a rotated key is used without a restart. It must be
    /// fast, because every request waits for it, and thread-safe. If the key is in a vault, load it in another task and return the loaded
    /// key.</param>
    /// <param name="configure">Returns the options, based on the defaults; null for the defaults.</param>
    /// <returns>The builder of the HTTP client, to add message handlers. Do not replace the primary handler: it ensures that each creation is sent
    /// only once.</returns>
    public static IHttpClientBuilder AddOpenRouterKeys(
        this IServiceCollection services,
        Func<IServiceProvider, ManagementKey> key,
        Func<OpenRouterKeysOptions, OpenRouterKeysOptions>? configure = null) =>
        services.AddKeyedOpenRouterKeys(null, key, configure);

    /// <summary>Adds the client of one of several accounts, as a keyed <see cref="IOpenRouterKeysClient"/> and a keyed
    /// <see cref="OpenRouterKeysClient"/>. The service key of a template is the client's service key, a colon and the template's name:
    /// <c>[FromKeyedServices("europe:free-tier")] KeyRequest tier</c>.</summary>
    /// <remarks>The section and its validation are the same as those of
    /// <see cref="AddOpenRouterKeys(IServiceCollection, IConfigurationSection)"/>, except that <c>ManagementKey</c> is required: no environment variable
    /// replaces it, because that belongs to one account.</remarks>
    /// <param name="services">The service collection.</param>
    /// <param name="serviceKey">The client's service key; null for the client without a service key.</param>
    /// <param name="section">The configuration section: <c>builder.Configuration.GetSection("EuropeanKeys")</c>.</param>
    /// <returns>The builder of the HTTP client, to add message handlers. Do not replace the primary handler: it ensures that each creation is sent
    /// only once.</returns>
    public static IHttpClientBuilder AddKeyedOpenRouterKeys(this IServiceCollection services, object? serviceKey, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        var name = GetName(serviceKey, services);
        services.AddSingleton(new TemplateOwner(serviceKey is null ? "" : $"{serviceKey}:", name));
        services.TryAddKeyedSingleton<KeyRequest>(KeyedService.AnyKey, RegisteredTemplates.Get);
        // Not for one of several accounts, because the variable's key belongs to one account only.
        var reader = new SectionReader(section, serviceKey is null ? KeyVariable : null);
        return AddClient(services, serviceKey, name, reader.ReadInto);
    }

    /// <summary>Adds the client of one of several accounts, as a keyed <see cref="IOpenRouterKeysClient"/> and a keyed
    /// <see cref="OpenRouterKeysClient"/>. It gets its management key from a delegate.</summary>
    /// <remarks>Both delegates are called when the host starts or the client is first resolved, and exceptions that they throw are not caught.</remarks>
    /// <param name="services">The service collection.</param>
    /// <param name="serviceKey">The client's service key; null for the client without a service key.</param>
    /// <param name="key">Returns the management key. It is also called before each HTTP request; see
    /// <see cref="AddOpenRouterKeys(IServiceCollection, Func{IServiceProvider, ManagementKey}, Func{OpenRouterKeysOptions, OpenRouterKeysOptions})"/>.</param>
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
            configuration.Key = () => key(provider);
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
