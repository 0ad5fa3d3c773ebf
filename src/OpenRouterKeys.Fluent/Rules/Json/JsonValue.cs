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

/// <summary>A value and its place in the text. Only what the rules look at is kept: a string's characters and a number's digits.</summary>
internal readonly struct JsonValue(JsonKind kind, int start, int length, string text)
{
    public JsonKind Kind { get; } = kind;

    public int Start { get; } = start;

    public int Length { get; } = length;

    /// <summary>The characters of a string, unescaped, or the digits of a number; otherwise empty.</summary>
    public string Text { get; } = text;
}

/// <summary>A member of the outermost object.</summary>
internal readonly struct JsonMember(JsonValue name, JsonValue value)
{
    public JsonValue Name { get; } = name;

    public JsonValue Value { get; } = value;
}
