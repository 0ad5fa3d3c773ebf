using FluentValidation;
using OpenRouterKeys.Cli.Input;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Apply.Rows;

/// <summary>A file of many requests. All that is wrong with any is told at once.</summary>
internal sealed class RowsFile(string path, bool isCsv)
{
    private const int MostBytes = 16 * 1024 * 1024;

    private readonly InputFile _file = new(path, MostBytes);

    /// <summary>As messages call it.</summary>
    public string Name => _file.Name;

    public async Task<IReadOnlyList<Row>> ReadAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        var bytes = await _file.ReadAsync(terminal, cancellationToken);
        var problems = new List<RowProblem>();
        var rows = isCsv ? CsvRows.Read(bytes, Name, problems) : JsonRows.Read(bytes, Name, problems);
        foreach (var row in rows)
        {
            Check(row, problems, terminal);
        }

        foreach (var (row, first) in Repeated(rows))
        {
            problems.Add(new(row.Line, $"{Name}:{row.Line}: The name \"{LogText.FromName(row.Request.Name)}\" stands on line {first.Line} too."));
        }

        return problems.Count == 0 ? rows
            : throw new UsageException([.. problems.OrderBy(problem => problem.Line).Select(problem => problem.Text), "Nothing was sent."]);
    }

    private void Check(Row row, List<RowProblem> problems, Terminal terminal)
    {
        foreach (var failure in row.Request.Validate(terminal.Clock).Errors)
        {
            var line = RuleLine.Of(failure, $"{Name}:{row.Line}");
            if (failure.Severity == Severity.Error)
            {
                problems.Add(new(row.Line, line));
            }
            else
            {
                terminal.Tell(line);
            }
        }
    }

    // A row without a name has its own problem.
    private static IEnumerable<(Row Row, Row First)> Repeated(IReadOnlyList<Row> rows) => rows
        .Where(row => row.Request.Name.Length > 0)
        .GroupBy(row => row.Request.Name, StringComparer.Ordinal)
        .SelectMany(same => same.Skip(1).Select(row => (row, same.First())));
}
