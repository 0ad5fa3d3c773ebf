using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using OpenRouterKeys.Cli.Values;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>Reads one request per CSV row. The header contains the API's property names; an empty field sets nothing.</summary>
internal static class CsvRows
{
    // A field cannot contain an object.
    private static readonly string[] Columns = [.. ApiNames.Request.Where(property => property != ApiNames.External)];

    public static IReadOnlyList<RequestRow> Read(ReadOnlyMemory<byte> utf8, string file, List<RowError> errors)
    {
        var hasStrayQuote = false;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = _ => hasStrayQuote = true, IgnoreBlankLines = false };
        try
        {
            using var text = new StreamReader(new MemoryStream(utf8.ToArray()), new UTF8Encoding(false, throwOnInvalidBytes: true));
            using var parser = new CsvParser(text, configuration);
            var columns = parser.Read() ? parser.Record! : [];
            if (FindHeaderError(columns) is { } headerError)
            {
                errors.Add(new(1, $"{file}:1: {headerError}"));
                return [];
            }

            var rows = new List<RequestRow>();
            for (var line = parser.RawRow + 1; parser.Read(); line = parser.RawRow + 1)
            {
                hasStrayQuote = false;
                var fields = parser.Record!; // this getter calls BadDataFound
                List<string> rowErrors = hasStrayQuote ? ["A quotation mark is inside an unquoted field. Quote the whole field, and double the marks inside it."] : [];
                if (fields is not [""] && ReadRequest(columns, fields, rowErrors) is { } request && rowErrors.Count == 0)
                {
                    rows.Add(new(line, request));
                }

                errors.AddRange(rowErrors.Select(error => new RowError(line, $"{file}:{line}: {error}")));
            }

            return rows;
        }
        catch (DecoderFallbackException)
        {
            errors.Add(new(1, $"{file} is not valid UTF-8. Save it as UTF-8."));
            return [];
        }
    }

    private static string? FindHeaderError(string[] columns)
    {
        var hasUnknown = columns.Except(Columns, StringComparer.Ordinal).Any();
        var hasDuplicate = columns.Distinct(StringComparer.Ordinal).Count() < columns.Length;
        return !columns.Contains(ApiNames.Name) || hasUnknown || hasDuplicate
            ? $"The header is invalid. Use the column name and any of {string.Join(", ", Columns.Skip(1))}, each once."
            : null;
    }

    private static KeyRequest? ReadRequest(string[] columns, string[] fields, List<string> errors)
    {
        if (fields.Length != columns.Length)
        {
            errors.Add($"The row has {fields.Length} fields, but the header has {columns.Length}. Quote values that contain a comma.");
            return null;
        }

        var request = KeyRequest.Unnamed;
        foreach (var (column, text) in columns.Zip(fields).Where(field => field.Second.Length > 0))
        {
            request = SetField(request, column, text, errors);
        }

        return request;
    }

    private static KeyRequest SetField(KeyRequest request, string column, string text, List<string> errors)
    {
        return column switch
        {
            ApiNames.Name => request.WithName(text),
            ApiNames.Limit => Set<decimal>(Amount.TryParse, request.Limit),
            ApiNames.LimitReset => Set<LimitReset>(ResetInterval.TryParse, request.Resets),
            ApiNames.IncludeByokInLimit => Set<bool>(TryParseBoolean, request.IncludesByok),
            ApiNames.ExpiresAt => Set<DateTimeOffset>(Timestamp.TryParse, request.ExpiresAt),
            ApiNames.WorkspaceId => Set<Guid>(WorkspaceId.TryParse, request.InWorkspace),
            ApiNames.CreatorUserId => request.CreatedBy(text),
            _ => throw new ArgumentOutOfRangeException(nameof(column)),
        };

        KeyRequest Set<T>(TryParseText<T> tryParse, Func<T, KeyRequest> step)
        {
            if (tryParse(text, out var value, out var error))
            {
                return step(value);
            }

            errors.Add($"{column}: {error}");
            return request;
        }
    }

    private static bool TryParseBoolean(string text, out bool value, out string error)
    {
        value = text == "true";
        error = text is "true" or "false" ? "" : $"'{text}' is not a Boolean. Use true or false.";
        return error.Length == 0;
    }
}
