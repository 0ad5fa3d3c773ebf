using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Apply.Rows;

/// <summary>A request a row, under a header of the API's member names; an empty field says nothing.</summary>
internal static class CsvRows
{
    public static IReadOnlyList<Row> Read(ReadOnlyMemory<byte> utf8, string file, List<RowProblem> problems)
    {
        var isStray = false;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = _ => isStray = true, IgnoreBlankLines = false };
        try
        {
            using var text = new StreamReader(new MemoryStream(utf8.ToArray()), new UTF8Encoding(false, throwOnInvalidBytes: true));
            using var parser = new CsvParser(text, configuration);
            var columns = parser.Read() ? parser.Record! : [];
            if (ProblemOf(columns) is { } problem)
            {
                problems.Add(new(1, $"{file}:1: {problem}"));
                return [];
            }

            var rows = new List<Row>();
            for (var line = parser.RawRow + 1; parser.Read(); line = parser.RawRow + 1)
            {
                isStray = false;
                var fields = parser.Record!; // only now a stray quote is found
                var found = isStray ? ["A quote stands inside a field that does not begin with one."] : new List<string>();
                if (fields is not [""] && ReadOne(columns, fields, found) is { } request && found.Count == 0)
                {
                    rows.Add(new(line, request));
                }

                problems.AddRange(found.Select(words => new RowProblem(line, $"{file}:{line}: {words}")));
            }

            return rows;
        }
        catch (DecoderFallbackException)
        {
            problems.Add(new(1, $"{file} is not in UTF-8."));
            return [];
        }
    }

    private static string? ProblemOf(string[] columns)
    {
        var unknown = columns.Except(PropertyNames.Request, StringComparer.Ordinal).ToArray();
        return !columns.Contains(PropertyNames.Name) || unknown.Length > 0 || columns.Distinct(StringComparer.Ordinal).Count() < columns.Length
            ? $"The first line names the columns, each once: name, and any of {string.Join(", ", PropertyNames.Request.Skip(1))}."
            : null;
    }

    private static KeyRequest? ReadOne(string[] columns, string[] fields, List<string> problems)
    {
        if (fields.Length != columns.Length)
        {
            problems.Add($"The row has {fields.Length} fields where the header has {columns.Length}.");
            return null;
        }

        var request = KeyRequest.Unnamed;
        foreach (var (column, text) in columns.Zip(fields).Where(field => field.Second.Length > 0))
        {
            request = CsvField.Apply(request, column, text, problem => problems.Add($"{column}: {problem}"));
        }

        return request;
    }
}
