namespace OpenRouterKeys.Fluent.Rules.Json;

/// <summary>A broken rule and where in the text it is broken.</summary>
internal sealed class JsonFinding(Rule rule, string property, string message, string path, int start, int length)
{
    public Rule Rule { get; } = rule;

    public string Property { get; } = property;

    public string Message { get; } = message;

    /// <summary>As in <c>$.limit</c>.</summary>
    public string Path { get; } = path;

    /// <summary>Where the offending name or value begins, in characters from 0.</summary>
    public int Start { get; } = start;

    public int Length { get; } = length;

    /// <summary>Line and column of <see cref="Start"/>, both from 1.</summary>
    public (int Line, int Column) Locate(string text)
    {
        var line = 1;
        var lineStart = 0;
        for (var at = 0; at < Start; at++)
        {
            if (text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n')))
            {
                line++;
                lineStart = at + 1;
            }
        }

        return (line, Start - lineStart + 1);
    }
}
