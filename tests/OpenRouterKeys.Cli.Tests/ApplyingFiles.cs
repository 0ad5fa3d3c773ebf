using System.Net;
using System.Text.Json;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

public sealed partial class ApplyingFiles : IAsyncLifetime
{
    private const string Three = """
        [{"name":"a","limit":5},
         {"name":"b","limit":7,"limit_reset":"daily"},
         {"name":"c"}]
        """;

    private readonly TemporaryFolder _folder = new();
    private OpenRouterSimulator _simulator = null!;

    public async ValueTask InitializeAsync() => _simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        await _simulator.DisposeAsync();
    }

    [Fact]
    public async Task Keys_are_created_and_their_secrets_are_lines_of_a_file_of_the_owner_alone()
    {
        var run = await ApplyAsync(Three, "--secrets-to", _folder["secrets"]);

        Assert.Equal((0, "Created 3, kept 0, changed 0, deleted 0, failed 0." + Environment.NewLine, ""), (run.ExitCode, run.Output, run.Error));
        var lines = await File.ReadAllLinesAsync(_folder["secrets"], TestContext.Current.CancellationToken);
        using var client = _simulator.CreateClient();
        var found = await Task.WhenAll(lines.Select(line => client.GetCurrentAsync(ApiKey.From(SimulatedRun.SecretIn(line)), TestContext.Current.CancellationToken)));
        Assert.Equal(["a", "b", "c"], found.Select(key => key.Name).Order());
        Assert.Equal(lines.Select(line => JsonElement.Parse(line).GetProperty("data").GetProperty("hash").GetString()), found.Select(key => key.Hash));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["secrets"]));
        }
    }

    [Fact]
    public async Task A_rerun_changes_nothing_and_needs_no_place_for_secrets()
    {
        await ApplyAsync(Three, "--secrets-to", _folder["secrets"]);
        var sent = _simulator.Requests.Count;

        var same = await ApplyAsync(Three, "--secrets-to", _folder["secrets"]);
        var bare = await ApplyAsync(Three);

        Assert.All([same, bare], run => Assert.Equal((0, "Created 0, kept 3, changed 0, deleted 0, failed 0." + Environment.NewLine), (run.ExitCode, run.Output)));
        Assert.All(_simulator.Requests.Skip(sent), request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task A_key_that_differs_is_changed_to_what_its_row_says()
    {
        _simulator.Add(new() { Hash = "h1", Name = "a", LimitUsd = 50, LimitReset = LimitReset.Weekly, IncludeByokInLimit = true });

        var run = await ApplyAsync("""[{"name":"a","limit":5}]""");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("""{"limit":5}""", _simulator.Requests[^1].Body);
        Assert.True(_simulator.OnlyKey().IncludeByokInLimit);
    }

    [Fact]
    public async Task What_nobody_can_change_is_told()
    {
        _simulator.Add(new() { Hash = "h1", Name = "a" });

        var run = await ApplyAsync("""[{"name":"a","expires_at":"2099-01-01T00:00:00Z"}]""");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(":1: warning: The key exists with another expires_at", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_no_row_names_stay_unless_pruned_in_the_workspaces_of_the_file()
    {
        _simulator.Add(new() { Hash = "h1", Name = "other" });
        _simulator.Add(new() { Hash = "h2", Name = "team", WorkspaceId = Guid.NewGuid() });

        await ApplyAsync("""[{"name":"a"}]""", "--reveal");
        Assert.Equal(["a", "team", "other"], _simulator.Keys.Select(key => key.Name));
        var pruned = await ApplyAsync("""[{"name":"a"}]""", "--prune");

        Assert.Equal("Created 0, kept 1, changed 0, deleted 1, failed 0." + Environment.NewLine, pruned.Output);
        Assert.Equal(["a", "team"], _simulator.Keys.Select(key => key.Name));
    }

    [Fact]
    public async Task A_key_that_a_row_names_is_not_pruned_where_its_workspace_is_listed_twice()
    {
        // The API may list the default workspace under its id too; here one key stands in the answers to both lists.
        const string Answer = """{"data":[{"hash":"h1","name":"a"},{"hash":"h2","name":"b"}]}""";
        for (var list = 0; list < 2; list++)
        {
            _simulator.EnqueueFault(SimulatedFault.RespondWith(Answer, HttpStatusCode.OK));
            _simulator.EnqueueFault(SimulatedFault.RespondWith("""{"data":[]}""", HttpStatusCode.OK));
        }

        var run = await ApplyAsync("""[{"name":"a"},{"name":"b","workspace_id":"0df9e665-d932-5740-b2c7-b52af166bc11"}]""", "--prune", "--dry-run", "--json");

        Assert.Equal(["keep", "keep"], JsonElement.Parse(run.Output).EnumerateArray().Select(step => step.GetProperty("action").GetString()));
    }

    [Fact]
    public async Task A_dry_run_shows_the_plan_and_changes_nothing()
    {
        _simulator.Add(new() { Hash = "h1", Name = "a", LimitUsd = 5 });
        _simulator.Add(new() { Hash = "h2", Name = "b", LimitUsd = 5 });
        _simulator.Add(new() { Hash = "h3", Name = "other", IsDisabled = true });

        var people = await ApplyAsync(Three, "--dry-run", "--prune");
        var script = await ApplyAsync(Three, "--dry-run", "--prune", "--json");

        var rows = people.Output.Split(Environment.NewLine).Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToArray();
        Assert.Equal(["ACTION", "NAME", "LINE", "WHAT"], rows[0]);
        Assert.Equal(["keep", "a", "1", "enabled"], rows[1]);
        Assert.Equal(["change", "b", "2", """{"limit":7,"limit_reset":"daily"}"""], rows[2]);
        Assert.Equal(["create", "c", "3", """{"name":"c"}"""], rows[3]);
        Assert.Equal(["delete", "other", "-", "disabled"], rows[4]);
        Assert.Equal(["keep", "change", "create", "delete"], JsonElement.Parse(script.Output).EnumerateArray().Select(step => step.GetProperty("action").GetString()));
        Assert.All(_simulator.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task Json_is_one_array_of_what_became_of_each_step()
    {
        _simulator.Add(new() { Hash = "h1", Name = "a", LimitUsd = 5 });

        var run = await ApplyAsync(Three, "--json");

        var steps = JsonElement.Parse(run.Output).EnumerateArray().ToDictionary(step => step.GetProperty("name").GetString()!);
        Assert.Equal("keep", steps["a"].GetProperty("action").GetString());
        Assert.Equal("create", steps["b"].GetProperty("action").GetString());
        Assert.StartsWith("sk-or-v1-", steps["b"].GetProperty("key").GetString(), StringComparison.Ordinal);
        Assert.Equal(7, steps["b"].GetProperty("data").GetProperty("limit").GetInt32());
        Assert.Equal(2, steps["b"].GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task Json_beside_a_file_has_no_secret()
    {
        var run = await ApplyAsync(Three, "--json", "--secrets-to", _folder["secrets"]);

        Assert.Equal(3, JsonElement.Parse(run.Output).GetArrayLength());
        Assert.DoesNotMatch("sk-or-v1-[0-9a-f]{64}", run.Output);
    }

    [Fact]
    public async Task Without_a_place_for_secrets_nothing_is_created()
    {
        var run = await ApplyAsync(Three);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Empty(_simulator.Keys);
    }

    [Fact]
    public async Task A_name_that_several_keys_have_is_told_and_nothing_is_changed()
    {
        _simulator.Add(new() { Hash = "h1", Name = "b" });
        _simulator.Add(new() { Hash = "h2", Name = "b" });

        var run = await ApplyAsync(Three, "--json");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.EndsWith(":2: 2 keys are named \"b\": rename or delete all but one.", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.All(_simulator.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task A_refused_creation_is_told_the_others_are_created_and_nothing_is_pruned()
    {
        _simulator.Add(new() { Hash = "h1", Name = "other" });
        for (var answered = 0; answered < 4; answered++)
        {
            _simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.Zero)); // the lists, of the plan and of the creation
        }

        _simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.BadRequest));

        var run = await ApplyAsync(Three, "--secrets-to", _folder["secrets"], "--prune");

        Assert.Equal((1, "Created 2, kept 0, changed 0, deleted 0, failed 1." + Environment.NewLine), (run.ExitCode, run.Output));
        Assert.StartsWith("create \"", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(3, _simulator.Keys.Count);
    }

    [Fact]
    public async Task A_management_key_that_is_refused_is_not_tried_for_each_row()
    {
        foreach (var name in "abc")
        {
            _simulator.Add(new() { Hash = $"h-{name}", Name = $"{name}", LimitUsd = 100 });
        }

        _simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.Zero)); // the list
        _simulator.EnqueueFault(SimulatedFault.DelayResponse(TimeSpan.Zero));
        _simulator.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.Unauthorized));

        var run = await ApplyAsync(Three);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("Stopped: ", run.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Single(_simulator.Requests, request => request.Method == "PATCH");
    }

    [Fact]
    public async Task Cancelled_before_anything_was_created_ends_with_130()
    {
        var run = await ApplyAsync(Three, new Setting { Cancellation = new CancellationToken(canceled: true) }, "--json");

        Assert.Equal(130, run.ExitCode);
        Assert.Empty(_simulator.Keys);
    }

    [Fact]
    public async Task A_person_sees_a_progress_bar_and_the_end()
    {
        var run = await ApplyAsync(Three, new Setting { OutputIsScreen = true }, "--secrets-to", _folder["secrets"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.EndsWith("Created 3, kept 0, changed 0, deleted 0, failed 0." + Environment.NewLine, run.Output, StringComparison.Ordinal);
    }

    private Task<Run> ApplyAsync(string json, params string[] options) => ApplyAsync(json, new Setting(), options);

    private Task<Run> ApplyAsync(string json, Setting setting, params string[] options) =>
        _simulator.RunAsync(setting, ["apply", _folder.Write("keys.json", json), .. options]);
}
