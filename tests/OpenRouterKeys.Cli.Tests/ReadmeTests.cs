using System.Diagnostics;
using System.Text.RegularExpressions;

namespace OpenRouterKeys.Cli.Tests;

public sealed partial class ReadmeTests : IDisposable
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md")).ReplaceLineEndings("\n");

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Commands_succeed_in_the_given_order()
    {
        _directory.Write("customers.csv", Block("csv"));
        var commands = Block("console").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var command in commands)
        {
            var args = command.Split(' ')[2..].Select(word => FileName().Replace(word, match => _directory[match.Value]));

            var run = await CommandRunner.Default.RunAsync([.. args]);

            Assert.True(run.ExitCode == 0, $"{command}: {run.Error}");
        }

        Assert.Equal(9, commands.Length);
    }

    [Theory]
    [InlineData("gh", "secret set OPENROUTER_API_KEY", "^sk-or-v1-[0-9a-f]{64}\n$")]
    [InlineData("kubectl", "create secret generic openrouter --from-env-file=/dev/stdin", "^OPENROUTER_API_KEY=sk-or-v1-[0-9a-f]{64}\n$")]
    [InlineData("vault", "kv put -mount=secret openrouter api_key=-", "^sk-or-v1-[0-9a-f]{64}$")]
    public async Task Other_program_receives_the_secret(string program, string args, string input)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs a Unix shell.");

        // A stand-in for the program, which records its arguments and its standard input.
        var recipe = Block("sh", "set -o pipefail\n").Split('\n').Single(line => line.Contains($"| {program} ", StringComparison.Ordinal));
        var script = $$"""
            openrouter-keys() { '{{ProgramTests.Executable}}' "$@" --simulator; }
            {{program}}() { printf %s "$*" > '{{_directory["args"]}}'; cat > '{{_directory["input"]}}'; }
            set -o pipefail
            {{recipe}}
            """;
        using var process = ProgramTests.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardError = true });
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, error);
        Assert.Equal(args, await File.ReadAllTextAsync(_directory["args"], TestContext.Current.CancellationToken));
        Assert.Matches(input, await File.ReadAllTextAsync(_directory["input"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Table_has_a_row_for_each_command()
    {
        var help = await CommandRunner.Default.RunAsync("--help");
        var commands = CommandOfHelp().Matches(help.Output[help.Output.IndexOf("Commands:", StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value).ToArray();

        Assert.Contains("rotate", commands);
        Assert.All(commands, command => Assert.Matches($@"(?m)^\| (`\w+ KEY...`, )?`{command}[` ]", Readme));
    }

    private static string Block(string language, string start = "") => Readme.Split($"```{language}\n{start}")[1].Split("```")[0];

    [GeneratedRegex(@"\b\w+\.(json|csv|key|secrets)$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"(?m)^  (\w+)(, \w+)* ")]
    private static partial Regex CommandOfHelp();
}
