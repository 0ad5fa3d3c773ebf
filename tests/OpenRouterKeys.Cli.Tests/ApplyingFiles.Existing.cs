using System.Net;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

/// <summary>Keys that are there already.</summary>
public sealed partial class ApplyingFiles
{
    [Fact]
    public async Task What_a_row_does_not_say_stays()
    {
        _simulator.Add(new() { Hash = "h1", Name = "a", LimitUsd = 5, LimitReset = LimitReset.Monthly, IncludeByokInLimit = true });

        var run = await ApplyAsync("""[{"name":"a"}]""");

        Assert.Equal((0, "Created 0, kept 1, changed 0, deleted 0, failed 0." + Environment.NewLine), (run.ExitCode, run.Output));
        Assert.Equal(5, Assert.Single(_simulator.Keys).LimitUsd);
    }

    [Fact]
    public async Task A_key_that_was_rotated_is_the_one_that_is_enabled_and_the_old_one_is_not_pruned()
    {
        _simulator.Add(new() { Hash = "h-old", Name = "a", LimitUsd = 5, IsDisabled = true });
        _simulator.Add(new() { Hash = "h-new", Name = "a", LimitUsd = 5 });

        var run = await ApplyAsync("""[{"name":"a","limit":7}]""", "--prune");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal([("h-new", 7m), ("h-old", 5m)], _simulator.Keys.Select(key => (key.Hash, key.LimitUsd!.Value)).Order());
    }

    [Fact]
    public async Task A_list_that_fails_half_way_leaves_whole_JSON()
    {
        _simulator.Add(new() { Hash = "h1", Name = "a", LimitUsd = 5 });
        _simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.Zero)); // the list of the plan,
        _simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.Zero)); // and its second page
        _simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.Unauthorized));

        var run = await ApplyAsync("""[{"name":"a"},{"name":"b"}]""", "--json", "--secrets-to", _folder["secrets"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(1, System.Text.Json.JsonElement.Parse(run.Output).GetArrayLength());
    }

    [Fact]
    public async Task A_change_that_is_under_way_is_finished_when_the_rest_is_cancelled()
    {
        _simulator.Add(new() { Hash = "h-a", Name = "a", LimitUsd = 5 });
        _simulator.Add(new() { Hash = "h-b", Name = "b", LimitUsd = 5 });
        _simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.Zero)); // the list of the plan,
        _simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.Zero)); // and its second page
        _simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.FromMilliseconds(300)));
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var running = ApplyAsync("""[{"name":"a","limit":7},{"name":"b","limit":7}]""", new Setting { Cancellation = cancellation.Token });
        while (_simulator.Requests.All(request => request.Method != "PATCH"))
        {
            await Task.Yield();
        }

        await cancellation.CancelAsync();
        var run = await running;

        Assert.Equal((130, "Created 0, kept 0, changed 1, deleted 0, failed 0." + Environment.NewLine), (run.ExitCode, run.Output));
        Assert.Equal([("h-a", 7m), ("h-b", 5m)], _simulator.Keys.Select(key => (key.Hash, key.LimitUsd!.Value)).Order());
    }

    [Fact]
    public async Task A_plan_that_nobody_reads_ends_with_5()
    {
        await using var closed = new ClosedPipe();

        Assert.Equal(5, (await ApplyAsync(Three, new Setting { Output = closed }, "--dry-run")).ExitCode);
    }
}
