using System.CommandLine;

namespace OpenRouterKeys.Cli.Commands;

/// <summary>The examples of each command's help. The tests run them in this order, so that they cannot become outdated.</summary>
internal static class HelpExamples
{
    public const string GettingStarted = """
        Getting started:
          1. Create a management key: https://openrouter.ai/settings/management-keys
          2. Set the environment variable OPENROUTER_MANAGEMENT_KEY to it:
               read -rs OPENROUTER_MANAGEMENT_KEY && export OPENROUTER_MANAGEMENT_KEY
             or in PowerShell:
               $env:OPENROUTER_MANAGEMENT_KEY = Read-Host -MaskInput
          3. Create a key with a limit of 5 US dollars, and store its secret in a file:
               openrouter-keys create my-app --limit 5 --secret-to my-app.key
          4. Read the help of a command:
               openrouter-keys help create
          To try a command without an account, add --simulator=try.json to it.
        """;

    public static IReadOnlyList<(string Command, string[] Lines)> All { get; } =
    [
        ("create", [
            "openrouter-keys create ci-bot --limit 25 --dry-run",
            "openrouter-keys create ci-bot --limit 25 --reset monthly --secret-to ci.key",
            "openrouter-keys create \"Ada's laptop\" --expires 2099-12-31 --json",
        ]),
        ("list", [
            "openrouter-keys list",
            "openrouter-keys list --all --expired --json",
        ]),
    ];

    public static IReadOnlyList<string> Of(Command command) => All.FirstOrDefault(examples => examples.Command == command.Name).Lines ?? [];
}
