using System.Net;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed class ManyKeysCommandTests : IAsyncLifetime
{
    private static readonly string HashA = new('a', 64);
    private static readonly string HashB = new('b', 64);
    private static readonly string HashC = new('c', 64);

    private OpenRouterSimulator _simulator = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        _simulator.Add(new() { Hash = HashA, Name = "a" });
        _simulator.Add(new() { Hash = HashB, Name = "b" });
        _simulator.Add(new() { Hash = HashC, Name = "c" });
    }

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();

    [Fact]
    public async Task Each_key_is_changed_once_and_has_its_own_line()
    {
        var run = await _simulator.RunAsync("disable", "b", HashA, "bbbb");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal($"Disabled  b  {HashB}{Environment.NewLine}Disabled  a  {HashA}{Environment.NewLine}", run.Output);
        Assert.Equal([$"/api/v1/keys/{HashB}", $"/api/v1/keys/{HashA}"], _simulator.Requests.Where(request => request.Method == "PATCH").Select(request => request.Path));
        Assert.Single(_simulator.Requests, request => request.Path.Contains("offset=0", StringComparison.Ordinal));
        Assert.Equal([false, true, true], _simulator.Keys.Select(key => key.IsDisabled));
    }

    [Fact]
    public async Task Json_of_several_keys_is_an_array_and_of_one_key_an_object()
    {
        var many = await _simulator.RunAsync("enable", "a", "b", "--json");
        var one = await _simulator.RunAsync("enable", "a", "--json");
        var manyDeleted = await _simulator.RunAsync("delete", "a", HashB, "--yes", "--json");
        var oneDeleted = await _simulator.RunAsync("delete", "c", "--yes", "--json");

        Assert.StartsWith($$"""{"data":[{"hash":"{{HashA}}","name":"a",""", many.Output, StringComparison.Ordinal);
        Assert.StartsWith($$"""{"data":{"hash":"{{HashA}}","name":"a",""", one.Output, StringComparison.Ordinal);
        Assert.Equal(
            $$"""{"deleted":true,"data":[{"hash":"{{HashA}}","name":"a"},{"hash":"{{HashB}}","name":"b"}]}""" + Environment.NewLine, manyDeleted.Output);
        Assert.Equal("""{"deleted":true}""" + Environment.NewLine, oneDeleted.Output);
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("delete", "--yes")]
    public async Task Nothing_is_changed_if_a_key_is_not_found(string command, params string[] options)
    {
        var run = await _simulator.RunAsync([command, HashA, "b", "unknown-1", "unknown-2", .. options]);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("\"unknown-1\" or \"unknown-2\"", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.All(_simulator.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task Ambiguous_and_unknown_keys_are_reported_together()
    {
        _simulator.Add(new() { Hash = "other", Name = "a" });

        var run = await _simulator.RunAsync("disable", "a", "unknown");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("2 keys are named \"a\".", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("\"unknown\"", run.ErrorLines[^2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pasted_key_is_reported_by_its_position_and_not_displayed()
    {
        var secret = "sk-or-v1-" + new string('d', 64);

        var run = await _simulator.RunAsync("disable", HashA, secret);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("KEY 2 is not a key's hash or name.", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.DoesNotContain("dddd", run.Error, StringComparison.Ordinal);
        Assert.Empty(_simulator.Requests);
    }

    [Fact]
    public async Task Error_about_one_key_does_not_prevent_the_others()
    {
        _simulator.EnqueueFault(SimulatedFault.None);
        _simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.NotFound));

        var run = await _simulator.RunAsync("disable", HashA, HashB, HashC);

        Assert.Equal((1, $"Disabled  a  {HashA}{Environment.NewLine}Disabled  c  {HashC}{Environment.NewLine}"), (run.ExitCode, run.Output));
        Assert.StartsWith($"Failed  {HashB}: The API returned 404; nothing was changed.", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task Error_about_every_key_stops_and_reports_what_was_not_tried(HttpStatusCode status)
    {
        _simulator.EnqueueFault(SimulatedFault.None);
        _simulator.EnqueueFault(SimulatedFault.Reject(status, retryAfter: TimeSpan.FromMinutes(2)));

        var run = await _simulator.RunAsync("delete", HashA, HashB, HashC, "--yes", "--json");

        Assert.Equal((1, $$"""{"deleted":false,"data":[{"hash":"{{HashA}}"}]}""" + Environment.NewLine), (run.ExitCode, run.Output));
        Assert.StartsWith($"Failed  {HashB}: ", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal($"Not tried  {HashC}", run.ErrorLines[1]);
        Assert.Equal(2, _simulator.Requests.Count);
    }

    [Fact]
    public async Task Most_severe_exit_code_is_returned()
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            _simulator.EnqueueFault(SimulatedFault.DropResponse());
        }

        _simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.NotFound));

        var run = await _simulator.RunAsync(new CommandRunner { TimeProvider = new NoDelayTimeProvider() }, "disable", HashA, HashB, HashC);

        Assert.Equal((4, $"Disabled  c  {HashC}{Environment.NewLine}"), (run.ExitCode, run.Output));
        Assert.Equal(2, run.ErrorLines.Length);
    }

    [Fact]
    public async Task Cancellation_reports_what_was_not_tried()
    {
        using var cancellation = new CancellationTokenSource();
        await using var output = new CancelingWriter(cancellation);

        var run = await _simulator.RunAsync(new CommandRunner { CancellationToken = cancellation.Token, Output = output }, "disable", HashA, HashB, HashC);

        Assert.Equal((130, $"Disabled  a  {HashA}{Environment.NewLine}"), (run.ExitCode, output.ToString()));
        Assert.Equal([$"Failed  {HashB}: Canceled.", $"Not tried  {HashC}"], run.ErrorLines);
    }

    [Fact]
    public async Task Closed_output_exits_with_5_after_all_keys_are_changed()
    {
        await using var closed = new ClosedPipeWriter();

        var run = await _simulator.RunAsync(new CommandRunner { Output = closed }, "disable", HashA, HashB);

        Assert.Equal(5, run.ExitCode);
        Assert.Equal(2, _simulator.Keys.Count(key => key.IsDisabled));
    }

    [Fact]
    public async Task Delete_prompts_once_with_all_names_and_hashes()
    {
        var runner = new CommandRunner { IsInputInteractive = true, Input = "n\ny\n" };
        var declined = await _simulator.RunAsync(runner, "delete", "a", HashB);
        var confirmed = await _simulator.RunAsync(runner with { Input = "y\n" }, "delete", "a", HashB);

        Assert.Equal((130, ""), (declined.ExitCode, declined.Output));
        Assert.Equal(
            $"  a  {HashA}{Environment.NewLine}  b  {HashB}{Environment.NewLine}Delete these 2 keys permanently? [y/N] Nothing was deleted.{Environment.NewLine}", declined.Error);
        Assert.Equal(0, confirmed.ExitCode);
        Assert.Equal(HashC, _simulator.SingleKey().Hash);
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("enable")]
    [InlineData("delete")]
    public async Task Help_lists_the_argument_and_at_least_one_key_is_required(string command)
    {
        var help = await CommandRunner.Default.RunAsync(command, "--help");
        var none = await CommandRunner.Default.RunAsync(command, "--simulator");

        Assert.Contains("KEY...", help.Output, StringComparison.Ordinal);
        Assert.Contains("a unique prefix of it (at least 4 characters), or its name.", string.Join(' ', help.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(2, none.ExitCode);
    }

    private sealed class CancelingWriter(CancellationTokenSource cancellation) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            cancellation.Cancel();
        }
    }
}
