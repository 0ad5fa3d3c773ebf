using Spectre.Console;

namespace OpenRouterKeys.Cli.Output;

/// <summary>A table for people: columns without lines, in full width, so that what will be copied is not broken by the table.</summary>
internal static class TextTable
{
    public static void Show(Terminal terminal, string[] columns, IEnumerable<string[]> rows)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))) { NoWrap = true, Padding = new(0, 0, 2, 0) });
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(SafeLine.Of(cell, null))));
        }

        Screen.Of(terminal, wraps: false).Write(table);
    }
}
