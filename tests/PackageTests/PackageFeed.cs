using System.IO.Compression;
using System.Reflection;
using System.Runtime.CompilerServices;
using OpenRouterKeys.PackageTests;

[assembly: AssemblyFixture(typeof(PackageFeed))]

namespace OpenRouterKeys.PackageTests;

/// <summary>Packs the libraries once for all tests, into a temporary folder that also contains copies of the consumer projects.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("openrouter-keys-packages-");

    /// <summary>Unique to this run, so that no cached package is tested. Not a pre-release, which dependencies on a release version exclude.</summary>
    public static string Version { get; } = $"999.{DateTime.UtcNow.DayOfYear}.{(int)DateTime.UtcNow.TimeOfDay.TotalMilliseconds}";

    public string ConsumersFolder => Path.Combine(_folder.FullName, "consumers");

    public async ValueTask InitializeAsync()
    {
        Copy(Path.Combine(AppContext.BaseDirectory, "Consumers"), ConsumersFolder);
        await PackAsync();
    }

    public ZipArchive Open(string package) => ZipFile.OpenRead(Path.Combine(FeedFolder, package));

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private string FeedFolder => Path.Combine(ConsumersFolder, "feed");

    // Packs what was built with these tests, because another build would take a minute; with one command, because each one takes seconds to start.
    private async Task PackAsync()
    {
        var project = Path.Combine(_folder.FullName, "pack.proj");
        var packed = string.Join(';', GetLibraryProjects());
        await File.WriteAllTextAsync(project, $"""<Project><Target Name="Pack"><MSBuild Projects="{packed}" Targets="Pack" /></Target></Project>""");
        string[] properties = [$"-p:PackageVersion={Version}", $"-p:Configuration={GetConfiguration()}"];
        var pack = await DotNetCommand.RunAsync(_folder.FullName, ["pack", project, "--no-build", "--output", FeedFolder, .. properties]);
        Assert.True(pack.ExitCode == 0 && !pack.Output.Contains("warning", StringComparison.Ordinal), pack.Output);
    }

    // Except the command, which is a tool and not referenced by projects.
    private static IEnumerable<string> GetLibraryProjects() =>
        from project in Directory.EnumerateFiles(Path.Combine(GetRepositoryFolder(), "src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let text = File.ReadAllText(project)
        where text.Contains("<IsPackable>true", StringComparison.Ordinal) && !text.Contains("<PackAsTool>true", StringComparison.Ordinal)
        select project;

    private static string GetConfiguration() => typeof(PackageFeed).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private static string GetRepositoryFolder([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../.."));

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
