using System.Text;
using System.Text.Json;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>Reads a JSON array of requests. Errors have their position in the whole file.</summary>
internal static class JsonRows
{
    public static IReadOnlyList<RequestRow> Read(ReadOnlyMemory<byte> utf8, string file, List<RowError> errors)
    {
        try
        {
            var lines = new LineCounter(Encoding.UTF8.GetString(utf8.Span));
            var rows = new List<RequestRow>();
            var (bytesRead, charactersRead) = (0, 0);
            foreach (var element in FindElements(utf8.Span))
            {
                charactersRead += Encoding.UTF8.GetCharCount(utf8.Span[bytesRead..element.Start.Value]);
                bytesRead = element.Start.Value;
                if (ReadRow(utf8[element], lines.At(charactersRead), file, errors) is { } row)
                {
                    rows.Add(row);
                }
            }

            return rows;
        }
        catch (JsonException exception)
        {
            var violation = NotJson(exception);
            errors.Add(new(violation.Line!.Value, ValidationReport.ToLine(violation, file)));
            return [];
        }
    }

    private static RequestRow? ReadRow(ReadOnlyMemory<byte> utf8, (int Line, int Column) start, string file, List<RowError> errors)
    {
        try
        {
            return new(start.Line, KeyRequest.FromJson(utf8.Span)) { FindPosition = property => Move(RequestPosition.Find(utf8.Span, property), start) };
        }
        catch (InvalidKeyRequestException exception)
        {
            errors.AddRange(exception.Violations.Select(violation => new RowError(start.Line, ValidationReport.ToLine(Move(violation, start), file))));
            return null;
        }
    }

    private static RuleViolation NotJson(JsonException exception) => new()
    {
        Id = "ORK4001",
        Property = "",
        Message = "The text is not JSON.",
        JsonPath = "$",
        Line = (int)(exception.LineNumber ?? 0) + 1,
        Column = (int)(exception.BytePositionInLine ?? 0) + 1,
    };

    private static RuleViolation Move(RuleViolation violation, (int Line, int Column) start)
    {
        var (line, column) = Move((violation.Line!.Value, violation.Column!.Value), start);
        return violation with { Line = line, Column = column };
    }

    private static (int Line, int Column) Move((int Line, int Column) position, (int Line, int Column) start) =>
        (start.Line + position.Line - 1, position.Line == 1 ? start.Column + position.Column - 1 : position.Column);

    /// <exception cref="JsonException">The text is not a JSON array.</exception>
    private static List<Range> FindElements(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException(null, null, 0, 0);
        }

        var elements = new List<Range>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            elements.Add(start..(int)reader.BytesConsumed);
        }

        reader.Read(); // throws if text follows the array
        return elements;
    }
}
