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
