using System.Globalization;
using System.Text;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Rules.Configuration;

/// <summary>The JSON of a template or a policy in a configuration: converts each text to a value of the property's type. The host and the analyzer use it,
/// and parse the JSON with the rules for all other JSON. A text that is not valid for its property stays a string, and the parser reports its type.</summary>
internal sealed class ConfigurationText
{
    private readonly StringBuilder _json = new();
    private readonly List<Place> _places = [];
    private readonly Func<ConfigurationNode, bool> _isIncluded;

    private ConfigurationText(ConfigurationNode root, string[] knownNames, Func<ConfigurationNode, bool> isIncluded)
    {
        _isIncluded = isIncluded;
        _places.Add(new(0, root, root, isName: false));
        if (string.IsNullOrEmpty(root.Value))
        {
            WriteObject(root, knownNames, property: null);
        }
        else
        {
            WriteString(root.Value!); // not an object, which the parser reports
        }
    }

    /// <summary>One line of JSON.</summary>
    public string Json => _json.ToString();

    /// <param name="template">The template. Its name, which is not allowed, is not written.</param>
    /// <param name="isIncluded">Whether to write a property; null: all.</param>
    public static ConfigurationText FromTemplate(ConfigurationNode template, Func<ConfigurationNode, bool>? isIncluded = null) =>
        new(template, ApiNames.Request, property => !ConfigurationNode.AreEqual(property.Key, ApiNames.Name) && isIncluded?.Invoke(property) != false);

    public static ConfigurationText FromPolicy(ConfigurationNode policy) => new(policy, ApiNames.Policy, static _ => true);

    /// <summary>Returns the name that a template has, which is not allowed; null if it has none.</summary>
    public static ConfigurationNode? NameIn(ConfigurationNode template)
    {
        foreach (var property in string.IsNullOrEmpty(template.Value) ? template.Children : [])
        {
            if (ConfigurationNode.AreEqual(property.Key, ApiNames.Name))
            {
                return property;
            }
        }

        return null;
    }

    /// <summary>Returns what was written at a position: the node, and whether it is its name or its value.</summary>
    public (ConfigurationNode Node, bool IsName) NodeAt(int start)
    {
        var place = PlaceAt(start);
        return (place.Node, place.IsName);
    }

    /// <summary>Returns the property of the root object that contains a position; the root for the object itself.</summary>
    public ConfigurationNode PropertyAt(int start) => PlaceAt(start).Property;

    private Place PlaceAt(int start) => _places.FindLast(place => place.Start <= start)!;

    /// <param name="parent">The object.</param>
    /// <param name="knownNames">The names of its properties in JSON, which is case-sensitive.</param>
    /// <param name="property">The property of the root object that contains the object; null for the root object.</param>
    private void WriteObject(ConfigurationNode parent, string[] knownNames, ConfigurationNode? property)
    {
        var separator = '{';
        foreach (var child in parent.Children)
        {
            if (property is null && !_isIncluded(child))
            {
                continue;
            }

            var name = Array.Find(knownNames, known => ConfigurationNode.AreEqual(known, child.Key)) ?? child.Key;
            _json.Append(separator);
            _places.Add(new(_json.Length, child, property ?? child, isName: true));
            WriteString(name);
            _json.Append(':');
            _places.Add(new(_json.Length, child, property ?? child, isName: false));
            WriteValue(name, child, property ?? child);
            separator = ',';
        }

        _json.Append(separator == '{' ? "{}" : "}");
    }

    private void WriteValue(string name, ConfigurationNode value, ConfigurationNode property)
    {
        if (value.HasChildren)
        {
            switch (name)
            {
                case ApiNames.External:
                    WriteObject(value, ApiNames.ExternalRequest, property);
                    break;
                case ApiNames.NamePatterns when IsArray(value):
                    WriteArray(value, property);
                    break;
                default:
                    _json.Append("{}"); // has the wrong type
                    break;
            }
        }
        else if (value.Value is not { } text || (text.Length == 0 && !IsText(name)))
        {
            _json.Append("null");
        }
        else if (IsNumber(name) && new JsonParser(text).Parse(out var number) && number.Kind == JsonKind.Number)
        {
            _json.Append(number.Text); // keeps every digit
        }
        else if (IsBoolean(name) && bool.TryParse(text, out var flag))
        {
            _json.Append(flag ? "true" : "false");
        }
        else
        {
            WriteString(text);
        }
    }

    private void WriteArray(ConfigurationNode array, ConfigurationNode property)
    {
        var separator = '[';
        foreach (var item in array.Children)
        {
            _json.Append(separator);
            _places.Add(new(_json.Length, item, property, isName: false));
            WriteValue(ApiNames.Name, item, property);
            separator = ',';
        }

        _json.Append(']');
    }

    private static bool IsArray(ConfigurationNode value)
    {
        foreach (var item in value.Children)
        {
            if (!int.TryParse(item.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                return false;
            }
        }

        return true;
    }

    // Of these, an empty text is not null.
    private static bool IsText(string name) => name is ApiNames.Name or ApiNames.CreatorUserId or ApiNames.User or ApiNames.ApiKey;

    private static bool IsNumber(string name) => name is ApiNames.Limit or ApiNames.MaxLimitUsd or ApiNames.MaxLifetimeDays;

    private static bool IsBoolean(string name) => name is ApiNames.IncludeByokInLimit or ApiNames.RequireLimit or ApiNames.RequireReset
        or ApiNames.RequireExpiration or ApiNames.RequireWorkspace or ApiNames.RequireExternalUser;

    private void WriteString(string text)
    {
        _json.Append('"');
        foreach (var character in text)
        {
            if (character is '"' or '\\')
            {
                _json.Append('\\').Append(character);
            }
            else if (character < ' ')
            {
                _json.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                _json.Append(character);
            }
        }

        _json.Append('"');
    }

    private sealed class Place(int start, ConfigurationNode node, ConfigurationNode property, bool isName)
    {
        public int Start { get; } = start;

        public ConfigurationNode Node { get; } = node;

        public ConfigurationNode Property { get; } = property;

        public bool IsName { get; } = isName;
    }
}
