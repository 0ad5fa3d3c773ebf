namespace OpenRouterKeys.Fluent.Testing.Tests;

public sealed class StateFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("simulator-");

    private string Path => System.IO.Path.Combine(_folder.FullName, "state.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_one_simulator_held_the_next_one_holds()
    {
        IReadOnlyList<KeyInfo> held;
        CreatedKey created;
        await using (var first = await StartAsync())
        {
            using var client = first.CreateClient();
            created = await client.CreateAsync(KeyRequest.Named("a").Limit(10).ResetsMonthly(), TestContext.Current.CancellationToken);
            var changed = await client.CreateAsync(KeyRequest.Named("b"), TestContext.Current.CancellationToken);
            var gone = await client.CreateAsync(KeyRequest.Named("c"), TestContext.Current.CancellationToken);
            first.Spend(created.Info.Hash, 7);
            await client.UpdateAsync(changed.Info.Hash, change => change.Disable(), TestContext.Current.CancellationToken);
            await client.DeleteAsync(gone.Info.Hash, TestContext.Current.CancellationToken);
            held = first.Keys;
        }

        await using var second = await StartAsync();
        using var keys = second.CreateClient();
        Assert.Equal(["b", "a"], held.Select(key => key.Name));
        Assert.Equal(held, second.Keys);
        Assert.Equal(held[1], await keys.GetCurrentAsync(created.Key, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_file_holds_no_secret_and_no_other_file_stays()
    {
        await using var simulator = await StartAsync();
        using var client = simulator.CreateClient();
        var created = await client.CreateAsync(KeyRequest.Named("a"), TestContext.Current.CancellationToken);

        Assert.DoesNotContain(created.Key.Reveal(), await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal([Path], Directory.GetFiles(_folder.FullName));
    }

    [Fact]
    public async Task A_write_that_fails_leaves_no_half_of_a_file()
    {
        await using var simulator = await StartAsync();
        using var client = simulator.CreateClient();
        File.Delete(Path);
        Directory.CreateDirectory(Path); // nothing can be moved there

        await Assert.ThrowsAsync<KeyOutcomeUnknownException>(() => client.CreateAsync(KeyRequest.Named("a"), TestContext.Current.CancellationToken));

        Assert.Empty(Directory.GetFiles(_folder.FullName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"as_of":"2027-01-31T00:00:00Z"}""")]
    [InlineData("""{"as_of":"2027-01-31T00:00:00Z","data":[1]}""")]
    [InlineData("""{"as_of":"soon","data":[]}""")]
    [InlineData("""{"as_of":7,"data":[]}""")]
    public async Task A_file_that_holds_something_else_is_refused_by_name_and_left_as_it_is(string text)
    {
        await File.WriteAllTextAsync(Path, text, TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<InvalidDataException>(StartAsync);

        Assert.Contains(Path, refused.Message, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken));
    }

    private Task<OpenRouterSimulator> StartAsync() => OpenRouterSimulator.StartAsync(Path, TestContext.Current.CancellationToken);
}
