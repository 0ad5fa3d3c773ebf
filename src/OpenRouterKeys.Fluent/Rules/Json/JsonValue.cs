namespace OpenRouterKeys.Fluent.Rules.Json;

internal enum JsonKind
{
    Object,
    Array,
    String,
    Number,
    True,
    False,
    Null,
}

/// <summary>A JSON value and its position in the text.</summary>
internal readonly struct JsonValue(JsonKind kind, int start, int length, string text)
{
    public JsonKind Kind { get; } = kind;

    public int Start { get; } = start;

    public int Length { get; } = length;

    /// <summary>The characters of a string, unescaped, or the digits of a number; otherwise empty.</summary>
    public string Text { get; } = text;
}

/// <summary>A property of an object.</summary>
internal readonly struct JsonProperty(JsonValue name, JsonValue value)
{
    public JsonValue Name { get; } = name;

    public JsonValue Value { get; } = value;
}
