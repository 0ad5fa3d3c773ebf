using System.Xml.Linq;

namespace OpenRouterKeys.PackageTests;

/// <summary>Installs the command from its package, and runs it.</summary>
public sealed class ToolTests(PackageFeed feed, ToolTests.Installation tool) : IClassFixture<ToolTests.Installation>
{
    private const string Id = "OpenRouterKeys.Cli";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Package_contains_only_files_that_are_used()
    {
        using var package = feed.Open($"{Id}.{PackageFeed.Version}.nupkg");

        Assert.Equal(
            [
                "any/CsvHelper.dll", "any/DotnetToolSettings.xml", "any/FluentValidation.dll", "any/Flurl.Http.dll", "any/Flurl.dll",
                "any/Microsoft.Extensions.DependencyInjection.Abstractions.dll", "any/Microsoft.Extensions.Logging.Abstractions.dll",
                "any/OpenRouterKeys.Cli.deps.json", "any/OpenRouterKeys.Cli.dll", "any/OpenRouterKeys.Cli.runtimeconfig.json",
                "any/OpenRouterKeys.Fluent.Testing.dll", "any/OpenRouterKeys.Fluent.dll", "any/Polly.Core.dll", "any/Spectre.Console.Ansi.dll",
                "any/Spectre.Console.dll", "any/System.CommandLine.dll", $"{PackageFeed.NativePlatform}/DotnetToolSettings.xml",
            ],
            package.Entries.Select(entry => entry.FullName.Split("tools/net10.0/")).Where(parts => parts.Length > 1).Select(parts => parts[1]).Order(StringComparer.Ordinal));
    }

    // The SDK installs the package that is named here instead.
    [Fact]
    public void Package_names_the_native_packages_of_the_feed()
    {
        using var package = feed.Open($"{Id}.{PackageFeed.Version}.nupkg");
        using var settings = package.GetEntry($"tools/net10.0/{PackageFeed.NativePlatform}/DotnetToolSettings.xml")!.Open();
        var native = Assert.Single(XDocument.Load(settings).Descendants("RuntimeIdentifierPackage"));

        Assert.Equal((PackageFeed.NativePlatform, $"{Id}.{PackageFeed.NativePlatform}"), ((string?)native.Attribute("RuntimeIdentifier"), (string?)native.Attribute("Id")));
    }

    [Fact]
    public async Task Command_does_not_require_ASP_NET_Core()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Symbolic links need a privilege.");
        var root = tool.CreateRootWithoutAspNetCore();

        var help = await tool.RunAsync(["--help"], root);
        var list = await tool.RunAsync(["list", "--simulator"], root);

        Assert.True(help.ExitCode == 0 && help.Output.Contains("Usage:", StringComparison.Ordinal), help.Output);
        Assert.Equal(
            new(2, $"--simulator needs the ASP.NET Core 10 runtime. Install it from https://dotnet.microsoft.com/download/dotnet/10.0.{Environment.NewLine}"), list);
    }

    [Fact]
    public async Task Simulator_uses_the_installed_ASP_NET_Core()
    {
        var create = await tool.RunAsync(["create", "ci-bot", "--limit", "5", "--secret-to", "ci.key", "--simulator"]);

        Assert.True(create.ExitCode == 0, create.Output);
        Assert.StartsWith("sk-or-v1-", await File.ReadAllTextAsync(Path.Combine(tool.Folder, "ci.key"), Token), StringComparison.Ordinal);
    }

    public sealed class Installation(PackageFeed feed) : IAsyncLifetime
    {
        public string Folder => Path.Combine(feed.ConsumersFolder, "Tool");

        public async ValueTask InitializeAsync()
        {
            Directory.CreateDirectory(Folder);
            var install = await DotNetCommand.RunProgramAsync(Folder, ["tool", "install", Id, "--version", PackageFeed.Version, "--tool-path", "installed"]);
            Assert.True(install.ExitCode == 0, install.Output);
        }

        internal Task<DotNetCommand> RunAsync(IEnumerable<string> args, string? dotNetRoot = null)
        {
            var program = Directory.EnumerateFiles(Path.Combine(Folder, "installed"), $"{Id}.dll", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 });
            return DotNetCommand.RunProgramAsync(Folder, [program.Single(), .. args], dotNetRoot);
        }

        public string CreateRootWithoutAspNetCore()
        {
            const string Runtime = "shared/Microsoft.NETCore.App";
            var root = Path.Combine(Folder, "root");
            Directory.CreateDirectory(Path.Combine(root, "shared"));
            File.Copy(Path.Combine(DotNetCommand.DotNetRoot, "dotnet"), Path.Combine(root, "dotnet"));
            Directory.CreateSymbolicLink(Path.Combine(root, "host"), Path.Combine(DotNetCommand.DotNetRoot, "host"));
            Directory.CreateSymbolicLink(Path.Combine(root, Runtime), Path.Combine(DotNetCommand.DotNetRoot, Runtime));
            return root;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
