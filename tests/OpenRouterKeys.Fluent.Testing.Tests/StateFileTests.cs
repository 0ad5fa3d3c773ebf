using System.Text.Json;
using OpenRouterKeys.Fluent.Testing.Api;

namespace OpenRouterKeys.Fluent.Testing.Tests;

public sealed class StateFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("simulator-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Path => System.IO.Path.Combine(_folder.FullName, "state.json");

    private string LockPath => Path + ".lock";

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Next_simulator_has_the_same_keys()
    {
        IReadOnlyList<KeyInfo> saved;
        CreatedKey created;
        await using (var first = await StartAsync())
        {
            using var client = first.CreateClient();
            created = await client.CreateAsync(KeyRequest.Named("a").Limit(10).ResetsMonthly(), Token);
            var disabled = await client.CreateAsync(KeyRequest.Named("b"), Token);
            var deleted = await client.CreateAsync(KeyRequest.Named("c"), Token);
            first.Spend(created.Info.Hash, 7);
            await client.UpdateAsync(disabled.Info.Hash, update => update.Disable(), Token);
            await client.DeleteAsync(deleted.Info.Hash, Token);
            saved = first.Keys;
        }

        await using var second = await StartAsync();
        using var keys = second.CreateClient();
        Assert.Equal(["b", "a"], saved.Select(key => key.Name));
        Assert.Equal(saved, second.Keys);
        Assert.Equal(saved[1].Label, (await keys.GetCurrentAsync(created.Key, Token)).Label);
    }

    [Fact]
    public async Task Next_simulator_has_the_same_workspaces()
    {
        var workspace = new Workspace { Id = Guid.NewGuid(), Name = "Team", Slug = "team" };
        await using (var first = await StartAsync())
        {
            first.Add(workspace);
            first.Add(new() { Hash = "h1" });
        }

        await using var second = await StartAsync();

        Assert.Equal(["Default Workspace", "Team"], await WorkspaceNamesAsync(second));
    }

    [Fact]
    public async Task Every_property_of_an_earlier_format_is_restored_as_a_client_reads_it()
    {
        await File.WriteAllTextAsync(
            Path,
            """
            {"as_of":"2027-01-31T00:00:00Z","data":[
              {"hash":"h1","name":"a","label":"l","disabled":true,"limit":10.50,"limit_remaining":-1,"limit_reset":"weekly","include_byok_in_limit":true,
               "usage":1,"usage_daily":2,"usage_weekly":3,"usage_monthly":4,"byok_usage":5,"byok_usage_daily":6,"byok_usage_weekly":7,"byok_usage_monthly":8,
               "created_at":"2027-01-01T00:00:00Z","updated_at":"2027-01-02T00:00:00Z","expires_at":"2099-01-03T00:00:00Z","creator_user_id":"u",
               "workspace_id":null,"external_user":"e","last_used_at":"2027-01-04T00:00:00.5Z","new":{"a":[
                 1]},"key":"sk-or-v1-canary"},
              {"hash":"h2","name":null,"disabled":"yes","limit":1e300,"limit_remaining":1e300,"limit_reset":"yearly","usage":null,"created_at":"2027","workspace_id":"w"},
              {"hash":"h3","limit_reset":7}
            ]}
            """,
            Token);
        await using var simulator = await StartAsync();
        using var client = simulator.CreateClient();
        var read = await client.ListAsync(new() { IncludeDisabled = true, IncludeExpired = true }, Token)
            .ToListAsync(Token);

        Assert.Equal(3, read.Count);
        Assert.Equal(read, simulator.Keys);
        var key = Assert.Single(read, key => key.Hash == "h1");
        Assert.Equal((10.5m, -1m, LimitReset.Weekly, "e", "new"), (key.LimitUsd, key.LimitRemainingUsd, key.LimitReset, key.ExternalUser, Assert.Single(key.AdditionalProperties).Key));
        Assert.Equal(LimitReset.Unknown, Assert.Single(read, key => key.Hash == "h2").LimitReset);
        await using var next = await StartAsync();
        Assert.Equal(read, next.Keys);
    }

    [Fact]
    public async Task Workspaces_of_an_earlier_format_are_restored()
    {
        await File.WriteAllTextAsync(
            Path,
            """
            {
              "as_of": "2027-01-31T00:00:00Z",
              "data": [{"hash":"h1"}],
              "workspaces": [{"id":"00000000-0000-4000-8000-000000000002","name":"Team","slug":"team"}]
            }
            """,
            Token);
        await using (await StartAsync())
        {
        }

        await using var second = await StartAsync();

        Assert.Equal(["Default Workspace", "Team"], await WorkspaceNamesAsync(second));
        Assert.Equal("h1", Assert.Single(second.Keys).Hash);
    }

    [Fact]
    public async Task Every_line_is_a_JSON_object()
    {
        await using var simulator = await StartAsync();
        simulator.Add(new Workspace { Id = Guid.NewGuid(), Name = "Team" });
        simulator.Add(new() { Hash = "h1", Name = "a\nb" });
        using var client = simulator.CreateClient();
        await client.DeleteAsync("h1", Token);

        var lines = (await File.ReadAllTextAsync(Path, Token)).Split('\n');

        Assert.Equal(5, lines.Length);
        Assert.All(lines[..^1], line => Assert.Equal(JsonValueKind.Object, JsonElement.Parse(line).ValueKind));
        Assert.Empty(lines[^1]);
    }

    [Fact]
    public async Task Change_of_one_of_many_keys_appends_one_line()
    {
        const int Count = 200;
        await using var simulator = await StartAsync();
        using var client = simulator.CreateClient();
        for (var i = 0; i < Count; i++)
        {
            simulator.Add(new() { Hash = $"h{i}", Name = "a" });
        }

        // An open file is not affected when another one is moved to its path.
        using var reader = new StreamReader(new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        Assert.Equal(1 + Count, (await reader.ReadToEndAsync(Token)).Count('\n'.Equals));

        await client.UpdateAsync("h7", update => update.WithName("b"), Token);

        Assert.Contains("\"h7\"", Assert.Single((await reader.ReadToEndAsync(Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        reader.BaseStream.Position = 0;
        reader.DiscardBufferedData();
        Assert.Equal(await File.ReadAllTextAsync(Path, Token), await reader.ReadToEndAsync(Token));
    }

    [Fact]
    public async Task Incomplete_last_line_is_ignored_and_removed()
    {
        await using (var first = await StartAsync())
        {
            first.Add(new() { Hash = "h1" });
            first.Add(new() { Hash = "h2" });
        }

        var complete = await File.ReadAllBytesAsync(Path, Token);
        await File.WriteAllBytesAsync(Path, complete[..^1], Token); // as if the process had been killed
        await using (var second = await StartAsync())
        {
            Assert.Equal("h1", Assert.Single(second.Keys).Hash);
            second.Add(new() { Hash = "h3" });
        }

        await using var third = await StartAsync();

        Assert.Equal(["h3", "h1"], third.Keys.Select(key => key.Hash));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"data":{"hash":"h2"}}""")]
    [InlineData("""{"deleted_hash":1}""")]
    public async Task Damaged_line_throws(string line)
    {
        await using (var first = await StartAsync())
        {
            first.Add(new() { Hash = "h1" });
        }

        await File.AppendAllTextAsync(Path, line + "\n", Token);

        var exception = await Assert.ThrowsAsync<InvalidDataException>(StartAsync);

        Assert.Contains(Path, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_with_many_lines_per_key_is_shortened_at_start()
    {
        IReadOnlyList<KeyInfo> saved;
        await using (var first = await StartAsync())
        {
            first.Add(new Workspace { Id = Guid.NewGuid(), Name = "Team" });
            first.Add(new() { Hash = "old", CreatedAt = DateTimeOffset.UnixEpoch });
            first.Add(new() { Hash = "h1" });
            first.Add(new() { Hash = "h2" });
            for (var i = 0; i < 100; i++)
            {
                first.Spend("h1", 1);
            }

            saved = first.Keys;
        }

        await using (await StartAsync())
        {
            Assert.Equal(1 + 2 + 3, (await File.ReadAllLinesAsync(Path, Token)).Length);
        }

        await using var third = await StartAsync();
        Assert.Equal(saved, third.Keys);
        Assert.Equal(["h2", "h1", "old"], saved.Select(key => key.Hash));
        Assert.Equal(["Default Workspace", "Team"], await WorkspaceNamesAsync(third));
    }

    [Fact]
    public void Locked_file_throws_after_the_wait()
    {
        var file = new StateFile(Path, maxWait: TimeSpan.Zero);
        using (file.Lock(Token))
        {
            var exception = Assert.Throws<IOException>(() => file.Lock(Token));
            Assert.StartsWith($"Another process has locked {Path} ", exception.Message, StringComparison.Ordinal);
        }

        file.Lock(Token).Dispose();
    }

    [Fact]
    public async Task File_contains_no_secret_and_no_temporary_file_remains()
    {
        await using var simulator = await StartAsync();
        using var client = simulator.CreateClient();
        var created = await client.CreateAsync(KeyRequest.Named("a"), Token);

        Assert.DoesNotContain(created.Key.Reveal(), await File.ReadAllTextAsync(Path, Token), StringComparison.Ordinal);
        Assert.Equal([Path, LockPath], Directory.GetFiles(_folder.FullName).Order());
    }

    [Fact]
    public async Task Failed_write_leaves_no_temporary_file()
    {
        await using var simulator = await StartAsync();
        using var client = simulator.CreateClient();
        File.Delete(Path);
        Directory.CreateDirectory(Path); // makes the move to this path fail

        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(KeyRequest.Named("a"), Token));

        Assert.Equal([LockPath], Directory.GetFiles(_folder.FullName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"as_of":"2027-01-31T00:00:00Z"}""")]
    [InlineData("""{"as_of":"2027-01-31T00:00:00Z","data":[1]}""")]
    [InlineData("""{"as_of":"2027-01-31T00:00:00Z","data":[],"workspaces":[{"id":"a"}]}""")]
    [InlineData("""{"as_of":"soon","data":[]}""")]
    [InlineData("""{"as_of":7,"data":[]}""")]
    public async Task Other_file_throws_with_its_path_and_is_not_changed(string text)
    {
        await File.WriteAllTextAsync(Path, text, Token);

        var exception = await Assert.ThrowsAsync<InvalidDataException>(StartAsync);

        Assert.Contains(Path, exception.Message, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(Path, Token));
    }

    private Task<OpenRouterSimulator> StartAsync() => OpenRouterSimulator.StartAsync(Path, Token);

    private static async Task<IEnumerable<string?>> WorkspaceNamesAsync(OpenRouterSimulator simulator)
    {
        using var http = new HttpClient { BaseAddress = simulator.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", simulator.ManagementKey.Reveal());
        var json = JsonElement.Parse(await http.GetStringAsync(new Uri("workspaces", UriKind.Relative), Token));
        return json.GetProperty("data").EnumerateArray().Select(known => known.GetProperty("name").GetString());
    }
}
