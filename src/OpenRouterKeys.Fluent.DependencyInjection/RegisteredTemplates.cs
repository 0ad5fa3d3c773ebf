using Microsoft.Extensions.DependencyInjection;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Hosting;

/// <summary>A client whose configuration section may contain templates.</summary>
/// <param name="Prefix">The text before the names of its templates in their service keys: its own service key and a colon, or nothing.</param>
/// <param name="ConfigurationName">The name of its configuration.</param>
internal sealed record TemplateOwner(string Prefix, string ConfigurationName);

/// <summary>Finds the templates of all clients when they are resolved, so that those of configuration sources that were added later are found.</summary>
internal static class RegisteredTemplates
{
    /// <exception cref="InvalidOperationException">There is no such template.</exception>
    public static KeyRequest Get(IServiceProvider services, object? serviceKey)
    {
        var name = serviceKey?.ToString() ?? "";
        var owners = services.GetServices<TemplateOwner>().Distinct().ToList();
        var owner = owners.Where(owner => name.StartsWith(owner.Prefix, StringComparison.Ordinal)).MaxBy(owner => owner.Prefix.Length);
        if (owner is not null && TemplatesOf(owner).TryGetValue(name[owner.Prefix.Length..], out var template))
        {
            return template;
        }

        var names = owners.SelectMany(owner => TemplatesOf(owner).Keys.Select(template => owner.Prefix + LogText.FromName(template))).Order(StringComparer.Ordinal).ToList();
        var existing = names.Count == 0 ? "The configuration has no templates." : $"These exist: {string.Join(", ", names)}.";
        throw new InvalidOperationException($"There is no key template '{LogText.FromName(name)}'. {existing}");

        Dictionary<string, KeyRequest> TemplatesOf(TemplateOwner owner) => ClientConfiguration.Get(services, owner.ConfigurationName).Templates;
    }
}
