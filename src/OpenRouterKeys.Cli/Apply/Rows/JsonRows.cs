using System.Text;
using System.Text.Json;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Apply.Rows;

/// <summary>An array of requests, each read as strictly as one alone, and placed in the whole file.</summary>
internal static class JsonRows
{
    public static IReadOnlyList<Row> Read(ReadOnlyMemory<byte> utf8, string file, List<RowProblem> problems)
    {
        try
        {
            var lines = new LineCounter(Encoding.UTF8.GetString(utf8.Span));
            var rows = new List<Row>();
            var (read, characters) = (0, 0);
            foreach (var element in Elements(utf8.Span))
            {
                characters += Encoding.UTF8.GetCharCount(utf8.Span[read..element.Start.Value]);
                read = element.Start.Value;
                if (ReadOne(utf8.Span[element], lines.At(characters), file, problems) is { } row)
                {
                    rows.Add(row);
                }
            }

            return rows;
        }
        catch (JsonException exception)
        {
            var rule = RuleViolations.NotJson(exception);
            problems.Add(new(rule.Line!.Value, RuleLine.InFile(rule, file)));
            return [];
        }
    }

    private static Row? ReadOne(ReadOnlySpan<byte> utf8, (int Line, int Column) place, string file, List<RowProblem> problems)
    {
        try
        {
            return new(place.Line, KeyRequest.FromJson(utf8));
        }
        catch (InvalidKeyRequestException invalid)
        {
            problems.AddRange(invalid.Violations.Select(rule => new RowProblem(place.Line, RuleLine.InFile(Placed(rule, place), file))));
            return null;
        }
    }

    private static RuleViolation Placed(RuleViolation rule, (int Line, int Column) place) => rule with
    {
        Line = place.Line + rule.Line - 1,
        Column = rule.Line == 1 ? place.Column + rule.Column - 1 : rule.Column,
    };

    private static List<Range> Elements(ReadOnlySpan<byte> utf8)
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

        reader.Read(); // what stands behind the array is not JSON
        return elements;
    }
}
