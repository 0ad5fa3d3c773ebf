using System.Text.RegularExpressions;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed partial class HelpTests : IAsyncLifetime
{
    private const int MaxWidth = 80;

    private readonly TemporaryDirectory _directory = new();
    private OpenRouterSimulator _simulator = null!;

    public static TheoryData<string> Commands { get; } =
    [
        "create", "list", "show", "update", "disable", "enable", "delete", "rotate", "apply", "export", "audit", "current", "validate", "simulator", "completion", "help",
    ];

    public async ValueTask InitializeAsync() => _simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _directory.Dispose();
        await _simulator.DisposeAsync();
    }

    [Fact]
    public async Task Root_help_lists_every_command_and_alias()
    {
        var help = await CommandRunner.Default.RunAsync("--help");

        Assert.Equal(Commands.Select(row => row.Data).Order(), CommandOfHelp().Matches(SectionOf(help.Output, "Commands")).Select(match => match.Groups[1].Value).Order());
        Assert.Contains("  list, ls ", help.Output, StringComparison.Ordinal);
        Assert.Contains("  show, get ", help.Output, StringComparison.Ordinal);
        Assert.Contains("  delete, rm ", help.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_has_the_same_text_for_each_spelling_and_examples(string command)
    {
        var help = await CommandRunner.Default.RunAsync("help", command);
        string[] spellings = ["--help", "-h", "-?", "/?"];
        var others = await Task.WhenAll(spellings.Select(spelling => CommandRunner.Default.RunAsync(command, "--jsn", spelling)));

        Assert.Equal((0, ""), (help.ExitCode, help.Error));
        Assert.Contains($"\n  openrouter-keys {command}", help.Output, StringComparison.Ordinal);
        Assert.All(others, other => Assert.Equal(help, other));
        Assert.InRange(ExamplesOf(help.Output).Length, 2, 4);
        Assert.All(help.Output.Split(Environment.NewLine), line => Assert.InRange(line.Length, 0, MaxWidth));
    }

    [Fact]
    public async Task Root_help_has_the_same_text_for_each_spelling()
    {
        string[] spellings = ["help", "--help", "-h", "-?"];
        var all = await Task.WhenAll(spellings.Select(spelling => CommandRunner.Default.RunAsync(spelling)));

        Assert.All(all, help => Assert.Equal(all[0], help));
        Assert.Equal((0, ""), (all[0].ExitCode, all[0].Error));
        Assert.All(all[0].Output.Split(Environment.NewLine), line => Assert.InRange(line.Length, 0, MaxWidth));
    }

    [Fact]
    public async Task Version_is_the_version_only()
    {
        var run = await CommandRunner.Default.RunAsync("--version");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"^\d+\.\d+\.\d+(-[\w.]+)?\r?\n$", run.Output);
    }

    [Fact]
    public async Task Closed_output_exits_with_5()
    {
        await using var closed = new ClosedPipeWriter();

        Assert.Equal(5, (await new CommandRunner { Output = closed }.RunAsync("--help")).ExitCode);
    }

    [Fact]
    public async Task Examples_of_each_command_succeed_in_order()
    {
        PrepareFiles();
        foreach (var name in new[] { "stray-key", "old-key" })
        {
            _simulator.Add(new() { Hash = name, Name = name });
        }

        var count = 0;
        foreach (var command in Commands.Select(row => row.Data))
        {
            foreach (var example in ExamplesOf((await CommandRunner.Default.RunAsync("help", command)).Output))
            {
                await RunExampleAsync(example);
                count++;
            }
        }

        Assert.InRange(count, 2 * Commands.Count, 4 * Commands.Count);
    }

    [Fact]
    public async Task Getting_started_succeeds_in_order()
    {
        PrepareFiles();
        var help = await CommandRunner.Default.RunAsync("--help");
        var commands = help.Output.Split(Environment.NewLine).Select(line => line.Trim())
            .Where(line => line.StartsWith("openrouter-keys ", StringComparison.Ordinal) && !line.Contains("COMMAND", StringComparison.Ordinal))
            .ToArray();
        foreach (var command in commands)
        {
            if (command.Contains("--prune", StringComparison.Ordinal))
            {
                _simulator.Add(new() { Hash = "h1", Name = "stray-key" });
            }

            await RunExampleAsync(command);
        }

        Assert.Contains("openrouter-keys delete stray-key", commands);
        Assert.Equal(["ada lovelace", "bo", "chi", "my-app"], _simulator.Keys.Select(key => key.Name).Order());
    }

    private void PrepareFiles()
    {
        _directory.Write("class.csv", "name\nada lovelace\nbo\nchi\n");
        _directory.Write("roster.csv", "Email,Group\nada@example.org,1\nbo@example.org,2\n");
        _directory.Write("request.json", """{"name":"ci","limit":5}""");
    }

    // What is after a pipe is the work of another command.
    private async Task RunExampleAsync(string example)
    {
        var command = CommandOfExample().Match(example).Value;
        var file = Redirection().Match(command);
        var args = Word().Matches(file.Success ? command[..file.Index] : command).Skip(1)
            .Select(word => FileName().Replace(word.Value.Replace("\"", "", StringComparison.Ordinal), match => _directory[match.Value]))
            .Select(arg => arg == "8080" ? "0" : arg) // another program may use the port
            .ToArray();
        var run = args[0] == "simulator" ? await RunUntilStartedAsync(args)
            : args[0] is "validate" or "completion" or "help" ? await CommandRunner.Default.RunAsync(args)
            : await _simulator.RunAsync(new CommandRunner { Input = "y\n", IsInputInteractive = true }, args);
        if (file.Success)
        {
            _directory.Write(file.Groups[1].Value, run.Output);
        }

        Assert.True(run.ExitCode == 0, $"{example}: {run.ExitCode} {run.Error}");
    }

    private static async Task<CommandResult> RunUntilStartedAsync(string[] args)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var output = new StoppingOutput(stop);
        return await new CommandRunner { Output = output, CancellationToken = stop.Token }.RunAsync(args.Contains("--port") ? args : [.. args, "--port", "0"]);
    }

    private static string[] ExamplesOf(string help) =>
        [.. SectionOf(help, "Examples").Split(Environment.NewLine).Skip(1).Where(line => line.Length > 0).Select(line => line.Trim())];

    private static string SectionOf(string help, string title) => help.Split($"{title}:").Last().Split(Environment.NewLine + Environment.NewLine)[0];

    [GeneratedRegex(@"(?m)^  (\w+)(, \w+)* ")]
    private static partial Regex CommandOfHelp();

    [GeneratedRegex("""openrouter-keys[^|)]*""")]
    private static partial Regex CommandOfExample();

    [GeneratedRegex(@"> (\S+)\s*$")]
    private static partial Regex Redirection();

    [GeneratedRegex("""(?:"[^"]*"|\S)+""")]
    private static partial Regex Word();

    [GeneratedRegex(@"^[\w-]+\.(json|csv|key|sarif)$")]
    private static partial Regex FileName();

    // Interrupts the simulator as soon as it runs.
    private sealed class StoppingOutput(CancellationTokenSource stop) : StringWriter
    {
        public override Task WriteLineAsync(string? value) => stop.CancelAsync();
    }
}
