using System.Runtime.CompilerServices;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

public class FaultsPageTests
{
    // If this fails, find out what has changed and why. WRITE_FAULTS=1 updates the page.
    [Fact]
    public async Task FAULTS_md_matches_the_results()
    {
        await FaultMatrix.RunAllAsync();
        var page = await FaultsPage.WriteAsync();
        var path = Path.Combine(ProjectDirectory(), "FAULTS.md");
        var written = File.Exists(path) ? (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n") : "";
        if (Environment.GetEnvironmentVariable("WRITE_FAULTS") == "1")
        {
            await File.WriteAllTextAsync(path, page, TestContext.Current.CancellationToken);
        }

        Assert.Equal(written, page);
    }

    private static string ProjectDirectory([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
