using System.Text.Json;
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
            var hash = command.Contains("HASH", StringComparison.Ordinal) ? await NewestHashAsync() : "";
            var args = command.Split(' ')[2..].Select(word => FileName().Replace(word, match => _directory[match.Value]).Replace("HASH", hash, StringComparison.Ordinal));

            var run = await CommandRunner.Default.RunAsync([.. args]);

            Assert.True(run.ExitCode == 0, $"{command}: {run.Error}");
        }

        Assert.Equal(9, commands.Length);
    }

    [Fact]
    public async Task Table_has_a_row_for_each_command()
    {
        var help = await CommandRunner.Default.RunAsync("--help");
        var commands = CommandOfHelp().Matches(help.Output[help.Output.IndexOf("Commands:", StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value).ToArray();

        Assert.Contains("rotate", commands);
        Assert.All(commands, command => Assert.Matches($@"(?m)^\| (`\w+ HASH`, )?`{command}[` ]", Readme));
    }

    private async Task<string> NewestHashAsync()
    {
        var list = await CommandRunner.Default.RunAsync("list", "--json", $"--simulator={_directory["try.json"]}");
        return JsonElement.Parse(list.Output).GetProperty("data")[0].GetProperty("hash").GetString()!;
    }

    private static string Block(string language) => Readme.Split($"```{language}\n")[1].Split("```")[0];

    [GeneratedRegex(@"\b\w+\.(json|csv|key|secrets)$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"(?m)^  (\w+)(, \w+)* ")]
    private static partial Regex CommandOfHelp();
}
