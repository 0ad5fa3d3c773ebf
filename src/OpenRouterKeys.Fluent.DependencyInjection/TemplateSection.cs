using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Hosting;

/// <summary>A key template in the configuration, which keeps all values as text: it is written as the JSON that it stands for, and read as
/// <see cref="KeyRequest.FromJson(string)"/> reads it.</summary>
internal sealed class TemplateSection(IConfigurationSection section)
{
    /// <returns>The template; null where something is wrong with it, which is added to the problems.</returns>
    public KeyRequest? Read(List<string> problems)
    {
        try
        {
            var template = KeyRequest.TemplateFromJson(Json());
            if (template.Name.Length == 0)
            {
                return template;
            }

            problems.Add(
                $"{PathOf(PropertyNames.Name)}: A template has no name, so that no key is called after it by mistake: "
                + $"name each key with {nameof(KeyRequest.WithName)}.");
        }
        catch (InvalidKeyRequestException exception)
        {
            problems.AddRange(exception.Violations.Select(rule => $"{PathOf(MemberOf(rule.JsonPath!))}: {rule.Id}: {rule.Message}"));
        }

        return null;
    }

    // $, $.limit, $['limt']
    private static string MemberOf(string jsonPath) => jsonPath switch
    {
        ['$', '.', .. var known] => known,
        ['$', '[', '\'', .. var unknown, '\'', ']'] => unknown,
        _ => "",
    };

    private string PathOf(string member)
    {
        var path = ConfigurationPath.Combine(ConfigurationPath.GetParentPath(section.Path)!, LogText.FromName(section.Key));
        return member.Length == 0 ? path : ConfigurationPath.Combine(path, member);
    }

    private ReadOnlySpan<byte> Json()
    {
        var utf8 = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(utf8))
        {
            Write(json);
        }

        return utf8.WrittenSpan;
    }

    private void Write(Utf8JsonWriter json)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            json.WriteStringValue(section.Value); // which the reader refuses, where an object is asked for
            return;
        }

        json.WriteStartObject();
        foreach (var member in section.GetChildren())
        {
            // Configuration does not tell letters' cases apart.
            var name = PropertyNames.Request.FirstOrDefault(known => known.Equals(member.Key, StringComparison.OrdinalIgnoreCase), member.Key);
            json.WritePropertyName(name);
            WriteValue(json, name, member);
        }

        json.WriteEndObject();
    }

    // Text that does not fit its member stays a string, which the reader refuses in the member's own words.
    private static void WriteValue(Utf8JsonWriter json, string name, IConfigurationSection member)
    {
        if (member.GetChildren().Any())
        {
            json.WriteStartObject();
            json.WriteEndObject();
        }
        else if (name == PropertyNames.Limit && IsNumber(member.Value))
        {
            json.WriteRawValue(member.Value!); // digit by digit
        }
        else if (name == PropertyNames.IncludeByokInLimit && bool.TryParse(member.Value, out var included))
        {
            json.WriteBooleanValue(included);
        }
        else
        {
            json.WriteStringValue(member.Value); // null: null
        }
    }

    private static bool IsNumber(string? text) => text is not null && new JsonParser(text).Parse(out var value) && value.Kind == JsonKind.Number;
}
