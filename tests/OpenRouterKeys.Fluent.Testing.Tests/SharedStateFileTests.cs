namespace OpenRouterKeys.Fluent.Testing.Tests;

/// <summary>Two simulators use one file at the same time, as two processes do: each has its own lock and its own copy of the keys.</summary>
public sealed class SharedStateFileTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("simulator-");
    private OpenRouterSimulator _first = null!;
    private OpenRouterSimulator _second = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string StateFile => Path.Combine(_folder.FullName, "state.json");

    public async ValueTask InitializeAsync()
    {
        _first = await StartAsync();
        _second = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Parallel_creations_lose_no_key()
    {
        const int Count = 100;
        using var client1 = _first.CreateClient();
        using var client2 = _second.CreateClient();

        var created = await Task.WhenAll(Enumerable.Range(0, Count).SelectMany(i => new[] { client1, client2 }
            .Select(client => client.CreateAsync(KeyRequest.Named($"{i}"), Token))));

        await using var third = await StartAsync();
        Assert.Equal(2 * Count, _first.Keys.Count);
        Assert.Equal(_first.Keys, _second.Keys);
        Assert.Equal(_first.Keys, third.Keys);
        Assert.Equal(created.Select(key => key.Info.Hash).Order(), _first.Keys.Select(key => key.Hash).Order());
    }

    [Fact]
    public async Task Request_uses_changes_of_the_other_simulator()
    {
        using var client1 = _first.CreateClient();
        using var client2 = _second.CreateClient();
        var created = await client1.CreateAsync(KeyRequest.Named("a").Limit(10), Token);
        var hash = created.Info.Hash;

        var updated = await client2.UpdateAsync(hash, update => update.WithName("b"), Token);
        _first.Spend(hash, 3);
        var read = await client2.GetAsync(hash, Token);
        var current = await client2.GetCurrentAsync(created.Key, Token);
        await client2.DeleteAsync(hash, Token);

        Assert.Equal("b", updated.Name);
        Assert.Equal(("b", 7), (read.Name, read.LimitRemainingUsd));
        Assert.Equal(7, current.LimitRemainingUsd);
        Assert.Empty(_first.Keys);
        await Assert.ThrowsAsync<NoSuchKeyException>(() => client1.GetAsync(hash, Token));
    }

    [Fact]
    public async Task Workspace_of_the_other_simulator_exists()
    {
        var workspace = new Workspace { Id = Guid.NewGuid(), Name = "Team" };
        _first.Add(workspace);
        using var client = _second.CreateClient();

        var keys = client.ListAsync(new() { WorkspaceId = workspace.Id }, Token);

        Assert.Equal(0, await keys.CountAsync(Token)); // 404 for an unknown workspace
    }

    [Fact]
    public async Task Deletion_by_the_other_simulator_removes_the_bindings()
    {
        _first.Add(new() { Hash = "h1" });
        _first.Bind("h1", new() { GuardrailId = "guardrail-1" });
        using var client2 = _second.CreateClient();
        using var http = new HttpClient { BaseAddress = _first.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", _first.ManagementKey.Reveal());
        var assignments = new Uri("guardrails/assignments/keys", UriKind.Relative);
        Assert.Contains("\"total_count\":1", await http.GetStringAsync(assignments, Token), StringComparison.Ordinal);

        await client2.DeleteAsync("h1", Token);

        Assert.Contains("\"total_count\":0", await http.GetStringAsync(assignments, Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replaced_file_is_read_again()
    {
        _first.Add(new() { Hash = "h1" });
        _first.Add(new() { Hash = "h2" });
        Assert.Equal(2, _second.Keys.Count);
        for (var i = 0; i < 100; i++)
        {
            _first.Spend("h1", 1);
        }

        using var client = _first.CreateClient();
        await client.DeleteAsync("h2", Token);
        var length = new FileInfo(StateFile).Length;
        await using var third = await StartAsync();
        Assert.InRange(new FileInfo(StateFile).Length, 0, length / 10);

        _second.Spend("h1", 1);
        _first.Add(new() { Hash = "h3" });

        Assert.Equal(["h3", "h1"], third.Keys.Select(key => key.Hash));
        Assert.Equal(101, third.Keys[1].Usage.TotalUsd);
        Assert.Equal(third.Keys, _first.Keys);
        Assert.Equal(third.Keys, _second.Keys);
    }

    [Fact]
    public void Deleted_file_leaves_no_keys()
    {
        _first.Add(new() { Hash = "h1" });
        File.Delete(StateFile);

        _first.Add(new() { Hash = "h2" });

        Assert.Equal("h2", Assert.Single(_first.Keys).Hash);
        Assert.Equal(_first.Keys, _second.Keys);
    }

    [Fact]
    public async Task Keys_remain_available_after_disposal_and_deletion()
    {
        _first.Add(new() { Hash = "h1" });
        await _first.DisposeAsync();
        File.Delete(StateFile);

        Assert.Equal("h1", Assert.Single(_first.Keys).Hash);
        Assert.False(File.Exists(StateFile));
    }

    [Fact]
    public async Task Link_to_the_file_shares_its_lock()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Creating a link requires a privilege.");
        var link = Path.Combine(_folder.CreateSubdirectory("links").FullName, "link.json");
        File.CreateSymbolicLink(link, StateFile);
        await using var linked = await OpenRouterSimulator.StartAsync(link, Token);

        linked.Add(new() { Hash = "h1" });

        Assert.Equal(_first.Keys, linked.Keys);
        Assert.Equal([link], Directory.GetFiles(Path.GetDirectoryName(link)!));
    }

    [Fact]
    public async Task Relative_path_of_a_relative_link_is_resolved_from_the_folder_of_the_link()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Creating a link requires a privilege.");
        var link = Path.Combine(Path.GetDirectoryName(StateFile)!, "relative.json");
        File.CreateSymbolicLink(link, Path.GetFileName(StateFile));
        await using var linked = await OpenRouterSimulator.StartAsync(Path.GetRelativePath(Environment.CurrentDirectory, link), Token);

        linked.Add(new() { Hash = "h1" });

        Assert.Equal("h1", Assert.Single(_first.Keys).Hash);
    }

    private Task<OpenRouterSimulator> StartAsync() => OpenRouterSimulator.StartAsync(StateFile, Token);
}
