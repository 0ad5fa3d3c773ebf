using System.IO.Compression;
using System.Reflection;
using System.Runtime.CompilerServices;
using OpenRouterKeys.PackageTests;

[assembly: AssemblyFixture(typeof(PackageFeed))]

namespace OpenRouterKeys.PackageTests;

/// <summary>Packs the libraries and the command once for all tests, into a temporary folder that also contains copies of the consumer projects.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("openrouter-keys-packages-");

    /// <summary>Unique to this run, so that no cached package is tested. Not a pre-release, which dependencies on a release version exclude.</summary>
    public static string Version { get; } = $"999.{DateTime.UtcNow.DayOfYear}.{(int)DateTime.UtcNow.TimeOfDay.TotalMilliseconds}";

    /// <summary>A platform for which the feed contains a package of the command. The tests run on others.</summary>
    public static string NativePlatform => "freebsd-x64";

    public string ConsumersFolder => Path.Combine(_folder.FullName, "consumers");

    public async ValueTask InitializeAsync()
    {
        Copy(Path.Combine(AppContext.BaseDirectory, "Consumers"), ConsumersFolder);
        AddNativePackage();
        await PackAsync();
    }

    public ZipArchive Open(string package) => ZipFile.OpenRead(Path.Combine(FeedFolder, package));

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private string FeedFolder => Path.Combine(ConsumersFolder, "feed");

    // Compiling the command with NativeAOT would take a minute.
    private void AddNativePackage()
    {
        Directory.CreateDirectory(FeedFolder);
        var id = $"OpenRouterKeys.Cli.{NativePlatform}";
        using var package = ZipFile.Open(Path.Combine(FeedFolder, $"{id}.{Version}.nupkg"), ZipArchiveMode.Create);
        using var nuspec = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open());
        nuspec.Write($"<package><metadata><id>{id}</id><version>{Version}</version><authors>test</authors><description>test</description></metadata></package>");
    }

    // Packs what was built with these tests, because another build would take a minute; with one command, because each one takes seconds to start.
    private async Task PackAsync()
    {
        var project = Path.Combine(_folder.FullName, "pack.proj");
        var packed = string.Join(';', GetPackedProjects());
        await File.WriteAllTextAsync(project, $"""<Project><Target Name="Pack"><MSBuild Projects="{packed}" Targets="Pack" /></Target></Project>""");
        string[] properties = [$"-p:PackageVersion={Version}", $"-p:Configuration={GetConfiguration()}"];
        var pack = await DotNetCommand.RunAsync(_folder.FullName, ["pack", project, "--no-build", "--output", FeedFolder, .. properties]);
        Assert.True(pack.ExitCode == 0 && !pack.Output.Contains("warning", StringComparison.Ordinal), pack.Output);
    }

    private static IEnumerable<string> GetPackedProjects() =>
        from project in Directory.EnumerateFiles(Path.Combine(GetRepositoryFolder(), "src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        where File.ReadAllText(project).Contains("<IsPackable>true", StringComparison.Ordinal)
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
