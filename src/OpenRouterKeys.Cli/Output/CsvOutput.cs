using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Output;

/// <summary>Writes CSV as in RFC 4180: UTF-8, commas, and CR LF. The values are not changed for spreadsheets, which calculate a text that begins like a
/// formula: scripts and <c>apply</c> need the values themselves. A warning reports such texts.</summary>
internal static class CsvOutput
{
    private const string FormulaStarts = "=+-@\t\r";

    public static void Write(Terminal terminal, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" };
        using (var csv = new CsvWriter(text, configuration, leaveOpen: true))
        {
            foreach (var row in rows.Prepend(columns))
            {
                foreach (var value in row)
                {
                    var field = terminal.IsOutputInteractive ? LogText.Escape(value) : value;
                    // Programs that read CSV may remove white space around an unquoted field.
                    csv.WriteField(field, ConfigurationFunctions.ShouldQuote(new(field, typeof(string), csv)) || field.Trim() != field);
                }

                csv.NextRecord();
            }
        }

        terminal.Output.Write(text.ToString());
        if (rows.Count(row => row.Any(IsFormula)) is var formulas and > 0)
        {
            terminal.WriteMessage(
                $"warning: {(formulas == 1 ? "1 row has" : $"{formulas} rows have")} a text that begins with =, +, - or @, which a spreadsheet may calculate as a formula. "
                + "The CSV contains it unchanged. Import the columns as text.");
        }
    }

    private static bool IsFormula(string value) =>
        value.Length > 0 && FormulaStarts.Contains(value[0]) && !decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
