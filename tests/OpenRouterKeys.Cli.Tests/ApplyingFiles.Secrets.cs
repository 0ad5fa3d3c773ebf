namespace OpenRouterKeys.Cli.Tests;

/// <summary>Where a new key's secret cannot be kept.</summary>
public sealed partial class ApplyingFiles
{
    [Fact]
    public async Task A_key_whose_secret_cannot_be_kept_is_taken_back()
    {
        var run = await ApplyAsync(Three, new Setting { CreateSecretFile = _ => new FullDisk() }, "--secrets-to", "secrets");

        Assert.Equal(5, run.ExitCode);
        Assert.Matches("^Created 0, .* failed [1-3].", run.Output);
        Assert.StartsWith("Stopped: ", run.ErrorLines[^1], StringComparison.Ordinal);
        Assert.Empty(_simulator.Keys);
        Assert.DoesNotMatch("sk-or-v1-[0-9a-f]{64}", run.Output + run.Error);
    }

    [Fact]
    public async Task Where_the_output_takes_nothing_keys_are_taken_back_unless_a_file_has_their_secrets()
    {
        await using var closed = new ClosedPipe();

        var lost = await ApplyAsync(Three, new Setting { Output = closed }, "--json");
        Assert.Equal(5, lost.ExitCode);
        Assert.Empty(_simulator.Keys);
        var kept = await ApplyAsync(Three, new Setting { Output = closed }, "--json", "--secrets-to", _folder["secrets"]);

        Assert.Equal(5, kept.ExitCode);
        Assert.Equal(3, _simulator.Keys.Count);
        Assert.Equal(3, (await File.ReadAllLinesAsync(_folder["secrets"], TestContext.Current.CancellationToken)).Length);
    }
}
