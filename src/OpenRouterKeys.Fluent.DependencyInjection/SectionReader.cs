using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Configuration;

namespace OpenRouterKeys.Fluent.Hosting;

/// <summary>Reads a client's configuration section. <c>ConfigurationBinder</c> is not suitable: it stops at the first invalid value and repeats
/// that value in its message, reads "30" as a time of 30 days, and cannot create a <see cref="KeyRequest"/>.</summary>
/// <param name="section">The section.</param>
/// <param name="keyVariable">The environment variable with the management key that is used if the section has none; null: no variable.</param>
internal sealed class SectionReader(IConfigurationSection section, string? keyVariable)
{
    private static readonly OpenRouterKeysOptions Defaults = new();

    /// <summary>Reads all valid values, and reports everything else in <see cref="ClientConfiguration.Problems"/>.</summary>
    public void ReadInto(ClientConfiguration configuration, IServiceProvider services)
    {
        var properties = section.GetChildren().ToDictionary(property => property.Key, StringComparer.OrdinalIgnoreCase);
        Take(ClientSection.ManagementKey);
        ReadKey(configuration);
        ReadOption(configuration, ClientSection.BaseAddress, Take(ClientSection.BaseAddress), ReadAddress, $"an absolute URL. Use a URL such as {Defaults.BaseAddress}");
        ReadOption(
            configuration,
            ClientSection.AttemptTimeout,
            Take(ClientSection.AttemptTimeout),
            ReadTime,
            $"a time in hours, minutes and seconds. Use a value such as {Defaults.AttemptTimeout:c}");
        ReadOption(
            configuration,
            ClientSection.MaxAttempts,
            Take(ClientSection.MaxAttempts),
            ReadInteger,
            FormattableString.Invariant($"an integer. Use a value such as {Defaults.MaxAttempts}"));
        new PolicyReader(configuration, services).ReadSection(section);
        ReadTemplates(configuration, Take(ClientSection.Templates));
        configuration.Problems.AddRange(properties.Keys.Where(name => !ClientSection.IsKnown(name)).Order(StringComparer.Ordinal).Select(unknown =>
            $"{PathOf(LogText.FromName(unknown))}: ORK4002: {ClientSection.UnknownPropertyMessage(unknown)}"));

        // A property that is null is treated as missing.
        IConfigurationSection? Take(string name) =>
            properties.Remove(name, out var property) && (property.Value is not null || property.GetChildren().Any()) ? property : null;
    }

    private string PathOf(string property) => ConfigurationPath.Combine(section.Path, property);

    private void ReadKey(ClientConfiguration configuration)
    {
        var key = new ConfiguredKey(section.GetSection(ClientSection.ManagementKey), keyVariable);
        if (key.FindProblem() is { } problem)
        {
            configuration.Problems.Add(problem);
        }
        else
        {
            configuration.Key = key.Get;
        }
    }

    private void ReadOption(
        ClientConfiguration configuration,
        string name,
        IConfigurationSection? property,
        Func<OpenRouterKeysOptions, string, OpenRouterKeysOptions?> read,
        string expected)
    {
        if (property is null)
        {
            return;
        }

        // Each option is checked together with valid defaults, so that every problem is found.
        var problem = property.Value is { } text && read(Defaults, text) is { } options
            ? LibraryValidation.FindProblem(options)
            : $"{name} is not {expected}.";
        if (problem is null)
        {
            configuration.Options = read(configuration.Options, property.Value!)!;
        }
        else
        {
            configuration.Problems.Add(LibraryValidation.AtPath(problem, name, PathOf(name)));
        }
    }

    private static OpenRouterKeysOptions? ReadAddress(OpenRouterKeysOptions options, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) ? options with { BaseAddress = address } : null;

    // TimeSpan.Parse reads 30 as days and 0:30 as minutes.
    private static OpenRouterKeysOptions? ReadTime(OpenRouterKeysOptions options, string text) =>
        text.AsSpan().Count(':') == 2 && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time)
            ? options with { AttemptTimeout = time }
            : null;

    private static OpenRouterKeysOptions? ReadInteger(OpenRouterKeysOptions options, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? options with { MaxAttempts = number }
            : null;

    private void ReadTemplates(ClientConfiguration configuration, IConfigurationSection? templates)
    {
        if (!string.IsNullOrEmpty(templates?.Value))
        {
            configuration.Problems.Add($"{PathOf(ClientSection.Templates)} is a single value. Use an object with one property for each template.");
        }

        foreach (var template in templates?.GetChildren() ?? [])
        {
            if (new TemplateReader(template, configuration).Read() is { } request)
            {
                configuration.Templates.Add(template.Key, request);
            }
        }
    }
}
