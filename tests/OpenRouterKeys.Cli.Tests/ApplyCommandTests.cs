using System.Net;
using System.Text.Json;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed class ApplyCommandTests : IAsyncLifetime
{
    private const string ThreeKeys = """
        [{"name":"a","limit":5},
         {"name":"b","limit":7,"limit_reset":"daily"},
         {"name":"c"}]
        """;

    private readonly TemporaryDirectory _directory = new();
    private OpenRouterSimulator _simulator = null!;

    public async ValueTask InitializeAsync() => _simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _directory.Dispose();
        await _simulator.DisposeAsync();
    }

    [Fact]
    public async Task Secrets_file_has_one_line_per_key_and_is_readable_by_its_owner_only()
    {
        var run = await ApplyAsync(ThreeKeys, "--secrets-to", _directory["secrets"]);

        Assert.Equal((0, "Created 3, kept 0, updated 0, deleted 0, failed 0.", ""), (run.ExitCode, run.OutputLines[^1], run.Error));
        var lines = await File.ReadAllLinesAsync(_directory["secrets"], TestContext.Current.CancellationToken);
        using var client = _simulator.CreateClient();
        var keys = await Task.WhenAll(lines.Select(line => client.GetCurrentAsync(ApiKey.From(SecretText.FindIn(line)), TestContext.Current.CancellationToken)));
        Assert.Equal(["a", "b", "c"], lines.Select(line => JsonElement.Parse(line).GetProperty("data").GetProperty("name").GetString()).Order());
        Assert.Equal(lines.Select(line => JsonElement.Parse(line).GetProperty("data").GetProperty("label").GetString()), keys.Select(key => key.Label));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_directory["secrets"]));
        }
    }

    [Fact]
    public async Task Second_run_changes_nothing_and_needs_no_secret_destination()
    {
        await ApplyAsync(ThreeKeys, "--secrets-to", _directory["secrets"]);
        var requestCount = _simulator.Requests.Count;

        var withFile = await ApplyAsync(ThreeKeys, "--secrets-to", _directory["secrets"]);
        var withoutFile = await ApplyAsync(ThreeKeys);

        Assert.All([withFile, withoutFile], run => Assert.Equal((0, "Created 0, kept 3, updated 0, deleted 0, failed 0."), (run.ExitCode, run.OutputLines[^1])));
        Assert.All(_simulator.Requests.Skip(requestCount), request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task Different_limit_is_the_only_setting_that_is_updated()
    {
        _simulator.Add(new() { Hash = "h1", Name = "a", LimitUsd = 50, LimitReset = LimitReset.Weekly, IncludeByokInLimit = true });

        var run = await ApplyAsync("""[{"name":"a","limit":5}]""");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("""{"limit":5}""", _simulator.Requests[^1].Body);
        Assert.True(_simulator.SingleKey().IncludeByokInLimit);
    }

    [Fact]
    public async Task Different_expiration_is_a_warning()
    {
        _simulator.Add(new() { Hash = "h1", Name = "a" });

        var run = await ApplyAsync("""[{"name":"a","expires_at":"2099-01-01T00:00:00Z"}]""");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(":1: warning: The existing key has a different expires_at", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Same_warning_for_several_rows_is_one_line()
    {
        var lines = Enumerable.Range(2, 30);
        foreach (var line in lines)
        {
            _simulator.Add(new() { Hash = $"h{line}", Name = $"{line}" });
        }

        var file = _directory.Write("klasse.csv", "name,expires_at\n" + string.Concat(lines.Select(line => $"{line},2099-01-01\n")));
        var run = await _simulator.RunAsync("apply", file);

        Assert.Equal(
            $"{file}: warning: 30 existing keys have a different expires_at, which cannot be updated (lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …). "
            + "To change it, delete the keys and run the command again.",
            Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task Disabled_key_counts_as_existing_and_expired_key_does_not()
    {
        _simulator.Add(new() { Hash = "h1", Name = "a", LimitUsd = 5, IsDisabled = true });
        _simulator.Add(new() { Hash = "h2", Name = "b", LimitUsd = 7, LimitReset = LimitReset.Daily, ExpiresAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        _simulator.Add(new() { Hash = "h3", Name = "other", ExpiresAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) });

        var run = await ApplyAsync(ThreeKeys, "--prune", "--secrets-to", _directory["secrets"]);

        Assert.Equal("Created 2, kept 1, updated 0, deleted 0, failed 0.", run.OutputLines[^1]);
        Assert.Equal(["a", "b", "b", "c", "other"], _simulator.Keys.Select(key => key.Name).Order());
    }

    [Fact]
    public async Task Prune_deletes_keys_missing_in_the_file_in_its_workspaces_only()
    {
        _simulator.Add(new() { Hash = "h1", Name = "other" });
        _simulator.Add(new() { Hash = "h2", Name = "team", WorkspaceId = Guid.NewGuid() });

        await ApplyAsync("""[{"name":"a"}]""", "--reveal");
        Assert.Equal(["a", "team", "other"], _simulator.Keys.Select(key => key.Name));
        var pruned = await ApplyAsync("""[{"name":"a"}]""", "--prune", "--yes");

        Assert.Equal("Created 0, kept 1, updated 0, deleted 1, failed 0.", pruned.OutputLines[^1]);
        Assert.Equal(["a", "team"], _simulator.Keys.Select(key => key.Name));
    }

    [Fact]
    public async Task Prune_keeps_the_keys_of_a_workspace_that_is_listed_twice()
    {
        // The API may list the default workspace under its ID too, so both lists contain the same keys.
        const string Response = """{"data":[{"hash":"h1","name":"a"},{"hash":"h2","name":"b"}]}""";
        for (var list = 0; list < 2; list++)
        {
            _simulator.EnqueueFault(SimulatedFault.RespondWith(Response, HttpStatusCode.OK));
            _simulator.EnqueueFault(SimulatedFault.RespondWith("""{"data":[{"hash":"h2","name":"b"}]}""", HttpStatusCode.OK)); // pages overlap by one key
        }

        var run = await ApplyAsync("""[{"name":"a"},{"name":"b","workspace_id":"0df9e665-d932-5740-b2c7-b52af166bc11"}]""", "--prune", "--dry-run", "--json");

        Assert.Equal(["keep", "keep"], JsonElement.Parse(run.Output).EnumerateArray().Select(step => step.GetProperty("action").GetString()));
    }

    [Fact]
    public async Task Dry_run_writes_the_plan_and_changes_nothing()
    {
        _simulator.Add(new() { Hash = "h1", Name = "a", LimitUsd = 5 });
        _simulator.Add(new() { Hash = "h2", Name = "b", LimitUsd = 5 });
        _simulator.Add(new() { Hash = "h3", Name = "other", IsDisabled = true });

        var text = await ApplyAsync(ThreeKeys, "--dry-run", "--prune");
        var json = await ApplyAsync(ThreeKeys, "--dry-run", "--prune", "--json");

        var rows = text.Output.Split(Environment.NewLine).Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToArray();
        Assert.Equal(["ACTION", "NAME", "LINE", "WHAT"], rows[0]);
        Assert.Equal(["keep", "a", "1", "enabled"], rows[1]);
        Assert.Equal(["update", "b", "2", "limit 5 USD -> 7 USD, reset never -> daily"], rows[2]);
        Assert.Equal(["create", "c", "3", "unlimited"], rows[3]);
        Assert.Equal(["delete", "other", "-", "disabled"], rows[4]);
        Assert.Equal(["keep", "update", "create", "delete"], JsonElement.Parse(json.Output).EnumerateArray().Select(step => step.GetProperty("action").GetString()));
        Assert.All(_simulator.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task Plan_masks_the_external_API_key()
    {
        const string Json = """[{"name":"a","external":{"user":"u","api_key":"canary-0123456789abcdef0123456789abcdef"}}]""";

        var text = await ApplyAsync(Json, "--dry-run");
        var json = await ApplyAsync(Json, "--dry-run", "--json");
        var applied = await ApplyAsync(Json, "--json");

        Assert.Contains("customer u", text.Output, StringComparison.Ordinal);
        Assert.All(
            [json.Output, _simulator.Requests[^1].Body],
            output => Assert.Contains("""{"name":"a","external":{"user":"u","api_key":"***"}}""", output, StringComparison.Ordinal));
        Assert.All([text, json, applied], run => Assert.DoesNotContain("canary", run.Output + run.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Json_is_an_array_with_the_result_of_each_step()
    {
        _simulator.Add(new() { Hash = "h1", Name = "a", LimitUsd = 5 });

        var run = await ApplyAsync(ThreeKeys, "--json");

        var steps = JsonElement.Parse(run.Output).EnumerateArray().ToDictionary(step => step.GetProperty("name").GetString()!);
        Assert.Equal("keep", steps["a"].GetProperty("action").GetString());
        Assert.Equal("create", steps["b"].GetProperty("action").GetString());
        Assert.StartsWith("sk-or-v1-", steps["b"].GetProperty("key").GetString(), StringComparison.Ordinal);
        Assert.Equal(7, steps["b"].GetProperty("data").GetProperty("limit").GetInt32());
        Assert.Equal(2, steps["b"].GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task Json_with_a_secrets_file_contains_no_secret()
    {
        var run = await ApplyAsync(ThreeKeys, "--json", "--secrets-to", _directory["secrets"]);

        Assert.Equal(3, JsonElement.Parse(run.Output).GetArrayLength());
        Assert.DoesNotMatch("sk-or-v1-[0-9a-f]{64}", run.Output);
    }

    [Fact]
    public async Task Missing_secret_destination_creates_nothing()
    {
        var run = await ApplyAsync(ThreeKeys);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Empty(_simulator.Keys);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(0, false)]
    public async Task Simulated_keys_that_are_kept_need_a_secret_destination_too(int exitCode, bool isKept)
    {
        var run = await CommandRunner.Default.RunAsync("apply", _directory.Write("keys.json", ThreeKeys), isKept ? $"--simulator={_directory["state"]}" : "--simulator");

        Assert.Equal(exitCode, run.ExitCode);
    }

    [Fact]
    public async Task Prune_without_a_terminal_needs_a_confirmation()
    {
        _simulator.Add(new() { Hash = "h1", Name = "other" });
        _simulator.Add(new() { Hash = "h2", Name = "c" });

        var rejected = await ApplyAsync("""[{"name":"c"}]""", "--prune");
        var declined = await ApplyAsync("""[{"name":"c"}]""", new CommandRunner { IsInputInteractive = true, Input = "\n" }, "--prune");
        var confirmed = await ApplyAsync("""[{"name":"c"}]""", new CommandRunner { IsInputInteractive = true, Input = "y\n" }, "--prune");

        Assert.Equal((2, 130, 0), (rejected.ExitCode, declined.ExitCode, confirmed.ExitCode));
        Assert.Contains("Add --yes, or use --dry-run to see them.", rejected.Error, StringComparison.Ordinal);
        Assert.Contains("delete \"other\" h1", declined.Error, StringComparison.Ordinal);
        Assert.Equal("c", _simulator.SingleKey().Name);
    }

    [Fact]
    public async Task Disabled_and_removed_settings_of_the_file_are_updated()
    {
        _simulator.Add(new() { Hash = "h1", Name = "a", LimitUsd = 5, LimitReset = LimitReset.Daily });
        const string Json = """[{"name":"a","limit":null,"limit_reset":null,"disabled":true},{"name":"b","disabled":true}]""";

        var plan = await ApplyAsync(Json, "--dry-run", "--detailed-exit-code");
        var run = await ApplyAsync(Json, "--secrets-to", _directory["secrets"]);
        var again = await ApplyAsync(Json, "--dry-run", "--detailed-exit-code");

        Assert.Equal((7, 0, 0), (plan.ExitCode, run.ExitCode, again.ExitCode));
        Assert.Contains("limit 5 USD -> unlimited, reset daily -> never, state enabled -> disabled", plan.Output, StringComparison.Ordinal);
        Assert.All(_simulator.Keys, key => Assert.Equal((null, LimitReset.Never, true), (key.LimitUsd, key.LimitReset, key.IsDisabled)));
    }

    [Fact]
    public async Task Ambiguous_name_exits_with_2_and_changes_nothing()
    {
        _simulator.Add(new() { Hash = "h1", Name = "b" });
        _simulator.Add(new() { Hash = "h2", Name = "b" });

        var run = await ApplyAsync(ThreeKeys, "--json");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.EndsWith(":2: 2 keys are named \"b\". Rename or delete all but one.", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.All(_simulator.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task Rejected_creation_does_not_stop_other_creations_but_prevents_pruning()
    {
        _simulator.Add(new() { Hash = "h1", Name = "other" });
        for (var list = 0; list < 4; list++)
        {
            _simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.Zero)); // two pages each for the plan and for the creations
        }

        _simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadRequest));

        var run = await ApplyAsync(ThreeKeys, "--secrets-to", _directory["secrets"], "--prune", "--yes");

        Assert.Equal((1, "Created 2, kept 0, updated 0, deleted 0, failed 1."), (run.ExitCode, run.OutputLines[^1]));
        Assert.StartsWith("create \"", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(3, _simulator.Keys.Count);
    }

    [Fact]
    public async Task Rejected_management_key_stops_the_run()
    {
        foreach (var name in "abc")
        {
            _simulator.Add(new() { Hash = $"h-{name}", Name = $"{name}", LimitUsd = 100 });
        }

        _simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.Zero)); // the plan's list,
        _simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.Zero)); // and its second page
        _simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.Unauthorized));

        var run = await ApplyAsync(ThreeKeys);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("Stopped. ", run.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Single(_simulator.Requests, request => request.Method == "PATCH");
    }

    [Fact]
    public async Task Cancellation_before_the_first_call_exits_with_130()
    {
        var run = await ApplyAsync(ThreeKeys, new CommandRunner { CancellationToken = new CancellationToken(canceled: true) }, "--json");

        Assert.Equal(130, run.ExitCode);
        Assert.Empty(_simulator.Keys);
    }

    [Fact]
    public async Task Interactive_output_ends_with_the_summary()
    {
        var run = await ApplyAsync(ThreeKeys, new CommandRunner { IsOutputInteractive = true }, "--secrets-to", _directory["secrets"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.EndsWith("Created 3, kept 0, updated 0, deleted 0, failed 0.", run.OutputLines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_missing_in_the_row_are_unchanged()
    {
        _simulator.Add(new() { Hash = "h1", Name = "a", LimitUsd = 5, LimitReset = LimitReset.Monthly, IncludeByokInLimit = true });

        var run = await ApplyAsync("""[{"name":"a"}]""");

        Assert.Equal((0, "Created 0, kept 1, updated 0, deleted 0, failed 0."), (run.ExitCode, run.OutputLines[^1]));
        Assert.Equal(5, Assert.Single(_simulator.Keys).LimitUsd);
    }

    [Fact]
    public async Task Rotated_key_is_updated_and_its_disabled_predecessor_is_not_pruned()
    {
        _simulator.Add(new() { Hash = "h-old", Name = "a", LimitUsd = 5, IsDisabled = true });
        _simulator.Add(new() { Hash = "h-new", Name = "a", LimitUsd = 5 });

        var run = await ApplyAsync("""[{"name":"a","limit":7}]""", "--prune");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal([("h-new", 7m), ("h-old", 5m)], _simulator.Keys.Select(key => (key.Hash, key.LimitUsd!.Value)).Order());
    }

    [Fact]
    public async Task List_failure_during_the_run_still_writes_valid_JSON()
    {
        _simulator.Add(new() { Hash = "h1", Name = "a", LimitUsd = 5 });
        _simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.Zero)); // the plan's list,
        _simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.Zero)); // and its second page
        _simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.Unauthorized));

        var run = await ApplyAsync("""[{"name":"a"},{"name":"b"}]""", "--json", "--secrets-to", _directory["secrets"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(1, JsonElement.Parse(run.Output).GetArrayLength());
    }

    [Fact]
    public async Task Cancellation_completes_the_update_in_progress()
    {
        _simulator.Add(new() { Hash = "h-a", Name = "a", LimitUsd = 5 });
        _simulator.Add(new() { Hash = "h-b", Name = "b", LimitUsd = 5 });
        _simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.Zero)); // the plan's list,
        _simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.Zero)); // and its second page
        _simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.FromMilliseconds(300)));
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var running = ApplyAsync("""[{"name":"a","limit":7},{"name":"b","limit":7}]""", new CommandRunner { CancellationToken = cancellation.Token });
        while (_simulator.Requests.All(request => request.Method != "PATCH"))
        {
            await Task.Yield();
        }

        await cancellation.CancelAsync();
        var run = await running;

        Assert.Equal((130, "Created 0, kept 0, updated 1, deleted 0, failed 0."), (run.ExitCode, run.OutputLines[^1]));
        Assert.Equal([("h-a", 7m), ("h-b", 5m)], _simulator.Keys.Select(key => (key.Hash, key.LimitUsd!.Value)).Order());
    }

    [Fact]
    public async Task Dry_run_with_closed_output_exits_with_5()
    {
        await using var closed = new ClosedPipeWriter();

        Assert.Equal(5, (await ApplyAsync(ThreeKeys, new CommandRunner { Output = closed }, "--dry-run")).ExitCode);
    }

    [Fact]
    public async Task Full_disk_deletes_the_new_keys()
    {
        var run = await ApplyAsync(ThreeKeys, new CommandRunner { CreateSecretFile = _ => new FullDiskStream() }, "--secrets-to", "secrets");

        Assert.Equal(5, run.ExitCode);
        Assert.Matches("^Created 0, .* failed [1-3].", run.OutputLines[^1]);
        Assert.StartsWith("Stopped. ", run.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Empty(_simulator.Keys);
        Assert.DoesNotMatch("sk-or-v1-[0-9a-f]{64}", run.Output + run.Error);
    }

    [Fact]
    public async Task Closed_output_deletes_the_new_keys_unless_a_file_has_their_secrets()
    {
        await using var closed = new ClosedPipeWriter();

        var withoutFile = await ApplyAsync(ThreeKeys, new CommandRunner { Output = closed }, "--json");
        Assert.Equal(5, withoutFile.ExitCode);
        Assert.Empty(_simulator.Keys);
        var withFile = await ApplyAsync(ThreeKeys, new CommandRunner { Output = closed }, "--json", "--secrets-to", _directory["secrets"]);

        Assert.Equal(5, withFile.ExitCode);
        Assert.Equal(3, _simulator.Keys.Count);
        Assert.Equal(3, (await File.ReadAllLinesAsync(_directory["secrets"], TestContext.Current.CancellationToken)).Length);
    }

    private Task<CommandResult> ApplyAsync(string json, params string[] options) => ApplyAsync(json, CommandRunner.Default, options);

    private Task<CommandResult> ApplyAsync(string json, CommandRunner runner, params string[] options) =>
        _simulator.RunAsync(runner, ["apply", _directory.Write("keys.json", json), .. options]);
}
