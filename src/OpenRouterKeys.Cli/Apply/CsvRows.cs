using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;
using OpenRouterKeys.Cli.Values;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>Reads one request per CSV row, as spreadsheets write it. The header contains the API's property names, in any spelling; an empty field sets
/// nothing. White space around a field is ignored, except inside the quotation marks of a name.</summary>
internal sealed partial class CsvRows
{
    private const char NoBreakSpace = '\u00A0';

    // In the order of preference.
    private static readonly Dictionary<char, string> Delimiters = new() { [','] = "a comma", [';'] = "a semicolon", ['\t'] = "a tab" };

    // A field cannot contain an object.
    private static readonly string[] Settings = [.. ApiNames.Request.Where(property => property != ApiNames.External), ApiNames.Disabled];

    private readonly string _file;
    private readonly RowColumns _columns;
    private readonly List<RowError> _errors;
    private readonly char _delimiter;
    private readonly List<RequestRow> _rows = [];

    // The setting of each column; null: it is ignored.
    private string?[]? _header;
    private int _minFields;

    private CsvRows(char delimiter, string file, RowColumns columns, List<RowError> errors) =>
        (_delimiter, _file, _columns, _errors) = (delimiter, file, columns, errors);

    private string Delimiter => Delimiters.GetValueOrDefault(_delimiter) ?? $"'{_delimiter}'";

    public static RowColumns CreateColumns(string? nameColumn, bool ignoresOthers) => new(
        Settings,
        nameColumn,
        ignoresOthers,
        column => NameFolding.Fold(string.Concat(column.Where(character => character is not ('_' or '-')))));

    public static IReadOnlyList<RequestRow> Read(string text, string file, RowColumns columns, List<RowError> errors)
    {
        var delimiterLine = DelimiterLine().Match(text);
        var csv = text[delimiterLine.Length..];
        var delimiter = delimiterLine.Success ? delimiterLine.Groups[1].Value[0] : DetectDelimiter(csv);
        var rows = new CsvRows(delimiter, file, columns, errors);
        rows.Read(csv, firstLine: delimiterLine.Success ? 2 : 1);
        return rows._rows;
    }

    // Excel writes this line and reads it. A spreadsheet that read it as a row appends delimiters.
    [GeneratedRegex("""\A"?sep=([^\w\s"]|\t)"?\1*(?:\r\n?|\n|\z)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DelimiterLine();

    /// <summary>Returns the most frequent delimiter of the first line with other characters.</summary>
    private static char DetectDelimiter(string csv)
    {
        var counts = Delimiters.Keys.ToDictionary(delimiter => delimiter, _ => 0);
        var (isQuoted, hasText) = (false, false);
        foreach (var character in csv)
        {
            if (!isQuoted && character is '\r' or '\n' && hasText)
            {
                break;
            }

            isQuoted ^= character == '"';
            if (!isQuoted && counts.TryGetValue(character, out var count))
            {
                counts[character] = count + 1;
            }

            hasText = hasText || !(char.IsWhiteSpace(character) || counts.ContainsKey(character));
        }

        return counts.MaxBy(count => count.Value).Key;
    }

    private void Read(string csv, int firstLine)
    {
        var hasStrayQuote = false;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BadDataFound = _ => hasStrayQuote = true,
            Delimiter = _delimiter.ToString(),
            IgnoreBlankLines = false,
            TrimOptions = TrimOptions.Trim,
            WhiteSpaceChars = _delimiter == '\t' ? [' ', NoBreakSpace] : [' ', '\t', NoBreakSpace],
        };
        using var text = new StringReader(csv);
        using var parser = new CsvParser(text, configuration);
        for (var line = firstLine; parser.Read(); line = firstLine + parser.RawRow)
        {
            hasStrayQuote = false;
            var fields = parser.Record!; // this getter calls BadDataFound
            if (hasStrayQuote)
            {
                AddErrors(line, ["A quotation mark is inside an unquoted field. Quote the whole field, double the marks inside it, and close it."]);
            }
            else if (_header is null && !fields.All(string.IsNullOrWhiteSpace))
            {
                ReadHeader(line, fields);
            }
            else if (!fields.All(string.IsNullOrWhiteSpace))
            {
                ReadRow(line, fields);
            }

            if (_header is null && _errors.Count > 0)
            {
                return;
            }
        }

        if (_header is null)
        {
            AddErrors(firstLine, [$"The file is empty. Write a header with the column {RowColumns.Quote(_columns.NameColumn)} and one row for each key."]);
        }
    }

    private void AddErrors(int line, IEnumerable<string> errors) => _errors.AddRange(errors.Select(error => new RowError(line, $"{_file}:{line}: {error}")));

    private static int CountUntilLastText(string[] fields) => Array.FindLastIndex(fields, field => !string.IsNullOrWhiteSpace(field)) + 1;

    private void ReadHeader(int line, string[] columns)
    {
        var errors = new List<string>();
        _minFields = CountUntilLastText(columns);
        var header = new string?[_columns.IgnoresOthers ? columns.Length : _minFields];
        for (var at = 0; at < header.Length; at++)
        {
            var column = columns[at].Trim();
            var isKnown = _columns.TryFind(column, out var setting);
            if (setting is not null && header.Contains(setting))
            {
                errors.Add($"{RowColumns.Quote(column)} is another column for '{setting}'. Remove or rename one of them.");
            }
            else if (column.Length == 0)
            {
                errors.AddRange(_columns.IgnoresOthers ? [] : [$"Column {at + 1} has no name. Name the column, or remove it. The delimiter is {Delimiter}."]);
            }
            else if (!isKnown && _columns.AddOther(column, "a column") is { } error)
            {
                errors.Add(error);
            }

            header[at] = setting;
        }

        if (!header.Contains(ApiNames.Name) && (_columns.IgnoresOthers || !columns.Any(column => _columns.Suggest(column.Trim()) == ApiNames.Name)))
        {
            errors = [DescribeMissingName(columns[.._minFields])]; // the other columns are probably right
        }

        AddErrors(line, errors);
        _header = errors.Count == 0 ? header : null;
    }

    private string DescribeMissingName(string[] header)
    {
        string[] columns = [.. header.Select(column => column.Trim()).Where(column => column.Length > 0)];
        var found = columns.Length == 1
            ? $"The delimiter is {Delimiter}, and the only column is {RowColumns.Quote(columns[0])}."
            : $"The columns are {RowColumns.Join(columns, RowColumns.Quote)}.";
        var advice = _columns.SuggestNameColumn(columns) is { } nearest ? $"Did you mean {RowColumns.Quote(nearest)}?"
            : _columns.IsRoster ? "Use one of these for --name-column."
            : "Select the one with the keys' names: --name-column COLUMN.";
        return $"There is no column {RowColumns.Quote(_columns.NameColumn)}. {found} {advice}";
    }

    private void ReadRow(int line, string[] fields)
    {
        var count = CountUntilLastText(fields);
        if (count > _header!.Length || fields.Length < _minFields)
        {
            var (found, advice) = count > _header.Length
                ? (count, $"Quote values that contain the delimiter, which is {Delimiter}.")
                : (fields.Length, "Add the missing fields. They may be empty.");
            AddErrors(line, [$"The row has {found} {(found == 1 ? "field" : "fields")}, but the header has {_minFields}. {advice}"]);
            return;
        }

        var row = new RequestRow(line, KeyRequest.Unnamed);
        var errors = new List<string>();
        foreach (var (setting, text) in _header.Zip(fields))
        {
            row = setting is null || string.IsNullOrWhiteSpace(text) ? row : SetField(row, setting, text, errors);
        }

        AddErrors(line, errors);
        if (errors.Count == 0)
        {
            _rows.Add(row);
        }
    }

    private RequestRow SetField(RequestRow row, string setting, string text, List<string> errors)
    {
        var request = row.Request;
        return setting switch
        {
            ApiNames.Name => row with { Request = request.WithName(text) },
            ApiNames.Limit => Set<NewLimit>(TryParseLimit, limit => limit.Usd is { } usd ? row with { Request = request.Limit(usd) } : row with { RemovesLimit = true }),
            ApiNames.LimitReset => Set<LimitReset>(
                ResetInterval.TryParseField, interval => row with { Request = request.Resets(interval), RemovesReset = interval == LimitReset.Never }),
            ApiNames.IncludeByokInLimit => Set<bool>(TryParseBoolean, isIncluded => row with { Request = request.IncludesByok(isIncluded) }),
            ApiNames.ExpiresAt when text.Trim().Equals(ResetInterval.Never, StringComparison.OrdinalIgnoreCase) => row with { NeverExpires = true },
            ApiNames.ExpiresAt => Set<DateTimeOffset>(Timestamp.TryParseField, instant => row with { Request = request.ExpiresAt(instant) }),
            ApiNames.WorkspaceId => Set<Guid>(WorkspaceId.TryParse, id => row with { Request = request.InWorkspace(id) }),
            ApiNames.CreatorUserId => row with { Request = request.CreatedBy(text.Trim()) },
            ApiNames.Disabled => Set<bool>(TryParseBoolean, isDisabled => row with { IsDisabled = isDisabled }),
            _ => throw new ArgumentOutOfRangeException(nameof(setting)),
        };

        RequestRow Set<T>(TryParseText<T> tryParse, Func<T, RequestRow> step)
        {
            if (tryParse(text.Trim(), out var value, out var error))
            {
                return step(value);
            }

            errors.Add($"{setting}: {error}");
            return row;
        }
    }

    // Where a comma is the decimal separator, spreadsheets do not use it as the delimiter.
    private bool TryParseLimit(string text, out NewLimit limit, out string error) =>
        Amount.TryParseField(text, allowsComma: _delimiter != ',', out limit, out error);

    // Spreadsheets write TRUE and FALSE.
    private static bool TryParseBoolean(string text, out bool value, out string error)
    {
        error = bool.TryParse(text, out value) ? "" : $"'{text}' is not true or false. Use true or false.";
        return error.Length == 0;
    }
}
