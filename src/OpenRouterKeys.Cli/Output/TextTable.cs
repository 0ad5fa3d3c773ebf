using Spectre.Console;

namespace OpenRouterKeys.Cli.Output;

/// <summary>A table without borders. Lines are never wrapped, so that values can be copied.</summary>
internal static class TextTable
{
    public static void Write(Terminal terminal, string[] columns, IEnumerable<string[]> rows)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))) { NoWrap = true, Padding = new(0, 0, 2, 0) });
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(SafeText.ToLine(cell))));
        }

        SpectreConsole.Create(terminal).Write(table);
    }
}
