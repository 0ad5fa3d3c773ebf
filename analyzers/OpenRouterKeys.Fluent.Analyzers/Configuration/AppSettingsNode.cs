using Microsoft.CodeAnalysis.Text;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Configuration;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Analyzers.Configuration;

/// <summary>The content of one appsettings file, as .NET's JSON configuration provider reads it, with positions.</summary>
internal sealed class AppSettingsNode : ConfigurationNode
{
    private readonly List<AppSettingsNode> _children = [];
    private readonly Dictionary<string, AppSettingsNode> _childrenByKey = new(StringComparer.OrdinalIgnoreCase);
    private string? _value;
    private bool _hasValue;

    private AppSettingsNode(string key, TextSpan name, TextSpan content) => (Key, Name, Content) = (key, name, content);

    public override string Key { get; }

    public override string? Value => _value;

    public override IEnumerable<ConfigurationNode> Children => _children;

    /// <summary>The position of the property's name, which may contain several keys: <c>"OpenRouterKeys:Templates"</c>.</summary>
    public TextSpan Name { get; private set; }

    /// <summary>The position of the value.</summary>
    public TextSpan Content { get; private set; }

    /// <returns>The root; null if .NET would not read the file: it is not JSON, not an object, or has a duplicate key.</returns>
    public static AppSettingsNode? Parse(string text)
    {
        var parser = new JsonParser(text, isLenient: true);
        if (!parser.Parse(out var json) || json.Kind != JsonKind.Object)
        {
            return null;
        }

        var root = new AppSettingsNode("", default, SpanOf(json));
        return root.AddProperties(parser.Properties, text) ? root : null;
    }

    private static TextSpan SpanOf(JsonValue value) => new(value.Start, value.Length);

    private bool AddProperties(IReadOnlyList<JsonProperty> properties, string text)
    {
        foreach (var property in properties)
        {
            if (!AddProperty(property.Name.Text, SpanOf(property.Name), property.Value, text))
            {
                return false;
            }
        }

        return true;
    }

    private bool AddProperty(string key, TextSpan name, JsonValue value, string text)
    {
        var node = this;
        foreach (var segment in key.Split(':'))
        {
            node = node.GetOrAdd(segment, name, SpanOf(value));
        }

        return !TextShape.HasLoneSurrogate(key) && node.Add(name, value, text);
    }

    private AppSettingsNode GetOrAdd(string key, TextSpan name, TextSpan content)
    {
        if (!_childrenByKey.TryGetValue(key, out var child))
        {
            child = new AppSettingsNode(key, name, content);
            _childrenByKey.Add(key, child);
            _children.Add(child);
        }

        return child;
    }

    private bool Add(TextSpan name, JsonValue value, string text)
    {
        switch (value.Kind)
        {
            case JsonKind.Object:
                var properties = JsonParser.PropertiesOf(value, text, isLenient: true);
                SetEmpty(properties.Count == 0, null);
                return AddProperties(properties, text);
            case JsonKind.Array:
                var items = JsonParser.ItemsOf(value, text, isLenient: true);
                SetEmpty(items.Count == 0, "");
                return AddItems(items, text);
            default:
                return SetValue(name, value);
        }
    }

    private bool AddItems(IReadOnlyList<JsonValue> items, string text)
    {
        for (var index = 0; index < items.Count; index++)
        {
            var span = SpanOf(items[index]);
            if (!GetOrAdd(index.ToString(System.Globalization.CultureInfo.InvariantCulture), span, span).Add(span, items[index], text))
            {
                return false;
            }
        }

        return true;
    }

    // An empty object or array is not a duplicate: it replaces a value.
    private void SetEmpty(bool isEmpty, string? value) => (_value, _hasValue) = isEmpty ? (value, true) : (_value, _hasValue);

    private bool SetValue(TextSpan name, JsonValue value)
    {
        if (_hasValue || TextShape.HasLoneSurrogate(value.Text))
        {
            return false;
        }

        (_hasValue, Name, Content) = (true, name, SpanOf(value));
        _value = value.Kind switch
        {
            JsonKind.Null => null,
            JsonKind.True => bool.TrueString,
            JsonKind.False => bool.FalseString,
            _ => value.Text,
        };
        return true;
    }
}
