using OpenRouterKeys.Cli.Output;
using Spectre.Console;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>How far it is, for a person who looks at the output and gets nothing else there meanwhile.</summary>
internal static class ProgressBar
{
    public static Task ShowAsync(Terminal terminal, bool isQuiet, int steps, Func<Action, Task> work) => !isQuiet || !terminal.OutputIsScreen
        ? work(() => { })
        : Screen.Of(terminal).Progress().AutoClear(true).StartAsync(context =>
        {
            var bar = context.AddTask("Keys", maxValue: Math.Max(steps, 1));
            return work(() => bar.Increment(1));
        });
}
