using OpenRouterKeys.Cli.Output;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>A plan that is not carried out: a table, or an array of its steps.</summary>
internal static class PlanView
{
    private static readonly string[] Columns = ["ACTION", "NAME", "LINE", "WHAT"];

    public static void Show(Plan plan, bool json, bool simulated, Terminal terminal)
    {
        if (json)
        {
            var elements = plan.Steps.Select(step => Environment.NewLine + step.ToJson(simulated));
            terminal.Output.WriteLine($"[{string.Join(',', elements)}{Environment.NewLine}]");
            return;
        }

        TextTable.Show(terminal, Columns, plan.Steps.Select(step => step.ToCells()));
        terminal.Tell("Dry run: nothing was changed.");
    }
}
