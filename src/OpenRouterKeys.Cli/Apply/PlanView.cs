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
            terminal.Output.WriteLine($"[{string.Join(',', plan.Steps.Select(step => Environment.NewLine + step.ToJson(simulated)))}{Environment.NewLine}]");
            return;
        }

        TextTable.Show(terminal, Columns, plan.Steps.Select(step => step.ToCells()));
        terminal.Tell("Dry run: nothing was changed.");
    }
}
