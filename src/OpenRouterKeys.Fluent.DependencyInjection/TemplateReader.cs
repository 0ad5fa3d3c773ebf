using FluentValidation;
using FluentValidation.Results;
using Microsoft.Extensions.Configuration;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Configuration;

namespace OpenRouterKeys.Fluent.Hosting;

/// <summary>Reads a key template from the configuration: writes the JSON that it represents, and parses that with
/// <c>KeyRequest.TemplateFromJson</c>.</summary>
internal sealed class TemplateReader(IConfigurationSection section, ClientConfiguration configuration)
{
    private readonly SectionNode _node = new(section);

    /// <returns>The template; null if it is invalid. What is wrong is added to the configuration's problems.</returns>
    public KeyRequest? Read()
    {
        var problems = configuration.Problems.Count;
        if (ConfigurationText.NameIn(_node) is not null)
        {
            configuration.Problems.Add($"{_node.PathOf("$." + ApiNames.Name)}: ORK4002: {ClientSection.NameInTemplateMessage}");
        }

        var template = Parse();
        CheckValues(template);
        return configuration.Problems.Count == problems ? template : null;
    }

    // For an invalid template, returns what is valid of it, so that the policy's violations are reported in the same start.
    private KeyRequest Parse()
    {
        var text = ConfigurationText.FromTemplate(_node);
        try
        {
            return KeyRequest.TemplateFromJson(text.Json);
        }
        catch (InvalidKeyRequestException exception)
        {
            configuration.Problems.AddRange(exception.Violations.Select(violation => _node.Describe(violation)));
            var invalid = exception.Violations.Select(violation => text.PropertyAt(violation.Column!.Value - 1)).ToHashSet();
            return invalid.Contains(_node) ? KeyRequest.Unnamed
                : KeyRequest.TemplateFromJson(ConfigurationText.FromTemplate(_node, property => !invalid.Any(node => node.Key == property.Key)).Json);
        }
    }

    // A template may lack settings, which the application sets later, so only rules about its values are reported.
    private void CheckValues(KeyRequest template)
    {
        foreach (var failure in template.Validate(configuration.Options.Policy, configuration.Options.TimeProvider).Errors)
        {
            if (JsonPathOf(failure, template) is not { } path)
            {
                continue;
            }

            if (failure.Severity == Severity.Warning)
            {
                configuration.Warnings.Add((_node.PathOf(path), failure.ErrorCode, failure.ErrorMessage));
            }
            else if (failure.ErrorCode.StartsWith("ORK5", StringComparison.Ordinal))
            {
                configuration.Problems.Add($"{_node.PathOf(path)}: {failure.ErrorCode}: {failure.ErrorMessage}");
            }
        }
    }

    // All other settings violate the policy only by being absent.
    private static string? JsonPathOf(ValidationFailure failure, KeyRequest template) => failure.PropertyName switch
    {
        nameof(KeyRequest.LimitUsd) when template.LimitUsd is not null => "$." + ApiNames.Limit,
        nameof(KeyRequest.Expiration) when template.Expiration is not null => "$." + ApiNames.ExpiresAt,
        _ => null,
    };
}
