using Microsoft.Extensions.Configuration;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Configuration;

namespace OpenRouterKeys.Fluent.Hosting;

/// <summary>A section of the host's configuration.</summary>
internal sealed class SectionNode(IConfigurationSection section) : ConfigurationNode
{
    public override string Key => section.Key;

    public override string? Value => section.Value;

    public override IEnumerable<ConfigurationNode> Children => section.GetChildren().Select(child => new SectionNode(child));

    /// <summary>Describes a violated rule in the section's JSON: its configuration path, its id and what is wrong.</summary>
    public string Describe(RuleViolation violation) => $"{PathOf(violation.JsonPath!)}: {violation.Id}: {violation.Message}";

    /// <summary>Converts a JSON path to a configuration path, without a key that was pasted as the section's name.</summary>
    public string PathOf(string jsonPath)
    {
        var path = section.Path[..^section.Key.Length] + LogText.FromName(section.Key);
        return KeysOf(jsonPath) is { Length: > 0 } keys ? ConfigurationPath.Combine(path, keys) : path;
    }

    // The JSON path is $, $.limit, $['limt'], $.external.user, $.external['usr'] or $.name_patterns[0].
    private static string KeysOf(string jsonPath) => jsonPath switch
    {
        ['$', '.', .. var parent] when parent.IndexOf("['", StringComparison.Ordinal) is > 0 and var end =>
            ConfigurationPath.Combine(parent[..end], parent[(end + 2)..^2]),
        ['$', '.', .. var item, ']'] when item.IndexOf('[', StringComparison.Ordinal) is > 0 and var start =>
            ConfigurationPath.Combine(item[..start], item[(start + 1)..]),
        ['$', '.', .. var known] => known.Replace(".", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal),
        ['$', '[', '\'', .. var unknown, '\'', ']'] => unknown,
        _ => "",
    };
}
