using System.Globalization;
using FluentValidation;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>A file of requests, in JSON or CSV.</summary>
internal sealed class RowsFile(string path, bool isCsv)
{
    private const int MaxBytes = 16 * 1024 * 1024;

    private readonly InputFile _file = new(path, MaxBytes);

    /// <summary>The name for messages.</summary>
    public string Name => _file.Name;

    /// <param name="policy">The policy that the rows must comply with; null: none.</param>
    /// <param name="terminal">The source of standard input and of the time, and the destination of warnings.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="UsageException">The file is invalid; all its errors are reported together.</exception>
    public async Task<IReadOnlyList<RequestRow>> ReadAsync(FilePolicy? policy, Terminal terminal, CancellationToken cancellationToken)
    {
        var bytes = await _file.ReadAsync(terminal, cancellationToken);
        var errors = new List<RowError>();
        var rows = isCsv ? CsvRows.Read(bytes, Name, errors) : JsonRows.Read(bytes, Name, errors);
        foreach (var row in rows)
        {
            Validate(row, errors, policy, terminal);
        }

        foreach (var (row, first) in FindDuplicates(rows))
        {
            errors.Add(new(row.Line, $"{Name}:{row.Line}: The name \"{LogText.FromName(row.Request.Name)}\" is already on line {first.Line}. Use each name once."));
        }

        return errors.Count == 0 ? rows
            : throw new UsageException(
            [
                .. errors.OrderBy(error => error.Line).Select(error => error.Text),
                .. ValidationReport.DescribePolicy(policy, errors.Select(error => error.Text)),
                "Nothing was sent.",
            ]);
    }

    private void Validate(RequestRow row, List<RowError> errors, FilePolicy? policy, Terminal terminal)
    {
        foreach (var failure in row.Request.Validate(policy?.Policy, terminal.TimeProvider).Errors)
        {
            var line = ValidationReport.ToLine(failure, PlaceOf(row, failure.PropertyName));
            if (failure.Severity == Severity.Error)
            {
                errors.Add(new(row.Line, line));
            }
            else
            {
                terminal.WriteMessage(line);
            }
        }
    }

    private string PlaceOf(RequestRow row, string property) => row.FindPosition?.Invoke(property) is var (line, column)
        ? string.Create(CultureInfo.InvariantCulture, $"{Name}:{line}:{column}")
        : string.Create(CultureInfo.InvariantCulture, $"{Name}:{row.Line}");

    // Missing names are reported by validation.
    private static IEnumerable<(RequestRow Row, RequestRow First)> FindDuplicates(IReadOnlyList<RequestRow> rows) => rows
        .Where(row => row.Request.Name.Length > 0)
        .GroupBy(row => row.Request.Name, StringComparer.Ordinal)
        .SelectMany(sameName => sameName.Skip(1).Select(row => (row, sameName.First())));
}

/// <summary>A request and the line in the file where it starts.</summary>
internal sealed record RequestRow(int Line, KeyRequest Request)
{
    /// <summary>Returns the line and the column of a setting in the file. Null: the file is CSV.</summary>
    public Func<string, (int Line, int Column)>? FindPosition { get; init; }

    /// <summary>Whether an existing key's limit is to be removed.</summary>
    public bool RemovesLimit { get; init; }

    /// <summary>Whether an existing key's reset interval is to be removed.</summary>
    public bool RemovesReset { get; init; }

    /// <summary>Whether the key is to be disabled; null: unchanged.</summary>
    public bool? IsDisabled { get; init; }
}

/// <summary>An error and the line in the file where its row starts.</summary>
internal sealed record RowError(int Line, string Text);
