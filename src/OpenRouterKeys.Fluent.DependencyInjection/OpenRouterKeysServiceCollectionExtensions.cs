using System.Globalization;
using Flurl.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Hosting;
using OpenRouterKeys.Fluent.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds clients of OpenRouter's keys API to a host: one singleton each, as <see cref="IOpenRouterKeysClient"/> and as
/// <see cref="OpenRouterKeysClient"/>, whose HTTP client comes from the host's factory. Of several for the same account the last one counts.</summary>
public static class OpenRouterKeysServiceCollectionExtensions
{
    private const string Name = "OpenRouterKeys";
    private const string LogCategory = "OpenRouterKeys.Fluent";

    /// <summary>Adds a client that is configured by a section with the members <c>ManagementKey</c> (required), <c>BaseAddress</c>,
    /// <c>AttemptTimeout</c> (as in <c>00:00:30</c>), <c>MaxAttempts</c> and <c>Templates</c>. The section is read when the host starts or the
    /// client is first asked for: unknown members, broken values and broken rules are all told at once, by their configuration paths, in an
    /// <see cref="OptionsValidationException"/> that repeats no value. Each template that stands in the section now is a keyed
    /// <see cref="KeyRequest"/> under its name, without a name of its own: <c>[FromKeyedServices("free-tier")] KeyRequest tier</c>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">As in <c>builder.Configuration.GetSection("OpenRouterKeys")</c>.</param>
    /// <returns>The client's HTTP client, for more handlers. Leave its primary handler as it is: it lets each creation reach the wire once.</returns>
    public static IHttpClientBuilder AddOpenRouterKeys(this IServiceCollection services, IConfigurationSection section) =>
        services.AddKeyedOpenRouterKeys(null, section);

    /// <summary>Adds a client whose management key comes from elsewhere: from a vault, say, or <see cref="ManagementKey.FromEnvironment"/>. Both
    /// functions run when the host starts or the client is first asked for, and what they throw is thrown then.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="key">Gives the management key.</param>
    /// <param name="configure">Gives the options, made from the defaults; null: the defaults.</param>
    /// <returns>The client's HTTP client, for more handlers. Leave its primary handler as it is: it lets each creation reach the wire once.</returns>
    public static IHttpClientBuilder AddOpenRouterKeys(
        this IServiceCollection services,
        Func<IServiceProvider, ManagementKey> key,
        Func<OpenRouterKeysOptions, OpenRouterKeysOptions>? configure = null) =>
        services.AddKeyedOpenRouterKeys(null, key, configure);

    /// <summary>Adds one of several accounts: the client is a keyed <see cref="IOpenRouterKeysClient"/> and a keyed
    /// <see cref="OpenRouterKeysClient"/>. The section's templates are keyed by the account and their name, as in
    /// <c>[FromKeyedServices("europe:free-tier")] KeyRequest tier</c>, so that each account has its own.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="serviceKey">The account. Null: the same as without a key.</param>
    /// <param name="section">As in <c>builder.Configuration.GetSection("EuropeanKeys")</c>.</param>
    /// <inheritdoc cref="AddOpenRouterKeys(IServiceCollection, IConfigurationSection)" />
    public static IHttpClientBuilder AddKeyedOpenRouterKeys(this IServiceCollection services, object? serviceKey, IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        var reader = new AccountSection(section);
        var name = NameOf(serviceKey, services);
        foreach (var template in reader.TemplateNames)
        {
            services.AddKeyedSingleton(
                serviceKey is null ? template : $"{serviceKey}:{template}",
                (provider, _) => Account.Of(provider, name).Template(template));
        }

        return AddAccount(services, serviceKey, name, (read, _) => reader.ReadInto(read));
    }

    /// <summary>Adds one of several accounts, whose management key comes from elsewhere: from a vault, say. The client is a keyed
    /// <see cref="IOpenRouterKeysClient"/> and a keyed <see cref="OpenRouterKeysClient"/>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="serviceKey">The account. Null: the same as without a key.</param>
    /// <param name="key">Returns the management key.</param>
    /// <param name="configure">Returns the options, based on the defaults; null: the defaults.</param>
    /// <returns>The client's HTTP client, for more handlers. Do not replace its primary handler: it ensures that each creation is sent once.</returns>
    public static IHttpClientBuilder AddKeyedOpenRouterKeys(
        this IServiceCollection services,
        object? serviceKey,
        Func<IServiceProvider, ManagementKey> key,
        Func<OpenRouterKeysOptions, OpenRouterKeysOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(key);
        return AddAccount(services, serviceKey, NameOf(serviceKey, services), (account, provider) =>
        {
            account.Key = key(provider);
            account.Options = configure is null ? account.Options : configure(account.Options);
        });
    }

    // Keys that are no texts may share their text.
    private static string NameOf(object? serviceKey, IServiceCollection services) =>
        serviceKey is null ? Name
        : serviceKey is string text ? $"{Name}:{text}"
        : string.Create(CultureInfo.InvariantCulture, $"{Name}:{serviceKey} ({services.Count})");

    private static IHttpClientBuilder AddAccount(IServiceCollection services, object? serviceKey, string name, Action<Account, IServiceProvider> read)
    {
        services.AddOptions<Account>(name)
            .Configure(account => account.Reader = read)
            .PostConfigure<IServiceProvider>((account, provider) => account.Read(provider))
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<Account>, AccountValidation>());
        services.AddLogging();
        services.AddKeyedSingleton(serviceKey, (provider, _) => NewClient(provider, name));
        services.AddKeyedSingleton<IOpenRouterKeysClient>(serviceKey, (provider, key) => provider.GetRequiredKeyedService<OpenRouterKeysClient>(key));
        return services.AddHttpClient(name)
            .ConfigurePrimaryHttpMessageHandler(provider => FlurlTransport.CreateHandler(Account.Of(provider, name).Options.BaseAddress))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // the client is kept; its connections are not, which the handler sees to
            .ConfigureHttpClient(http => http.Timeout = Timeout.InfiniteTimeSpan) // an attempt's own time ends it
            .RemoveAllLoggers(); // of the host's defaults: they may log bodies
    }

    private static OpenRouterKeysClient NewClient(IServiceProvider provider, string name)
    {
        var account = Account.Of(provider, name);
        var flurl = new FlurlClient(provider.GetRequiredService<IHttpClientFactory>().CreateClient(name));
        var log = new CallLog(provider.GetRequiredService<ILoggerFactory>().CreateLogger(LogCategory));
        return new(account.Key!, flurl, account.Options, log);
    }
}
