using System.CommandLine;

namespace OpenRouterKeys.Cli.Commands;

/// <summary>The examples of the help. A test runs them in this order, so that they cannot become outdated.</summary>
internal static class HelpExamples
{
    /// <summary>The first part of the root command's help.</summary>
    public const string GettingStarted = """
        Getting started:
          1. Create a management key at https://openrouter.ai/settings/management-keys
          2. Set the environment variable OPENROUTER_MANAGEMENT_KEY to it.
             In bash and zsh:
               read -rs OPENROUTER_MANAGEMENT_KEY && export OPENROUTER_MANAGEMENT_KEY
             In PowerShell:
               $env:OPENROUTER_MANAGEMENT_KEY = Read-Host -MaskInput
          3. Create a key with a limit of 5 US dollars, and store its secret in a file:
               openrouter-keys create my-app --limit 5 --secret-to my-app.key
          To try commands without an account, add --simulator=try.json to each one.

        Common tasks:
          Create a key for each row of a spreadsheet, which was exported as CSV with
          a column "name" (--name-column selects another one):
              openrouter-keys apply class.csv --limit 5 --dry-run
              openrouter-keys apply class.csv --limit 5 --secrets-to keys.csv
          Replace a key whose secret may be known to others:
              openrouter-keys rotate my-app --delete-old --secret-to new.key
          Find keys that are not in the file, and delete one:
              openrouter-keys apply class.csv --prune --dry-run
              openrouter-keys delete stray-key
          Find keys without a limit, unused keys and expired keys:
              openrouter-keys audit
          Read the options, examples and exit codes of a command:
              openrouter-keys help apply
        """;

    public static IReadOnlyList<string> Of(Command command) => command.Name switch
    {
        "create" =>
        [
            "openrouter-keys create ci-bot --limit 25 --dry-run",
            "openrouter-keys create ci-bot --limit 25 --reset monthly --secret-to ci.key",
            "openrouter-keys create \"Ada's laptop\" --limit 5 --expires 30d --reveal",
            "openrouter-keys create web --limit 5 --output secret | gh secret set API_KEY",
        ],
        "list" =>
        [
            "openrouter-keys list",
            "openrouter-keys list --filter \"ci-*\" --sort spent",
            "openrouter-keys list --all --expired --csv > all-keys.csv",
        ],
        "show" =>
        [
            "openrouter-keys show ci-bot",
            "openrouter-keys show ci-bot --json",
        ],
        "update" =>
        [
            "openrouter-keys update ci-bot --limit 50 --reset weekly",
            "openrouter-keys update ci-bot --limit none --reset never",
            "openrouter-keys update \"Ada's laptop\" --name ada",
        ],
        "disable" =>
        [
            "openrouter-keys disable ada",
            "openrouter-keys disable ci-bot web",
        ],
        "enable" =>
        [
            "openrouter-keys enable ada",
            "openrouter-keys enable ci-bot web",
        ],
        "delete" =>
        [
            "openrouter-keys delete ada",
            "openrouter-keys delete stray-key old-key --yes",
        ],
        "rotate" =>
        [
            "openrouter-keys rotate ci-bot --delete-old --secret-to new.key",
            "openrouter-keys rotate web --output secret | gh secret set API_KEY",
        ],
        "apply" =>
        [
            "openrouter-keys apply class.csv --limit 5 --dry-run",
            "openrouter-keys apply class.csv --limit 5 --secrets-to keys.csv",
            "openrouter-keys apply roster.csv --name-column Email --limit 5 --dry-run",
            "openrouter-keys apply class.csv --limit 5 --prune --dry-run",
        ],
        "export" =>
        [
            "openrouter-keys export > exported.csv",
            "openrouter-keys export --json > exported.json",
        ],
        "audit" =>
        [
            "openrouter-keys audit",
            "openrouter-keys audit --idle-days 30 --fail-on none --json",
            "openrouter-keys audit --sarif > keys.sarif",
        ],
        "current" =>
        [
            "openrouter-keys current",
            "openrouter-keys current --key-from new.key --json",
        ],
        "validate" =>
        [
            "openrouter-keys validate request.json",
            "openrouter-keys validate class.csv",
        ],
        "simulator" =>
        [
            "openrouter-keys simulator",
            "openrouter-keys simulator --port 8080 --state simulated.json",
        ],
        "completion" =>
        [
            "eval \"$(openrouter-keys completion bash)\"",
            "eval \"$(openrouter-keys completion zsh)\"",
            "openrouter-keys completion fish | source",
            "openrouter-keys completion pwsh | Out-String | Invoke-Expression",
        ],
        "help" =>
        [
            "openrouter-keys help",
            "openrouter-keys help apply",
        ],
        _ => [],
    };
}
