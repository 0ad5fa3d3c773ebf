using System.Globalization;
using FluentValidation;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>A file of requests, in JSON or CSV.</summary>
internal sealed class RowsFile(string path, bool isCsv, RowColumns columns, RowDefaults defaults)
{
    private const int MaxBytes = 16 * 1024 * 1024;

    private readonly InputFile _file = new(path, MaxBytes, content: isCsv ? InputContent.CsvRows : InputContent.Rows);

    /// <summary>The name for messages.</summary>
    public string Name => _file.Name;

    /// <summary>Whether the file, after it was read, is a single JSON object instead of a list.</summary>
    public bool IsSingleRequest { get; private set; }

    /// <param name="policy">The policy that the rows must comply with; null: none.</param>
    /// <param name="terminal">The source of standard input and of the time, and the destination of warnings.</param>
    /// <param name="consequence">The last line of the error message; null: none.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="UsageException">The file is invalid; all its errors are reported together.</exception>
    public async Task<IReadOnlyList<RequestRow>> ReadAsync(
        FilePolicy? policy, Terminal terminal, string? consequence, CancellationToken cancellationToken)
    {
        var text = await _file.ReadTextAsync(terminal, isCsv ? null : ValidationReport.NotJson, cancellationToken);
        var errors = new List<RowError>();
        var rows = Parse(text, errors);
        rows = defaults.ApplyTo(rows, terminal.TimeProvider);
        var warnings = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            Validate(row, errors, warnings, policy, terminal);
        }

        foreach (var (row, first) in FindDuplicates(rows))
        {
            errors.Add(new(row.Line, $"{Name}:{row.Line}: The name \"{LogText.FromName(row.Request.Name)}\" is already on line {first.Line}. Use each name once."));
        }

        if (errors.Count > 0)
        {
            throw new UsageException(
            [
                .. errors.OrderBy(error => error.Line).Select(error => error.Text).Distinct(), // an option's error is the same in each row
                .. ValidationReport.DescribePolicy(policy, errors.Select(error => error.Text)),
                .. consequence is null ? (string[])[] : [consequence],
            ]);
        }

        if (columns.Ignored is { } ignored)
        {
            terminal.WriteMessage($"{Name}: Ignored {(isCsv ? "columns" : "properties")}: {ignored}.");
        }

        WarnAboutNames(rows, terminal);
        return rows;
    }

    private IReadOnlyList<RequestRow> Parse(string text, List<RowError> errors)
    {
        if (isCsv)
        {
            return CsvRows.Read(text, Name, columns, errors);
        }

        var json = new JsonRows(Name, columns, errors);
        var rows = json.Read(text);
        IsSingleRequest = json.IsSingleRequest;
        return rows;
    }

    private void Validate(RequestRow row, List<RowError> errors, HashSet<string> warnings, FilePolicy? policy, Terminal terminal)
    {
        foreach (var failure in row.Request.Validate(policy?.Policy, terminal.TimeProvider).Errors)
        {
            var line = ValidationReport.ToLine(failure, PlaceOf(row, failure.PropertyName));
            if (failure.Severity == Severity.Error)
            {
                errors.Add(new(row.Line, line));
            }
            else if (warnings.Add(line))
            {
                terminal.WriteMessage(line);
            }
        }
    }

    private string PlaceOf(RequestRow row, string property) =>
        row.Defaults.Contains(property) ? RowDefaults.OptionOf(property)
        : row.FindPosition?.Invoke(property) is var (line, column) ? string.Create(CultureInfo.InvariantCulture, $"{Name}:{line}:{column}")
        : string.Create(CultureInfo.InvariantCulture, $"{Name}:{row.Line}");

    // Missing names are reported by validation.
    private static IEnumerable<(RequestRow Row, RequestRow First)> FindDuplicates(IReadOnlyList<RequestRow> rows) => rows
        .Where(row => row.Request.Name.Length > 0)
        .GroupBy(row => row.Request.Name, StringComparer.Ordinal)
        .SelectMany(sameName => sameName.Skip(1).Select(row => (row, sameName.First())));

    private void WarnAboutNames(IReadOnlyList<RequestRow> rows, Terminal terminal)
    {
        if (rows.Count == 0)
        {
            terminal.WriteMessage($"{Name}: warning: The file contains no requests. Check that it is the right file.");
        }

        foreach (var similar in rows.GroupBy(row => NameFolding.Fold(row.Request.Name), StringComparer.Ordinal))
        {
            var first = similar.First();
            foreach (var row in similar.Skip(1))
            {
                terminal.WriteMessage(
                    $"{Name}:{row.Line}: warning: The names \"{LogText.FromName(row.Request.Name)}\" and \"{LogText.FromName(first.Request.Name)}\" (line {first.Line}) "
                    + "differ only in case, white space or the form of their characters, and are different keys. Check that both are correct.");
            }
        }
    }
}

/// <summary>A request and the line in the file where it starts.</summary>
internal sealed record RequestRow(int Line, KeyRequest Request)
{
    /// <summary>Whether the limit of an existing key is removed. Otherwise, a request without a limit leaves it unchanged.</summary>
    public bool RemovesLimit { get; init; }

    /// <summary>Whether the reset interval of an existing key is removed. Otherwise, a request without one leaves it unchanged.</summary>
    public bool RemovesReset { get; init; }

    /// <summary>Whether the row itself has the value null or <c>never</c> for the expiration, so that <c>--expires</c> does not apply to it.</summary>
    public bool NeverExpires { get; init; }

    /// <summary>Whether the expiration is counted from now, as in <c>--expires 30d</c>: it is for a new key, and the expiration of an existing key never
    /// differs from it.</summary>
    public bool HasRelativeExpiration { get; init; }

    /// <summary>Whether the key is disabled; null: a new key is enabled, and an existing key is unchanged.</summary>
    public bool? IsDisabled { get; init; }

    /// <summary>The C# properties of the request that are set by options, not by the file.</summary>
    public IReadOnlyList<string> Defaults { get; init; } = [];

    /// <summary>Returns the line and the column of a setting in the file. Null: the file is CSV.</summary>
    public Func<string, (int Line, int Column)>? FindPosition { get; init; }
}

/// <summary>An error and the line in the file where its row starts.</summary>
internal sealed record RowError(int Line, string Text);
