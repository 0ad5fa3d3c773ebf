using System.Net;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed class RotateCommandTests : IAsyncLifetime
{
    // A full hash, which is used without listing the keys.
    private static readonly string OldHash = new('a', 64);

    private readonly TemporaryDirectory _directory = new();
    private OpenRouterSimulator _simulator = null!;

    private KeyInfo OldKey => _simulator.Keys.Single(key => key.Hash == OldHash);

    public async ValueTask InitializeAsync()
    {
        _simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        _simulator.Add(new() { Hash = OldHash, Name = "ci", LimitUsd = 5, LimitReset = LimitReset.Monthly });
    }

    public async ValueTask DisposeAsync()
    {
        _directory.Dispose();
        await _simulator.DisposeAsync();
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--reveal")]
    public async Task Output_contains_the_new_secret_and_the_old_key_is_disabled(string option)
    {
        var run = await _simulator.RunAsync("rotate", OldHash, option);

        Assert.Equal((0, $"The old key with the hash {OldHash} was disabled.{Environment.NewLine}"), (run.ExitCode, run.Error));
        using var client = _simulator.CreateClient();
        var key = await client.GetCurrentAsync(ApiKey.From(SecretText.FindIn(run.Output)), TestContext.Current.CancellationToken);
        Assert.Equal(("ci", 5m, LimitReset.Monthly), (_simulator.Keys.Single(known => known.Label == key.Label).Name, key.LimitUsd, key.LimitReset));
        Assert.True(OldKey.IsDisabled);
    }

    [Fact]
    public async Task File_contains_the_new_secret_and_the_old_key_is_deleted()
    {
        var run = await _simulator.RunAsync("rotate", OldHash, "--secret-to", _directory["key"], "--delete-old");

        Assert.Equal((0, $"The old key with the hash {OldHash} was deleted.{Environment.NewLine}"), (run.ExitCode, run.Error));
        Assert.Contains(_simulator.SingleKey().Hash, run.Output, StringComparison.Ordinal);
        Assert.Matches("^sk-or-v1-[0-9a-f]{64}\n$", await File.ReadAllTextAsync(_directory["key"], TestContext.Current.CancellationToken));
        Assert.DoesNotMatch("sk-or-v1-[0-9a-f]{64}", run.Output);
    }

    [Fact]
    public async Task Error_output_contains_what_was_not_transferred()
    {
        _simulator.Bind(OldHash, new() { ProviderKeyIds = ["dddddddd-4444-4ddd-8ddd-ddddddddddd4"] });
        var run = await _simulator.RunAsync("rotate", OldHash, "--reveal");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Provider credential dddddddd-4444-4ddd-8ddd-ddddddddddd4", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_key_that_cannot_be_bound_is_deleted()
    {
        _simulator.Bind(OldHash, new() { GuardrailId = "cccccccc-3333-4ccc-8ccc-ccccccccccc3" });
        for (var i = 0; i < 14; i++) // the old key, the list of keys in two pages, the old key, its 7 bindings, the old key again, the creation, and the new key's guardrail
        {
            _simulator.EnqueueFault(SimulatedFault.None);
        }

        _simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadRequest));
        var run = await _simulator.RunAsync("rotate", OldHash, "--reveal");

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains("The new key was deleted. The old key is unchanged.", run.Error, StringComparison.Ordinal);
        Assert.Equal(OldHash, _simulator.SingleKey().Hash);
    }

    [Fact]
    public async Task Expirations_of_both_keys_are_reported()
    {
        var hash = new string('e', 64);
        _simulator.Add(new() { Hash = hash, Name = "term", CreatedAt = DateTimeOffset.UtcNow.AddDays(-30), ExpiresAt = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero) });

        var run = await _simulator.RunAsync("rotate", hash, "--output", "secret");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches("^The new key has the lifetime of the old key: it expires at 2099-01-31 .*, the old key at 2099-01-01 00:00:00 UTC.$", run.ErrorLines[^1]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Disabled_key_gets_a_disabled_successor_unless_enabled(bool enables)
    {
        var hash = new string('d', 64);
        _simulator.Add(new() { Hash = hash, Name = "paused", IsDisabled = true });
        string[] options = enables ? ["--enable"] : [];

        var run = await _simulator.RunAsync(["rotate", hash, "--output", "secret", .. options]);

        var newKey = _simulator.Keys.Single(key => key.Name == "paused" && key.Hash != hash);
        Assert.Equal((0, !enables), (run.ExitCode, newKey.IsDisabled));
        Assert.Equal(enables, !run.Error.Contains($"Enable it: openrouter-keys enable {newKey.Hash}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Newer_enabled_key_with_the_same_name_needs_a_confirmation()
    {
        var hash = new string('c', 64);
        _simulator.Add(new() { Hash = hash, Name = "twice", CreatedAt = DateTimeOffset.UtcNow.AddDays(-2) });
        _simulator.Add(new() { Hash = new string('b', 64), Name = "twice", CreatedAt = DateTimeOffset.UtcNow.AddDays(-1) });

        var rejected = await _simulator.RunAsync("rotate", hash, "--output", "secret");
        var declined = await _simulator.RunAsync(new CommandRunner { IsInputInteractive = true, Input = "n\n" }, "rotate", hash, "--output", "secret");
        Assert.All([rejected, declined], run => Assert.Empty(run.Output));
        Assert.DoesNotContain(_simulator.Requests, request => request.Method == "POST");
        var confirmed = await _simulator.RunAsync("rotate", hash, "--output", "secret", "--yes");

        Assert.Equal((2, 130, 0), (rejected.ExitCode, declined.ExitCode, confirmed.ExitCode));
        Assert.Contains("Add --yes to rotate the older key. Nothing was changed.", rejected.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_destination_sends_nothing()
    {
        var run = await _simulator.RunAsync("rotate", OldHash);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Empty(_simulator.Requests);
    }

    [Fact]
    public async Task Full_disk_deletes_the_new_key_and_leaves_the_old_key_enabled()
    {
        var run = await _simulator.RunAsync(new CommandRunner { CreateSecretFile = _ => new FullDiskStream() }, "rotate", OldHash, "--secret-to", _directory["key"]);

        Assert.Equal((5, ""), (run.ExitCode, run.Output));
        Assert.Contains("No key remains.", run.ErrorLines[^1], StringComparison.Ordinal);
        Assert.False(_simulator.SingleKey().IsDisabled);
    }

    [Fact]
    public async Task Rejected_disable_exits_with_4_and_the_file_contains_the_new_secret()
    {
        for (var i = 0; i < 13; i++) // reads the old key three times, the list of keys in two pages, and its 7 bindings, and creates the new key
        {
            _simulator.EnqueueFault(SimulatedFault.None);
        }

        _simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadRequest));

        var run = await _simulator.RunAsync("rotate", OldHash, "--secret-to", _directory["key"]);

        Assert.Equal(4, run.ExitCode);
        Assert.Equal($"Disable the old key: openrouter-keys disable {OldHash}", run.ErrorLines[^1]);
        Assert.False(OldKey.IsDisabled);
        Assert.True(File.Exists(_directory["key"]));
    }
}
