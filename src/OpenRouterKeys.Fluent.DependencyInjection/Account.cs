using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OpenRouterKeys.Fluent.Hosting;

/// <summary>What one client is made of, read once.</summary>
internal sealed class Account
{
    public ManagementKey? Key { get; set; }

    public OpenRouterKeysOptions Options { get; set; } = new();

    public Dictionary<string, KeyRequest> Templates { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with the configuration, each with its path.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>Reads it; of several registrations the last one's counts, as it does for services.</summary>
    public Action<Account, IServiceProvider>? Reader { get; set; }

    /// <exception cref="OptionsValidationException">The account is configured wrongly.</exception>
    public static Account Of(IServiceProvider services, string name) => services.GetRequiredService<IOptionsMonitor<Account>>().Get(name);

    public void Read(IServiceProvider services)
    {
        Reader?.Invoke(this, services);
        Reader = null;
    }

    public KeyRequest Template(string name) => Templates.TryGetValue(name, out var template) ? template
        : throw new InvalidOperationException($"The template {name} stood in the configuration when the services were added, and does not any more.");
}
