using System.Text.Json;
using System.Text.RegularExpressions;

namespace OpenRouterKeys.Cli.Tests;

public sealed partial class FollowingTheReadme : IDisposable
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md")).ReplaceLineEndings("\n");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Its_commands_work_one_after_the_other()
    {
        _folder.Write("customers.csv", Block("csv"));
        var commands = Block("console").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var command in commands)
        {
            var hash = command.Contains("HASH", StringComparison.Ordinal) ? await NewestHashAsync() : "";
            var args = command.Split(' ')[2..].Select(word => FileName().Replace(word, file => _folder[file.Value]).Replace("HASH", hash, StringComparison.Ordinal));

            var run = await Run.Of([.. args]);

            Assert.True(run.ExitCode == 0, $"{command}: {run.Error}");
        }

        Assert.Equal(8, commands.Length);
    }

    [Fact]
    public async Task It_has_a_row_for_each_command()
    {
        var help = await Run.Of("--help");
        var commands = CommandOfHelp().Matches(help.Output[help.Output.IndexOf("Commands:", StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value).ToArray();

        Assert.Contains("rotate", commands);
        Assert.All(commands, command => Assert.Matches($@"(?m)^\| (`\w+ HASH`, )?`{command}[` ]", Readme));
    }

    private async Task<string> NewestHashAsync()
    {
        var list = await Run.Of("list", "--json", $"--simulator={_folder["try.json"]}");
        return JsonElement.Parse(list.Output).GetProperty("data")[0].GetProperty("hash").GetString()!;
    }

    private static string Block(string language) => Readme.Split($"```{language}\n")[1].Split("```")[0];

    [GeneratedRegex(@"\b\w+\.(json|csv|key|secrets)$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"(?m)^  (\w+) ")]
    private static partial Regex CommandOfHelp();
}
