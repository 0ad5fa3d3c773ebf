using System.Text.Json;

namespace OpenRouterKeys.Fluent.Testing.Tests;

public sealed class StateFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("simulator-");

    private string Path => System.IO.Path.Combine(_folder.FullName, "state.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Next_simulator_has_the_same_keys()
    {
        IReadOnlyList<KeyInfo> saved;
        CreatedKey created;
        await using (var first = await StartAsync())
        {
            using var client = first.CreateClient();
            created = await client.CreateAsync(KeyRequest.Named("a").Limit(10).ResetsMonthly(), TestContext.Current.CancellationToken);
            var disabled = await client.CreateAsync(KeyRequest.Named("b"), TestContext.Current.CancellationToken);
            var deleted = await client.CreateAsync(KeyRequest.Named("c"), TestContext.Current.CancellationToken);
            first.Spend(created.Info.Hash, 7);
            await client.UpdateAsync(disabled.Info.Hash, update => update.Disable(), TestContext.Current.CancellationToken);
            await client.DeleteAsync(deleted.Info.Hash, TestContext.Current.CancellationToken);
            saved = first.Keys;
        }

        await using var second = await StartAsync();
        using var keys = second.CreateClient();
        Assert.Equal(["b", "a"], saved.Select(key => key.Name));
        Assert.Equal(saved, second.Keys);
        Assert.Equal(saved[1].Label, (await keys.GetCurrentAsync(created.Key, TestContext.Current.CancellationToken)).Label);
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
        using var http = new HttpClient { BaseAddress = second.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", second.ManagementKey.Reveal());
        var json = JsonElement.Parse(await http.GetStringAsync(new Uri("workspaces", UriKind.Relative), TestContext.Current.CancellationToken));

        Assert.Equal(["default", "team"], json.GetProperty("data").EnumerateArray().Select(known => known.GetProperty("slug").GetString()));
    }

    [Fact]
    public async Task Every_property_is_restored_as_a_client_reads_it()
    {
        await File.WriteAllTextAsync(
            Path,
            """
            {"as_of":"2027-01-31T00:00:00Z","data":[
              {"hash":"h1","name":"a","label":"l","disabled":true,"limit":10.50,"limit_remaining":-1,"limit_reset":"weekly","include_byok_in_limit":true,
               "usage":1,"usage_daily":2,"usage_weekly":3,"usage_monthly":4,"byok_usage":5,"byok_usage_daily":6,"byok_usage_weekly":7,"byok_usage_monthly":8,
               "created_at":"2027-01-01T00:00:00Z","updated_at":"2027-01-02T00:00:00Z","expires_at":"2099-01-03T00:00:00Z","creator_user_id":"u",
               "workspace_id":null,"external_user":"e","last_used_at":"2027-01-04T00:00:00.5Z","new":{"a":[1]},"key":"sk-or-v1-canary"},
              {"hash":"h2","name":null,"disabled":"yes","limit":1e300,"limit_remaining":1e300,"limit_reset":"yearly","usage":null,"created_at":"2027","workspace_id":"w"},
              {"hash":"h3","limit_reset":7}
            ]}
            """,
            TestContext.Current.CancellationToken);
        await using var simulator = await StartAsync();
        using var client = simulator.CreateClient();
        var read = await client.ListAsync(new() { IncludeDisabled = true, IncludeExpired = true }, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, read.Count);
        Assert.Equal(read, simulator.Keys);
        var key = Assert.Single(read, key => key.Hash == "h1");
        Assert.Equal((10.5m, -1m, LimitReset.Weekly, "e", "new"), (key.LimitUsd, key.LimitRemainingUsd, key.LimitReset, key.ExternalUser, Assert.Single(key.AdditionalProperties).Key));
        Assert.Equal(LimitReset.Unknown, Assert.Single(read, key => key.Hash == "h2").LimitReset);
    }

    [Fact]
    public async Task File_contains_no_secret_and_no_temporary_file_remains()
    {
        await using var simulator = await StartAsync();
        using var client = simulator.CreateClient();
        var created = await client.CreateAsync(KeyRequest.Named("a"), TestContext.Current.CancellationToken);

        Assert.DoesNotContain(created.Key.Reveal(), await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal([Path], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public async Task Failed_write_leaves_no_temporary_file()
    {
        await using var simulator = await StartAsync();
        using var client = simulator.CreateClient();
        File.Delete(Path);
        Directory.CreateDirectory(Path); // makes the move to this path fail

        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(KeyRequest.Named("a"), TestContext.Current.CancellationToken));

        Assert.Empty(Directory.GetFiles(_folder.FullName));
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
        await File.WriteAllTextAsync(Path, text, TestContext.Current.CancellationToken);

        var exception = await Assert.ThrowsAsync<InvalidDataException>(StartAsync);

        Assert.Contains(Path, exception.Message, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken));
    }

    private Task<OpenRouterSimulator> StartAsync() => OpenRouterSimulator.StartAsync(Path, TestContext.Current.CancellationToken);
}
