namespace OpenRouterKeys.Fluent.Rules.Json;

/// <summary>Parses strict JSON (RFC 8259, at most 64 levels deep). It accepts what <c>JsonDocument.Parse</c> accepts, which a property test checks,
/// keeps each value's position, and never throws, because the analyzer also reads incomplete text.</summary>
/// <param name="text">The text to parse.</param>
/// <param name="start">Where parsing starts, in characters from 0.</param>
/// <param name="isLenient">Whether comments and trailing commas are allowed, as in .NET's configuration files.</param>
internal sealed class JsonParser(string text, int start = 0, bool isLenient = false)
{
    private const int MaxDepth = 64;
    private readonly JsonScanner _scanner = new(text, start, isLenient);
    private readonly List<JsonProperty> _properties = [];
    private List<JsonValue>? _items;

    /// <summary>The properties of the root object, in order, including duplicates.</summary>
    public IReadOnlyList<JsonProperty> Properties => _properties;

    /// <summary>What is wrong with the text; null if it is JSON.</summary>
    public string? Error => _scanner.Error;

    /// <summary>The position of the error, in characters from 0.</summary>
    public int ErrorAt => _scanner.ErrorAt;

    /// <summary>Returns the properties of an object inside valid JSON, in order, including duplicates.</summary>
    public static IReadOnlyList<JsonProperty> PropertiesOf(JsonValue value, string text, bool isLenient = false)
    {
        var parser = new JsonParser(text, value.Start, isLenient);
        parser.Read(1, out _);
        return parser.Properties;
    }

    /// <summary>Returns the items of an array inside valid JSON, in order.</summary>
    public static IReadOnlyList<JsonValue> ItemsOf(JsonValue value, string text, bool isLenient = false)
    {
        var parser = new JsonParser(text, value.Start, isLenient);
        parser.Read(1, out _);
        return parser._items ?? [];
    }

    public bool Parse(out JsonValue root)
    {
        _scanner.SkipSpace();
        return Read(1, out root) && (_scanner.IsAtEnd || _scanner.Fail("unexpected text after the JSON value"));
    }

    private bool Read(int depth, out JsonValue value)
    {
        value = default;
        var read = _scanner.Next switch
        {
            '{' => ReadContainer(depth, JsonKind.Object, '}', out value),
            '[' => ReadContainer(depth, JsonKind.Array, ']', out value),
            '"' => _scanner.ReadString(out value),
            't' => _scanner.ReadWord("true", JsonKind.True, out value),
            'f' => _scanner.ReadWord("false", JsonKind.False, out value),
            'n' => _scanner.ReadWord("null", JsonKind.Null, out value),
            _ => _scanner.ReadNumber(out value),
        };
        _scanner.SkipSpace();
        return read;
    }

    private bool ReadContainer(int depth, JsonKind kind, char end, out JsonValue value)
    {
        value = default;
        if (depth > MaxDepth)
        {
            return _scanner.Fail("it is nested more than 64 levels deep");
        }

        var start = _scanner.Position;
        _scanner.Skip();
        if (_scanner.Next != end)
        {
            do
            {
                if (!(kind == JsonKind.Object ? ReadProperty(depth) : ReadItem(depth)))
                {
                    return false;
                }
            }
            while (_scanner.TrySkip(',') && !(isLenient && _scanner.Next == end));
        }

        value = new JsonValue(kind, start, _scanner.Position + 1 - start, "");
        return _scanner.TrySkip(end) || _scanner.Fail(kind == JsonKind.Object ? "a comma or } is missing" : "a comma or ] is missing");
    }

    private bool ReadItem(int depth)
    {
        var isRead = Read(depth + 1, out var value);
        if (isRead && depth == 1)
        {
            (_items ??= []).Add(value);
        }

        return isRead;
    }

    private bool ReadProperty(int depth)
    {
        if (_scanner.Next != '"')
        {
            return _scanner.Fail("a property name in double quotes is missing");
        }

        if (!_scanner.ReadString(out var name))
        {
            return false;
        }

        _scanner.SkipWhitespace(); // System.Text.Json allows no comment here
        if (!_scanner.TrySkip(':'))
        {
            return _scanner.Fail("a colon is missing");
        }

        if (!Read(depth + 1, out var value))
        {
            return false;
        }

        if (depth == 1)
        {
            _properties.Add(new JsonProperty(name, value));
        }

        return true;
    }
}
