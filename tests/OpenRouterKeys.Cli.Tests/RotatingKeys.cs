using System.Net;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed class RotatingKeys : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private OpenRouterSimulator _simulator = null!;

    private KeyInfo Old => _simulator.Keys.Single(key => key.Hash == "old");

    public async ValueTask InitializeAsync()
    {
        _simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        _simulator.Add(new() { Hash = "old", Name = "ci", LimitUsd = 5, LimitReset = LimitReset.Monthly });
    }

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        await _simulator.DisposeAsync();
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--reveal")]
    public async Task The_new_secret_stands_on_output_and_the_old_key_is_off(string option)
    {
        var run = await _simulator.RunAsync("rotate", "old", option);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var client = _simulator.CreateClient();
        var key = await client.GetCurrentAsync(ApiKey.From(SimulatedRun.SecretIn(run.Output)), TestContext.Current.CancellationToken);
        Assert.Equal(("ci", 5m, LimitReset.Monthly), (key.Name, key.LimitUsd, key.LimitReset));
        Assert.True(Old.IsDisabled);
    }

    [Fact]
    public async Task A_file_gets_the_new_secret_and_the_old_key_may_be_deleted()
    {
        var run = await _simulator.RunAsync("rotate", "old", "--secret-to", _folder["key"], "--delete-old");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(_simulator.OnlyKey().Hash, run.Output, StringComparison.Ordinal);
        Assert.Matches("^sk-or-v1-[0-9a-f]{64}\n$", await File.ReadAllTextAsync(_folder["key"], TestContext.Current.CancellationToken));
        Assert.DoesNotMatch("sk-or-v1-[0-9a-f]{64}", run.Output);
    }

    [Fact]
    public async Task Without_a_place_for_the_secret_nothing_is_sent()
    {
        var run = await _simulator.RunAsync("rotate", "old");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Empty(_simulator.Requests);
    }

    [Fact]
    public async Task Where_the_secret_cannot_be_kept_the_new_key_is_taken_back_and_the_old_one_works()
    {
        var run = await _simulator.RunAsync(new Setting { CreateSecretFile = _ => new FullDisk() }, "rotate", "old", "--secret-to", _folder["key"]);

        Assert.Equal((5, ""), (run.ExitCode, run.Output));
        Assert.Contains("No key is left behind.", run.ErrorLines[^1], StringComparison.Ordinal);
        Assert.False(_simulator.OnlyKey().IsDisabled);
    }

    [Fact]
    public async Task An_old_key_that_cannot_be_switched_off_is_told_and_the_new_secret_is_kept()
    {
        for (var answered = 0; answered < 2; answered++)
        {
            _simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.Zero));
        }

        _simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadRequest));

        var run = await _simulator.RunAsync("rotate", "old", "--secret-to", _folder["key"]);

        Assert.Equal(4, run.ExitCode);
        Assert.Equal("Switch the old key off: openrouter-keys disable old", run.ErrorLines[^1]);
        Assert.False(Old.IsDisabled);
        Assert.True(File.Exists(_folder["key"]));
    }
}
