namespace OpenRouterKeys.Fluent.Rules.Json;

/// <summary>A violated rule and its place in the JSON text.</summary>
internal sealed class JsonFinding(Rule rule, string property, string message, string path, int start, int length)
{
    public Rule Rule { get; } = rule;

    public string Property { get; } = property;

    public string Message { get; } = message;

    /// <summary>As in <c>$.limit</c>.</summary>
    public string Path { get; } = path;

    /// <summary>The position of the name or value, in characters from 0.</summary>
    public int Start { get; } = start;

    public int Length { get; } = length;
}
