using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

/// <summary>A typing error never creates or changes a key.</summary>
public sealed class CommandWordsTests : IAsyncLifetime
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
    [InlineData("create --dryrun --json", "'--dryrun' is not an option of create. Did you mean '--dry-run'?")]
    [InlineData("create --name=ci --json", "'--name' is not an option of create. Write openrouter-keys create NAME.")]
    [InlineData("create ci --JSON", "'--JSON' is not an option of create. Did you mean '--json'?")]
    [InlineData("create ci -json", "'-json' is not an option of create. Did you mean '--json'?")]
    [InlineData("create ci --json --lim 5", "'--lim' is not an option of create. Did you mean '--limit'?")]
    [InlineData("create \u2014json ci", "'\u2014json' is not an option of create. Did you mean '--json'?")]
    [InlineData("create -5 --json", "'-5' is not an option of create. If it is the NAME, write it after --.")]
    [InlineData("create --simulatr=x ci --json", "'--simulatr' is not an option of create. Did you mean '--simulator'?")]
    [InlineData("create ci --version --json", "'--version' is not an option of create.")]
    [InlineData("update h1 --disable --nme", "'--nme' is not an option of update. Did you mean '--name'?")]
    [InlineData("update --disable --nme", "'--nme' is not an option of update. Did you mean '--name'?")]
    [InlineData("delete --yse", "'--yse' is not an option of delete. Did you mean '--yes'?")]
    [InlineData("show ci --reveal", "'--reveal' is not an option of show. A key's secret is returned only when the key is created. To get a new secret, use rotate.")]
    [InlineData("show --output secret ci", "'--output' is not an option of show. A key's secret is returned only when the key is created. To get a new secret, use rotate.")]
    [InlineData("update ci --expires 30d", "'--expires' is not an option of update. A key's expiration cannot be changed. Delete the key and create it again.")]
    [InlineData("rotate ci --secrets-to new.key", "'--secrets-to' is not an option of rotate. Did you mean '--secret-to'?")]
    [InlineData("list --nothing-similar", "'--nothing-similar' is not an option of list.")]
    public async Task Unknown_option_is_not_used_as_an_argument(string command, string error) => await AssertErrorAsync(command.Split(' '), error);

    [Theory]
    [InlineData("creat ci --json", "'creat' is not a command. Did you mean 'create'?")]
    [InlineData("LIST", "'LIST' is not a command. Did you mean 'list'?")]
    [InlineData("del h1 --yes", "'del' is not a command. Did you mean 'delete'?")]
    [InlineData("[diagram] create ci --json", "'[diagram]' is not a command.")]
    [InlineData("-v", "'-v' is not an option of openrouter-keys. Did you mean '--version'?")]
    [InlineData("help apply x", "Unexpected word 'x'. Remove it.")]
    [InlineData("help nonsense", "'nonsense' is not a command.")]
    [InlineData("help lsit", "'lsit' is not a command. Did you mean 'list'?")]
    [InlineData("help rotat", "'rotat' is not a command. Did you mean 'rotate'?")]
    [InlineData("creat --help", "'creat' is not a command. Did you mean 'create'?")]
    [InlineData("--json create ci", "--json is an option of a command. Write it after the command: openrouter-keys COMMAND --json.")]
    [InlineData("--limit 5 create ci", "--limit is an option of a command. Write it after the command: openrouter-keys COMMAND --limit.")]
    public async Task Unknown_command_exits_with_2(string command, string error)
    {
        var run = await CommandRunner.Default.RunAsync(command.Split(' '));

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(error, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("create ci --json --limit", "--limit has no value. Write --limit USD.")]
    [InlineData("create ci --limit --json", "--limit has no value. ")]
    [InlineData("create ci --json --reset", "--reset has no value. Write --reset daily|weekly|monthly|never.")]
    [InlineData("create ci --policy --json", "--policy has no value. ")]
    [InlineData("create ci --creator - --json", "--creator has no value. ")]
    [InlineData("create ci --creator \u2014json --reveal", "--creator has no value. ")]
    [InlineData("update h1 --name --disable", "--name has no value. Write --name NAME; ")]
    [InlineData("current --key-from --json", "--key-from has no value. Write --key-from FILE|-; ")]
    [InlineData("create ci --json=true", "--json does not take a value. ")]
    [InlineData("create ci --json --limit 5 --limit 6", "--limit is given twice. Remove one.")]
    [InlineData("create ci --json --byok=true --byok=false", "--byok is given twice. Remove one.")]
    [InlineData("create --json --byok flase", "--byok: 'flase' is not true or false. ")]
    [InlineData("create ci --secret-to=", "--secret-to has no file name. Write --secret-to=FILE.")]
    [InlineData("apply keys.csv --secrets-dir=", "--secrets-dir has no file name. Write --secrets-dir=DIR.")]
    [InlineData("apply keys.csv --secrets-dir -", "--secrets-dir has no value. Write --secrets-dir DIR; ")]
    [InlineData("create ci --json --from-json=", "--from-json has no file name. Write --from-json=FILE.")]
    public async Task Option_without_its_value_exits_with_2(string command, string error) => await AssertErrorAsync(command.Split(' '), error);

    [Theory]
    [InlineData("create a b c --json", "'b' is not expected: create has only one NAME. Put quotes around a value with spaces: \"a b\".")]
    [InlineData("list h1", "'h1' is not expected: list has no arguments. Remove it.")]
    [InlineData("create - --json", "'-' means standard input, which cannot be used as NAME. If it is the NAME, write it after --.")]
    [InlineData("show", "KEY is missing. Write openrouter-keys show KEY.")]
    public async Task Too_many_or_too_few_arguments_exit_with_2(string command, string error) => await AssertErrorAsync(command.Split(' '), error);

    [Theory]
    [InlineData("create", "--simulator", "try.json")]
    [InlineData("create", "--simulator", "./try", "--json")]
    [InlineData("list", "--simulator", "try.json")]
    [InlineData("apply", "keys.csv", "--simulator", "try.json")]
    public async Task File_after_simulator_is_not_used_as_an_argument(params string[] args)
    {
        var run = await CommandRunner.Default.RunAsync(args);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains($"is not read as the file of --simulator. Write --simulator={args.First(arg => arg.Contains("try", StringComparison.Ordinal))}", run.ErrorLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Option_without_its_file_creates_no_file()
    {
        var run = await CommandRunner.Default.RunAsync("create", "ci", "--simulator", "--secret-to", "--jsn");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("--secret-to has no value. Write --secret-to FILE", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal("'--jsn' is not an option of create. Did you mean '--json'?", run.ErrorLines[1]);
        Assert.False(File.Exists("--jsn"));
    }

    [Fact]
    public async Task Unknown_option_does_not_display_a_key()
    {
        var secret = "sk-or-v1-" + new string('a', 64);
        string[][] commands = [["create", "--" + secret], ["create", "-" + secret + "=1"], [secret], ["create", "ci", secret], ["create", "--byok", secret], ["help", secret]];
        foreach (var command in commands)
        {
            var run = await CommandRunner.Default.RunAsync(command);

            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.DoesNotContain("aaaa", run.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"name":"--dryrun"}""", "--", "--dryrun")]
    [InlineData("""{"name":"-"}""", "--", "-")]
    [InlineData("""{"name":"a","limit":5}""", "--limit=5", "a")]
    [InlineData("""{"name":"a","limit":5}""", "a", "--limit:5")]
    [InlineData("""{"name":"a","creator_user_id":"-x=y"}""", "a", "--creator=-x=y")]
    [InlineData("""{"name":"a","creator_user_id":"--json"}""", "a", "--creator=--json")]
    [InlineData("""{"name":"a","include_byok_in_limit":true}""", "a", "--byok")]
    [InlineData("""{"name":"a","include_byok_in_limit":true}""", "--byok", "--", "a")]
    [InlineData("""{"name":"a","include_byok_in_limit":false}""", "--byok", "false", "a", "--dry-run")]
    [InlineData("""{"name":"[suggest]"}""", "[suggest]")]
    [InlineData("""{"name":"list"}""", "list")]
    public async Task Valid_command_line_has_one_meaning(string json, params string[] args)
    {
        var run = await CommandRunner.Default.RunAsync(["create", "--dry-run", .. args]);

        Assert.Equal((0, json + Environment.NewLine), (run.ExitCode, run.Output));
    }

    [Theory]
    [InlineData("--limit", "-5", "ORK1004 --limit: ")]
    [InlineData("--name", "", "ORK1001 --name: ")]
    [InlineData("--name", "=", "")]
    public async Task Invalid_value_is_reported_by_its_rule(string option, string value, string error)
    {
        var run = await CommandRunner.Default.RunAsync("update", "h1", option, value, "--simulator");

        Assert.StartsWith(error, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Help:", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ls")]
    [InlineData("get", "h1")]
    [InlineData("rm", "h1", "--yes")]
    public async Task Alias_runs_the_command(params string[] args)
    {
        _simulator.Add(new() { Hash = "h1", Name = "a" });

        Assert.Equal(0, (await _simulator.RunAsync(args)).ExitCode);
    }

    private async Task AssertErrorAsync(string[] args, string error)
    {
        var run = await new CommandRunner { ManagementKey = _simulator.ManagementKey.Reveal() }.RunAsync([args[0], $"--base-address={_simulator.BaseAddress}", .. args[1..]]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(error, run.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal($"Help: openrouter-keys {args[0]} --help", run.ErrorLines[^1]);
        Assert.Empty(_simulator.Requests);
    }
}
