using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

/// <summary>Output in a terminal. Here, its width is 80 columns, so longer values show that lines are never broken.</summary>
public sealed class NarrowTerminalTests : IAsyncLifetime
{
    private static readonly string Hash = string.Concat(Enumerable.Repeat("0123456789abcdef", 10));
    private static readonly string Name = string.Join(' ', Enumerable.Repeat("name", 40));
    private static readonly string Label = "sk-or-v1-" + new string('a', 100);

    private OpenRouterSimulator _simulator = null!;

    public async ValueTask InitializeAsync() => _simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();

    [Fact]
    public async Task Each_property_is_on_one_line()
    {
        _simulator.Add(new() { Hash = Hash, Name = Name, Label = Label[..9] + "..." + Label[9..] });

        foreach (var command in new[] { "show", "disable" })
        {
            var lines = (await _simulator.RunAsync(InTerminal("xterm"), command, Hash)).Output.Split(Environment.NewLine);

            Assert.Contains($"  Name        {Name}", lines);
            Assert.Contains($"  Hash        {Hash}", lines);
            Assert.Contains($"  Key         {Label[..9]}...{Label[9..]}", lines);
        }
    }

    [Fact]
    public async Task Each_row_of_a_table_is_on_one_line()
    {
        _simulator.Add(new() { Hash = Hash, Name = Name });

        var run = await _simulator.RunAsync(InTerminal("xterm"), "list");

        Assert.Matches($"(?m)^{Name} .* {Hash} *\r?$", run.Output);
    }

    [Fact]
    public async Task Secret_and_its_path_are_on_lines_of_their_own()
    {
        using var directory = new TemporaryDirectory();
        var path = directory[new string('k', 90)];

        var revealed = await _simulator.RunAsync(InTerminal("xterm"), "create", Name, "--reveal");
        var stored = await _simulator.RunAsync(InTerminal("xterm"), "create", "b", "--secret-to", path);

        Assert.Contains(SecretText.FindIn(revealed.Output), revealed.Output.Split(Environment.NewLine));
        Assert.Contains($"The secret is in {path}.", stored.Output.Split(Environment.NewLine));
    }

    [Theory]
    [InlineData("xterm-256color", null, true)]
    [InlineData("xterm-256color", "", true)]
    [InlineData("xterm-256color", "1", false)]
    [InlineData("dumb", null, false)]
    [InlineData("", null, false)]
    [InlineData(null, null, false)]
    public async Task Text_is_emphasized_without_colors_and_only_where_it_is_supported(string? type, string? noColor, bool isEmphasized)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no TERM.");
        _simulator.Add(new() { Hash = "h1", Name = "ci" });
        var runner = InTerminal(type, noColor);

        foreach (var command in new[] { "list", "disable h1", "create ci --reveal", "rotate h1 --reveal" })
        {
            var run = await _simulator.RunAsync(runner, command.Split(' '));

            Assert.Equal(0, run.ExitCode);
            Assert.Equal(isEmphasized, run.Output.Contains("\e[1m", StringComparison.Ordinal));
            Assert.DoesNotMatch(isEmphasized ? @"\e\[(?![01]?m)" : @"\e", run.Output);
        }
    }

    private static CommandRunner InTerminal(string? type, string? noColor = null) => new()
    {
        IsOutputInteractive = true,
        Variables = new[] { ("TERM", type), ("NO_COLOR", noColor) }.Where(variable => variable.Item2 is not null).ToDictionary(variable => variable.Item1, variable => variable.Item2!),
    };
}
