using System.Runtime.CompilerServices;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

public class FaultsPageTests
{
    // When it fails, see what has changed and why; WRITE_FAULTS=1 writes the page that came out.
    [Fact]
    public async Task FAULTS_md_says_what_came_out()
    {
        await Matrix.PlayAllAsync();
        var page = await FaultsPage.WriteAsync();
        var path = Path.Combine(Folder(), "FAULTS.md");
        var written = File.Exists(path) ? (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n") : "";
        if (Environment.GetEnvironmentVariable("WRITE_FAULTS") == "1")
        {
            await File.WriteAllTextAsync(path, page, TestContext.Current.CancellationToken);
        }

        Assert.Equal(written, page);
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
