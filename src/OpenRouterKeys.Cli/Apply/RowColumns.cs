using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>Assigns the columns of CSV, or the properties of JSON rows, to the settings of a row, and collects the others.</summary>
/// <param name="settings">The known columns.</param>
/// <param name="nameColumn">The column with the keys' names, in a file that was not written for this command; null: <c>name</c>.</param>
/// <param name="ignoresOthers">Whether columns that are not known are ignored.</param>
/// <param name="normalize">Returns the same text for two spellings of a column.</param>
internal sealed class RowColumns(string[] settings, string? nameColumn, bool ignoresOthers, Func<string, string> normalize)
{
    public const string IgnoreOption = "--ignore-other-columns";

    // What "list --json" and "list --csv" write about a key, and a request cannot contain.
    private static readonly string[] Response =
        [.. ApiNames.Response.Except([.. ApiNames.Request, ApiNames.Disabled, ApiNames.Data, ApiNames.Key])];

    private const int MaxListed = 20;

    private readonly HashSet<string> _others = new(StringComparer.Ordinal);
    private readonly List<string> _ignoredOthers = [];
    private readonly Dictionary<string, string> _settings = settings.Where(setting => nameColumn is null || setting != ApiNames.Name)
        .ToDictionary(normalize, setting => setting, StringComparer.Ordinal);

    private readonly HashSet<string> _ignored = [.. Response.Select(normalize)];

    /// <summary>The column with the keys' names, as the user knows it.</summary>
    public string NameColumn => nameColumn ?? ApiNames.Name;

    /// <summary>Whether the file was not written for this command, so that its other columns have another purpose.</summary>
    public bool IsRoster => nameColumn is not null;

    public bool IgnoresOthers => ignoresOthers || IsRoster;

    /// <summary>The columns that are ignored, each with the known column that was perhaps intended; null: none.</summary>
    public string? Ignored => _ignoredOthers.Count == 0 ? null : Join(
        _ignoredOthers, column => Suggest(column) is { } nearest ? $"{Quote(column)} (did you mean '{nearest}'?)" : Quote(column));

    public static string Quote(string column) => $"'{LogText.FromName(column)}'";

    /// <summary>Lists columns in a message; there may be very many by mistake.</summary>
    public static string Join(IReadOnlyCollection<string> columns, Func<string, string> describe) => string.Join(", ", columns.Take(MaxListed).Select(describe))
        + (columns.Count > MaxListed ? $" and {columns.Count - MaxListed} more" : "");

    /// <summary>Finds a column's setting.</summary>
    /// <param name="column">The column.</param>
    /// <param name="setting">The API's name of the setting; null: the column is about an existing key, and is ignored.</param>
    /// <returns>False: the column is not known.</returns>
    public bool TryFind(string column, out string? setting)
    {
        var normalized = normalize(column);
        if (IsRoster && normalized == normalize(NameColumn))
        {
            setting = ApiNames.Name;
            return true;
        }

        return _settings.TryGetValue(normalized, out setting) || _ignored.Contains(normalized);
    }

    /// <summary>Adds a column that is not known.</summary>
    /// <param name="column">The column.</param>
    /// <param name="kind">What it should be, as in <c>a column</c>.</param>
    /// <returns>What is wrong and what to do; null: such columns are ignored.</returns>
    public string? AddOther(string column, string kind)
    {
        if (IgnoresOthers)
        {
            if (_others.Add(column))
            {
                _ignoredOthers.Add(column);
            }

            return null;
        }

        return $"{Quote(column)} is not {kind}. " + (Suggest(column) is { } nearest
            ? $"Did you mean '{nearest}'?"
            : $"Use {string.Join(", ", settings[..^1])} or {settings[^1]}, or add {IgnoreOption}.");
    }

    /// <summary>Returns the column of the file that was probably intended by the option for the keys' names, or null.</summary>
    public string? SuggestNameColumn(IReadOnlyCollection<string> columns)
    {
        var spellings = columns.GroupBy(normalize, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        return IsRoster && PropertySuggestion.FindNearest(normalize(NameColumn), [.. spellings.Keys]) is { } nearest ? spellings[nearest] : null;
    }

    /// <summary>Returns the setting that was probably intended, or null.</summary>
    public string? Suggest(string column) =>
        PropertySuggestion.FindNearest(column.Replace(" ", "", StringComparison.Ordinal), [.. _settings.Values]);
}
