using System.Text.Json;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

/// <summary>What <c>apply</c> does after an earlier run was killed, and while another one is running.</summary>
public sealed class InterruptedApplyTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private OpenRouterSimulator _simulator = null!;

    public async ValueTask InitializeAsync() => _simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _directory.Dispose();
        await _simulator.DisposeAsync();
    }

    [Theory]
    [InlineData("--secrets-to", "secrets")]
    [InlineData("--secrets-to", "secrets.csv")]
    [InlineData("--secrets-dir", "secrets")]
    public async Task Second_run_adds_to_the_destination(string option, string destination)
    {
        await ApplyAsync("ab", option, _directory[destination]);
        var run = await ApplyAsync("abc", option, _directory[destination]);

        Assert.Equal((0, "Created 1, kept 2, updated 0, deleted 0, failed 0."), (run.ExitCode, run.OutputLines[^1]));
        var files = option == "--secrets-dir" ? Directory.GetFiles(_directory[destination]) : [_directory[destination]];
        var secrets = files.SelectMany(File.ReadAllLines).Where(line => line.Contains("sk-or-v1-", StringComparison.Ordinal)).Select(SecretText.FindIn).ToList();
        Assert.Equal(3, secrets.Count);
        using var client = _simulator.CreateClient();
        foreach (var secret in secrets)
        {
            Assert.NotNull(await client.GetCurrentAsync(ApiKey.From(secret), TestContext.Current.CancellationToken));
        }

        Assert.False(File.Exists(_directory[destination + ".journal"]));
    }

    [Fact]
    public async Task Csv_of_secrets_has_name_hash_and_key_and_keeps_its_format()
    {
        await ApplyAsync("a", "--secrets-to", _directory["secrets.csv"]);
        File.Move(_directory["secrets.csv"], _directory["secrets"]);
        await ApplyAsync("ab", "--secrets-to", _directory["secrets"]);

        var lines = await File.ReadAllLinesAsync(_directory["secrets"], TestContext.Current.CancellationToken);
        Assert.Equal("name,hash,key", lines[0]);
        Assert.Equal(_simulator.Keys.Select(key => $"{key.Name},{key.Hash}").Order(), lines.Skip(1).Select(line => line[..line.LastIndexOf(',')]).Order());
    }

    [Fact]
    public async Task Key_without_a_stored_secret_is_named_with_exit_code_8_and_the_other_rows_are_completed()
    {
        await LoseSecretOfAsync("b");

        var run = await ApplyAsync("abc", "--secrets-to", _directory["secrets"]);
        var again = await ApplyAsync("abc", "--secrets-to", _directory["secrets"]);

        var hash = _simulator.Keys.Single(key => key.Name == "b").Hash;
        Assert.Equal((8, "Created 1, kept 1, updated 0, deleted 0, failed 1."), (run.ExitCode, run.OutputLines[^1]));
        Assert.Equal((8, "Created 0, kept 2, updated 0, deleted 0, failed 1."), (again.ExitCode, again.OutputLines[^1]));
        Assert.All([run, again], each => Assert.Contains($"the key with the hash {hash}, but its secret was not stored", Assert.Single(each.ErrorLines), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Replace_orphans_creates_the_key_again_and_completes_the_journal()
    {
        await LoseSecretOfAsync("b");

        var run = await ApplyAsync("abc", "--secrets-to", _directory["secrets"], "--replace-orphans");
        var again = await ApplyAsync("abc", "--secrets-to", _directory["secrets"]);

        Assert.Equal((0, "Created 2, kept 1, updated 0, deleted 1, failed 0."), (run.ExitCode, run.OutputLines[^1]));
        Assert.Equal((0, "Created 0, kept 3, updated 0, deleted 0, failed 0."), (again.ExitCode, again.OutputLines[^1]));
        Assert.Equal(StoredHashes().Order(), _simulator.Keys.Select(key => key.Hash).Order());
        Assert.False(File.Exists(_directory["secrets.journal"]));
    }

    [Fact]
    public async Task Orphan_that_could_not_be_replaced_is_still_named_much_later()
    {
        var later = new LaterTimeProvider(TimeSpan.FromHours(1));
        await LoseSecretOfAsync("b");
        _simulator.EnqueueFault(SimulatedFault.None); // the list in two pages
        _simulator.EnqueueFault(SimulatedFault.None);
        _simulator.EnqueueFault(SimulatedFault.Reject(System.Net.HttpStatusCode.BadRequest)); // the deletion of the orphan

        var failed = await ApplyAsync("abc", new CommandRunner { TimeProvider = later }, "--secrets-to", _directory["secrets"], "--replace-orphans");
        var again = await ApplyAsync("abc", "--secrets-to", _directory["secrets"]);

        Assert.Equal(1, failed.ExitCode);
        Assert.Equal(8, again.ExitCode);
    }

    [Fact]
    public async Task Key_that_was_used_or_existed_before_the_run_is_not_an_orphan()
    {
        _simulator.Add(new() { Hash = "before", Name = "a", CreatedAt = DateTimeOffset.UtcNow.AddHours(-1) });
        await LoseSecretOfAsync("b");
        _simulator.Spend(_simulator.Keys.Single(key => key.Name == "b").Hash, 1);

        var run = await ApplyAsync("abc", "--secrets-to", _directory["secrets"]);

        Assert.Equal((0, "Created 1, kept 2, updated 0, deleted 0, failed 0."), (run.ExitCode, run.OutputLines[^1]));
    }

    [Fact]
    public async Task Dry_run_shows_the_orphan_and_its_exit_code()
    {
        await LoseSecretOfAsync("b");

        var run = await ApplyAsync("abc", "--secrets-to", _directory["secrets"], "--dry-run", "--detailed-exit-code");

        Assert.Equal(8, run.ExitCode);
        Assert.Matches("orphan +b +- +exists, but its secret was not stored", run.Output);
    }

    [Fact]
    public async Task Incomplete_last_line_is_reported_and_later_lines_are_complete()
    {
        await ApplyAsync("ab", "--secrets-to", _directory["secrets"]);
        var text = await File.ReadAllTextAsync(_directory["secrets"], TestContext.Current.CancellationToken);
        _directory.Write("secrets", text[..^40]);

        var run = await ApplyAsync("abc", "--secrets-to", _directory["secrets"]);

        Assert.Equal($"{_directory["secrets"]}:2: warning: The line is incomplete, so its secret is not stored.", run.ErrorLines[0]);
        Assert.Equal(3, (await File.ReadAllLinesAsync(_directory["secrets"], TestContext.Current.CancellationToken)).Length);
    }

    [Theory]
    [InlineData("name,limit\na,5\n")]
    [InlineData("[{\"name\":\"a\"}]")]
    [InlineData("{\"name\":\"a\"}\n")]
    public async Task Other_file_is_unchanged_and_nothing_is_sent(string text)
    {
        _directory.Write("customers", text);

        var run = await ApplyAsync("a", "--secrets-to", _directory["customers"]);

        Assert.Equal(2, run.ExitCode);
        Assert.EndsWith("it is not a file of secrets that this command wrote. Use another file. Nothing was sent.", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(_directory["customers"], TestContext.Current.CancellationToken));
        Assert.Empty(_simulator.Requests);
    }

    [Fact]
    public async Task Empty_file_is_accepted_after_an_interruption_only()
    {
        _directory.Write("secrets", "");
        var first = await ApplyAsync("a", "--secrets-to", _directory["secrets"]);
        _directory.Write("secrets.journal", """[{"name":"a","since":"2026-11-30T00:00:00Z"}]""");
        var rerun = await ApplyAsync("a", "--secrets-to", _directory["secrets"]);

        Assert.Equal((2, 0), (first.ExitCode, rerun.ExitCode));
        Assert.Contains("exists, and is empty or not a regular file. Delete it, or use another file. Nothing was sent.", first.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/null")]
    [InlineData("/dev/stdout")]
    [InlineData("/proc/self/fd/2")]
    public async Task Device_is_rejected_without_waiting(string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs Linux.");

        var run = await ApplyAsync("a", "--secrets-to", path);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(_simulator.Requests);
    }

    [Fact]
    public async Task Csv_that_a_spreadsheet_saved_is_accepted()
    {
        await ApplyAsync("a", "--secrets-to", _directory["secrets.csv"]);
        var text = await File.ReadAllTextAsync(_directory["secrets.csv"], TestContext.Current.CancellationToken);
        _directory.Write("secrets.csv", text.Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Equal(0, (await ApplyAsync("ab", "--secrets-to", _directory["secrets.csv"])).ExitCode);
    }

    [Theory]
    [InlineData("[null]")]
    [InlineData("[{\"workspace_id\":null}]")]
    [InlineData("{")]
    public async Task Damaged_journal_is_reported(string text)
    {
        _directory.Write("secrets.journal", text);

        var run = await ApplyAsync("a", "--secrets-to", _directory["secrets"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is not a journal of this command.", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(_directory["secrets.journal"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Rerun_with_another_destination_names_the_journal_of_the_interrupted_run()
    {
        await LoseSecretOfAsync("b");
        await ApplyAsync("abc", "--secrets-to", _directory["secrets"]); // records its journal, because the orphan remains

        var other = await ApplyAsync("abc", "--secrets-to", _directory["other"]);
        var none = await ApplyAsync("abc");
        await ApplyAsync("abc", "--secrets-to", _directory["secrets"], "--replace-orphans");
        var after = await ApplyAsync("abc");

        Assert.Equal((8, 8, 0), (other.ExitCode, none.ExitCode, after.ExitCode));
        Assert.All([other, none], run => Assert.Contains(_directory["secrets.journal"], run.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Concurrent_runs_with_another_spelling_of_the_address_create_each_key_once()
    {
        var file = _directory.Write("keys.json", """[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"}]""");
        var runner = new CommandRunner { ManagementKey = _simulator.ManagementKey.Reveal() };
        var address = _simulator.BaseAddress.AbsoluteUri;
        var runs = await Task.WhenAll(
            new[] { address, address.TrimEnd('/'), address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) }
                .Select((spelling, at) => runner.RunAsync("apply", file, "--secrets-to", _directory[$"secrets{at}"], "--base-address", spelling)));

        Assert.All(runs, run => Assert.Equal((0, ""), (run.ExitCode, run.Error.Replace("Another apply for this account is running. Waiting for it to end." + Environment.NewLine, "", StringComparison.Ordinal))));
        Assert.Equal(4, _simulator.Keys.Count);
    }

    [Fact]
    public async Task Concurrent_runs_create_each_key_once()
    {
        var file = _directory.Write("keys.json", """[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"},{"name":"e"},{"name":"f"},{"name":"g"},{"name":"h"}]""");
        var runs = await Task.WhenAll(
            _simulator.RunAsync("apply", file, "--secrets-to", _directory["first"]),
            _simulator.RunAsync("apply", file, "--secrets-to", _directory["second"]));

        Assert.All(runs, run => Assert.Equal(0, run.ExitCode));
        Assert.Equal(8, _simulator.Keys.Count);
        Assert.Contains(runs, run => run.Error.Contains("Another apply for this account is running.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Folder_has_one_file_per_key()
    {
        var file = _directory.Write("keys.json", """[{"name":"customer 7"},{"name":"../x:y"}]""");

        var run = await _simulator.RunAsync("apply", file, "--secrets-dir", _directory["secrets"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["%2E.%2Fx%3Ay", "customer 7"], Directory.GetFiles(_directory["secrets"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(_directory["secrets"]), secret => Assert.Matches("^sk-or-v1-[0-9a-f]{64}\n$", File.ReadAllText(secret)));
    }

    [Fact]
    public async Task Folder_with_a_file_of_a_new_key_changes_nothing()
    {
        Directory.CreateDirectory(_directory["secrets"]);
        _directory.Write("secrets/a", "other");

        var run = await ApplyAsync("a", "--secrets-dir", _directory["secrets"]);

        Assert.Equal((2, $"--secrets-dir: {_directory["secrets/a"]} already exists. Move or delete it."), (run.ExitCode, run.ErrorLines[0]));
        Assert.Empty(_simulator.Keys);
    }

    [Fact]
    public async Task Secrets_on_output_are_JSON_lines()
    {
        var run = await ApplyAsync("ab", "--secrets-to", "-");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["a", "b"], run.OutputLines.Select(line => JsonElement.Parse(line).GetProperty("data").GetProperty("name").GetString()).Order());
        Assert.Equal("Created 2, kept 0, updated 0, deleted 0, failed 0.", run.ErrorLines[^1]);
    }

    private IEnumerable<string?> StoredHashes() =>
        File.ReadAllLines(_directory["secrets"]).Select(line => JsonElement.Parse(line).GetProperty("data").GetProperty("hash").GetString());

    /// <summary>Leaves what a run leaves that is killed after the API created the second of three keys.</summary>
    private async Task LoseSecretOfAsync(string name)
    {
        var since = JsonSerializer.Serialize(DateTimeOffset.UtcNow);
        await ApplyAsync("a", "--secrets-to", _directory["secrets"]);
        using var client = _simulator.CreateClient();
        await client.CreateAsync(KeyRequest.Named(name), TestContext.Current.CancellationToken);
        _directory.Write("secrets.journal", $$"""[{"name":"a","since":{{since}}},{"name":"{{name}}","since":{{since}}},{"name":"c","since":{{since}}}]""");
    }

    private Task<CommandResult> ApplyAsync(string names, params string[] options) => ApplyAsync(names, CommandRunner.Default, options);

    private Task<CommandResult> ApplyAsync(string names, CommandRunner runner, params string[] options)
    {
        var rows = names.Select(name => $$"""{"name":"{{name}}"}""");
        return _simulator.RunAsync(runner, ["apply", _directory.Write($"{names}.json", $"[{string.Join(',', rows)}]"), .. options]);
    }

    private sealed class LaterTimeProvider(TimeSpan offset) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + offset;
    }
}
