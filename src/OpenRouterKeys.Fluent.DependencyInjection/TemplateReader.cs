using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Hosting;

/// <summary>Reads a key template from the configuration, which stores every value as text: writes the JSON that it represents, and parses that with
/// <c>KeyRequest.TemplateFromJson</c>.</summary>
internal sealed partial class TemplateReader(IConfigurationSection section)
{
    /// <returns>The template; null if it is invalid. What is wrong is added to <paramref name="problems"/>.</returns>
    public KeyRequest? Read(List<string> problems)
    {
        try
        {
            var template = KeyRequest.TemplateFromJson(ToJson());
            if (template.Name.Length == 0)
            {
                return template;
            }

            problems.Add(
                $"{PathOf(ApiNames.Name)} is not allowed, because keys created from a template would have the same name. "
                + $"Remove it, and set each key's name with {nameof(KeyRequest.WithName)}.");
        }
        catch (InvalidKeyRequestException exception)
        {
            problems.AddRange(exception.Violations.Select(violation =>
                $"{PathOf(PropertyOf(violation.JsonPath!))}: {violation.Id}: {violation.Message}"));
        }

        return null;
    }

    // The JSON path is $, $.limit, $['limt'], $.external.user or $.external['usr'].
    private static string PropertyOf(string jsonPath) => jsonPath switch
    {
        ['$', '.', .. var parent] when parent.IndexOf("['", StringComparison.Ordinal) is > 0 and var end =>
            ConfigurationPath.Combine(parent[..end], parent[(end + 2)..^2]),
        ['$', '.', .. var known] => known.Replace(".", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal),
        ['$', '[', '\'', .. var unknown, '\'', ']'] => unknown,
        _ => "",
    };

    private string PathOf(string property)
    {
        var path = ConfigurationPath.Combine(ConfigurationPath.GetParentPath(section.Path)!, LogText.FromName(section.Key));
        return property.Length == 0 ? path : ConfigurationPath.Combine(path, property);
    }

    private string ToJson()
    {
        var utf8 = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(utf8))
        {
            Write(json);
        }

        return Encoding.UTF8.GetString(utf8.WrittenSpan);
    }

    private void Write(Utf8JsonWriter json)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            json.WriteStringValue(section.Value); // not an object, which the parser reports
            return;
        }

        WriteObject(json, section, ApiNames.Request);
    }

    private static void WriteObject(Utf8JsonWriter json, IConfigurationSection parent, string[] knownNames)
    {
        json.WriteStartObject();
        foreach (var property in parent.GetChildren())
        {
            // Configuration keys are case-insensitive, JSON properties are not.
            var name = knownNames.FirstOrDefault(known => known.Equals(property.Key, StringComparison.OrdinalIgnoreCase), property.Key);
            json.WritePropertyName(name);
            WriteValue(json, name, property);
        }

        json.WriteEndObject();
    }

    // Text that is not valid for its property is written as a string, and the parser reports its type.
    private static void WriteValue(Utf8JsonWriter json, string name, IConfigurationSection property)
    {
        if (name == ApiNames.External && property.GetChildren().Any())
        {
            WriteObject(json, property, ApiNames.ExternalRequest);
        }
        else if (property.GetChildren().Any())
        {
            json.WriteStartObject();
            json.WriteEndObject();
        }
        else if (name == ApiNames.Limit && property.Value is { } number && JsonNumber.IsMatch(number))
        {
            json.WriteRawValue(number); // keeps every digit
        }
        else if (name == ApiNames.IncludeByokInLimit && bool.TryParse(property.Value, out var included))
        {
            json.WriteBooleanValue(included);
        }
        else
        {
            json.WriteStringValue(property.Value); // writes null for null
        }
    }

    [GeneratedRegex(@"\A[ \t\r\n]*-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?[ \t\r\n]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex JsonNumber { get; }
}
