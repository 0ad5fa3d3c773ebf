using System.IO.Compression;
using System.Reflection;
using System.Runtime.CompilerServices;
using OpenRouterKeys.PackageTests;

[assembly: AssemblyFixture(typeof(Feed))]

namespace OpenRouterKeys.PackageTests;

/// <summary>The packages of this repository, packed once for all tests into a folder that goes with them,
/// beside copies of the users' projects.</summary>
public sealed class Feed : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("openrouter-keys-packages-");

    /// <summary>Unique to the run, or a cache may give an older package. Not a pre-release, which a dependency on a release would pass over.</summary>
    public static string Version { get; } = $"999.{DateTime.UtcNow.DayOfYear}.{(int)DateTime.UtcNow.TimeOfDay.TotalMilliseconds}";

    public string Consumers => Path.Combine(_folder.FullName, "consumers");

    public async ValueTask InitializeAsync()
    {
        Copy(Path.Combine(AppContext.BaseDirectory, "Consumers"), Consumers);
        foreach (var project in Libraries())
        {
            // What was built for these tests is what is packed: a second build of it all would take a minute.
            string[] properties = [$"-p:PackageVersion={Version}", $"-p:Configuration={Configuration()}"];
            var packing = await DotNet.RunAsync(
                _folder.FullName, ["pack", project, "--no-build", "--output", Path.Combine(Consumers, "feed"), .. properties]);
            Assert.True(packing.ExitCode == 0 && !packing.Output.Contains("warning", StringComparison.Ordinal), packing.Output);
        }
    }

    public ZipArchive Open(string package) => ZipFile.OpenRead(Path.Combine(Consumers, "feed", package));

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    // The command is a tool: a package that nobody references.
    private static IEnumerable<string> Libraries() =>
        from project in Directory.EnumerateFiles(Path.Combine(Root(), "src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let text = File.ReadAllText(project)
        where text.Contains("<IsPackable>true", StringComparison.Ordinal) && !text.Contains("<PackAsTool>true", StringComparison.Ordinal)
        select project;

    private static string Configuration() => typeof(Feed).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../.."));

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
