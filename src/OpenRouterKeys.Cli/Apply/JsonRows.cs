using System.Globalization;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>Reads requests from a JSON array, from an object that contains one array, from JSON lines, or from a single object. Errors have their position
/// in the whole file.</summary>
internal sealed class JsonRows(string file, RowColumns columns, List<RowError> errors)
{
    private const string UnknownProperty = "ORK4002";
    private const string WrongType = "ORK4003";
    private const string Simulated = "simulated";
    private const string Formats = """Write a JSON array of requests, an object with one array such as {"keys": […]}, one request on each line, or one request.""";

    private static readonly string[] Settings = [.. ApiNames.Request, ApiNames.Disabled];

    private readonly List<RequestRow> _rows = [];

    /// <summary>Whether the file is a single object, as in <c>create --from-json</c>.</summary>
    public bool IsSingleRequest { get; private set; }

    public static RowColumns CreateColumns(string? nameColumn, bool ignoresOthers) => new(Settings, nameColumn, ignoresOthers, NameFolding.Decompose);

    public IReadOnlyList<RequestRow> Read(string text)
    {
        var parser = new JsonParser(text);
        if (parser.Parse(out var root))
        {
            ReadRoot(text, root, parser.Properties);
        }
        else if (!TryReadLines(text))
        {
            var hint = text.AsSpan().Trim() is ['[' or '{', ..] ? "" : $" If it is CSV, add --csv. {Formats}";
            AddError(ValidationReport.NotJson, new LineCounter(text).At(parser.ErrorAt), $"The text is not JSON: {parser.Error}.{hint}");
        }

        return _rows;
    }

    private void ReadRoot(string text, JsonValue root, IReadOnlyList<JsonProperty> properties)
    {
        var lines = new LineCounter(text);
        if (root.Kind is not (JsonKind.Array or JsonKind.Object))
        {
            AddError(ValidationReport.NotJson, lines.At(root.Start), $"The JSON is not a list of requests. {Formats}");
            return;
        }

        var hasSettings = properties.Any(property => columns.TryFind(property.Name.Text, out _));
        var arrays = properties.Where(property => property.Value.Kind == JsonKind.Array).ToList();
        if (root.Kind == JsonKind.Array)
        {
            ReadRows(text, root);
        }
        else if (arrays.Count == 1 && !hasSettings)
        {
            CheckRest(properties, lines);
            ReadRows(text, arrays[0].Value);
        }
        else if (!hasSettings && properties.Any(property => property.Value.Kind is JsonKind.Array or JsonKind.Object))
        {
            AddError(WrongType, lines.At(root.Start), $"The JSON is neither a request nor a list of requests. {Formats}");
        }
        else
        {
            IsSingleRequest = true;
            ReadRow(text, root, lines.At(root.Start));
        }
    }

    private void ReadRows(string text, JsonValue array)
    {
        var lines = new LineCounter(text);
        foreach (var item in JsonParser.ItemsOf(array, text))
        {
            ReadRow(text, item, lines.At(item.Start));
        }
    }

    /// <summary>Reports what an object contains besides its array.</summary>
    private void CheckRest(IEnumerable<JsonProperty> properties, LineCounter lines)
    {
        foreach (var name in properties.Where(property => property.Value.Kind != JsonKind.Array).Select(property => property.Name))
        {
            if (name.Text != Simulated && columns.AddOther(name.Text, "a property of a list") is not null)
            {
                AddError(
                    UnknownProperty,
                    lines.At(name.Start),
                    $"{RowColumns.Quote(name.Text)} is not part of a list of requests. Remove it, or add {RowColumns.IgnoreOption}.");
            }
        }
    }

    /// <summary>Reads JSON lines; each has its own errors.</summary>
    /// <returns>False: the first line is not an object.</returns>
    private bool TryReadLines(string text)
    {
        var (isFirst, number) = (true, 0);
        foreach (var range in text.AsSpan().Split('\n'))
        {
            number++;
            var line = text[range];
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var parser = new JsonParser(line);
            var isParsed = parser.Parse(out var root);
            if (isFirst && !(isParsed && root.Kind == JsonKind.Object))
            {
                return false;
            }

            isFirst = false;
            if (isParsed)
            {
                ReadRow(line, root, (number, root.Start + 1));
            }
            else
            {
                AddError(ValidationReport.NotJson, (number, parser.ErrorAt + 1), $"The line is not JSON: {parser.Error}. Write one request on each line.");
            }
        }

        return !isFirst;
    }

    private void ReadRow(string text, JsonValue item, (int Line, int Column) start)
    {
        var errorCount = errors.Count;
        var row = new RequestRow(start.Line, KeyRequest.Unnamed);
        var json = item.Kind == JsonKind.Object ? ReadOwnProperties(text, item, start, ref row) : text.Substring(item.Start, item.Length);
        try
        {
            var request = columns.IsRoster ? KeyRequest.TemplateFromJson(json).WithName(row.Request.Name) : KeyRequest.FromJson(json);
            if (errors.Count == errorCount)
            {
                var namePosition = row.FindPosition;
                _rows.Add(row with
                {
                    Request = request,
                    FindPosition = property => property == nameof(KeyRequest.Name) && namePosition is not null
                        ? namePosition(property) : Move(RequestPosition.Find(json, property), start),
                });
            }
        }
        catch (InvalidKeyRequestException exception)
        {
            errors.AddRange(exception.Violations.Select(violation =>
                new RowError(start.Line, ValidationReport.ToLine(Move(violation, start), file))));
        }
    }

    /// <summary>Reads the properties that a request does not have.</summary>
    /// <returns>The request's JSON: the other properties are replaced by spaces, so that the positions of the rest are unchanged.</returns>
    private string ReadOwnProperties(string text, JsonValue item, (int Line, int Column) start, ref RequestRow row)
    {
        var json = text.AsSpan(item.Start, item.Length).ToArray();
        var lines = new LineCounter(text.Substring(item.Start, item.Length));
        var found = new HashSet<string>(StringComparer.Ordinal);
        var (hasKept, end) = (false, 0);
        foreach (var property in JsonParser.PropertiesOf(item, text))
        {
            var name = property.Name.Start - item.Start;
            var position = Move(lines.At(name), start);
            var isKept = Keeps(property, found, position, Move(lines.At(property.Value.Start - item.Start), start), ref row);
            if (end > 0 && !(isKept && hasKept))
            {
                json[Array.IndexOf(json, ',', end, name - end)] = ' ';
            }

            end = property.Value.Start + property.Value.Length - item.Start;
            hasKept |= isKept;
            if (!isKept)
            {
                Blank(json.AsSpan(name..end));
            }
        }

        if (columns.IsRoster && !found.Contains(ApiNames.Name))
        {
            string[] names = [.. JsonParser.PropertiesOf(item, text).Select(property => property.Name.Text)];
            var advice = columns.SuggestNameColumn(names) is { } nearest ? $"Did you mean {RowColumns.Quote(nearest)}?" : "Every key needs a name.";
            AddError(WrongType, start, $"{RowColumns.Quote(columns.NameColumn)} is missing. {advice}");
        }

        return new string(json);
    }

    /// <summary>Reads a property, and returns whether it is one of a request.</summary>
    private bool Keeps(JsonProperty property, HashSet<string> found, (int Line, int Column) namePosition, (int Line, int Column) position, ref RequestRow row)
    {
        var (column, value) = (property.Name.Text, property.Value);
        if (!columns.TryFind(column, out var setting))
        {
            if (columns.AddOther(column, "a property of a key request") is { } error)
            {
                AddError(UnknownProperty, namePosition, error);
            }

            return false;
        }

        switch (setting)
        {
            case null:
                return false;
            case ApiNames.Name when columns.IsRoster:
            case ApiNames.Disabled:
                if (!found.Add(setting))
                {
                    AddError(UnknownProperty, namePosition, $"{RowColumns.Quote(column)} appears twice. Remove one.");
                }
                else if (setting == ApiNames.Name)
                {
                    row = ReadName(column, value, position, row);
                }
                else if (value.Kind is JsonKind.True or JsonKind.False)
                {
                    row = row with { IsDisabled = value.Kind == JsonKind.True };
                }
                else
                {
                    AddError(WrongType, position, $"'{setting}' must be true or false. Remove it to create an enabled key, and to leave an existing key unchanged.");
                }

                return false;
            case ApiNames.WorkspaceId when value.Kind == JsonKind.Null: // in a response for the default workspace
                return false;
            default:
                row = value.Kind != JsonKind.Null ? row : setting switch
                {
                    ApiNames.Limit => row with { RemovesLimit = true },
                    ApiNames.LimitReset => row with { RemovesReset = true },
                    ApiNames.ExpiresAt => row with { NeverExpires = true },
                    _ => row,
                };
                return true;
        }
    }

    private RequestRow ReadName(string column, JsonValue value, (int Line, int Column) position, RequestRow row)
    {
        // A student's number is a JSON number in many exports.
        if (value.Kind is JsonKind.String or JsonKind.Number)
        {
            return row with { Request = row.Request.WithName(value.Text), FindPosition = _ => position };
        }

        AddError(WrongType, position, $"{RowColumns.Quote(column)} must be a string or a number: the key's name.");
        return row;
    }

    private static void Blank(Span<char> text)
    {
        foreach (ref var character in text)
        {
            character = character is '\r' or '\n' ? character : ' ';
        }
    }

    private void AddError(string ruleId, (int Line, int Column) position, string message) => errors.Add(new(
        position.Line, string.Create(CultureInfo.InvariantCulture, $"{ruleId} {file}:{position.Line}:{position.Column}: {message}")));

    private static RuleViolation Move(RuleViolation violation, (int Line, int Column) start)
    {
        var (line, column) = Move((violation.Line!.Value, violation.Column!.Value), start);
        return violation with { Line = line, Column = column };
    }

    private static (int Line, int Column) Move((int Line, int Column) position, (int Line, int Column) start) =>
        (start.Line + position.Line - 1, position.Line == 1 ? start.Column + position.Column - 1 : position.Column);
}
