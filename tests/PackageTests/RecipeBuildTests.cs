using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace OpenRouterKeys.PackageTests;

/// <summary>Follows each recipe: creates a project with the named packages and the printed files, and builds it.</summary>
public sealed partial class RecipeBuildTests(PackageFeed feed)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Recipes_build_without_warnings()
    {
        var folder = Path.Combine(feed.ConsumersFolder, "Recipes");
        var pagePath = Path.Combine(GetRepositoryFolder(), "src/OpenRouterKeys.Fluent.DependencyInjection/RECIPES.md");
        var page = await File.ReadAllTextAsync(pagePath, Token);
        var recipes = SectionRegex().Split(page).Skip(1);
        var projects = recipes.Select((recipe, index) => WriteProject($"{folder}/Recipe{index + 1}", recipe)).ToList();
        var references = projects.Select(project => $"""<Project Path="{project}" />""");
        await File.WriteAllTextAsync(Path.Combine(folder, "Recipes.slnx"), $"<Solution>{string.Concat(references)}</Solution>", Token);

        var build = await DotNetCommand.RunAsync(
            folder, ["build", "Recipes.slnx", $"-p:VersionUnderTest={PackageFeed.Version}", $"-p:RepositoryFolder={GetRepositoryFolder()}"]);

        Assert.True(build.ExitCode == 0 && !build.Output.Contains("warning", StringComparison.Ordinal), build.Output);
        Assert.Equal(["Recipe1", "Recipe2", "Recipe3", "Recipe4", "Recipe5"], projects.Select(Path.GetFileNameWithoutExtension));
        Assert.All(projects, project => Assert.True(File.Exists(AssemblyOf(project)), build.Output));
    }

    /// <returns>The path of the project file.</returns>
    private static string WriteProject(string folder, string section)
    {
        Directory.CreateDirectory(folder);
        foreach (Match file in FileRegex().Matches(section))
        {
            File.WriteAllText(Path.Combine(folder, file.Groups["name"].Value), file.Groups["text"].Value);
        }

        // As the template creates it.
        var template = TemplateRegex().Match(section).Groups["name"].Value;
        var sdk = template switch { "web" => "Microsoft.NET.Sdk.Web", "worker" => "Microsoft.NET.Sdk.Worker", _ => "Microsoft.NET.Sdk" };
        var packages = PackageRegex().Matches(section).Select(match => match.Groups["id"].Value).Concat(template == "worker" ? ["Microsoft.Extensions.Hosting"] : []);
        var project = Path.Combine(folder, Path.GetFileName(folder) + ".csproj");
        File.WriteAllText(project, $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(packages.Select(id => $"""<PackageReference Include="{id}" />"""))}
              </ItemGroup>
            </Project>
            """);
        return project;
    }

    private static string AssemblyOf(string project) =>
        Path.Combine(Path.GetDirectoryName(project)!, "bin", "Debug", "net10.0", Path.GetFileNameWithoutExtension(project) + ".dll");

    private static string GetRepositoryFolder([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../.."));

    [GeneratedRegex(@"^## ", RegexOptions.Multiline)]
    private static partial Regex SectionRegex();

    [GeneratedRegex(@"^dotnet new (?<name>\w+)$", RegexOptions.Multiline)]
    private static partial Regex TemplateRegex();

    [GeneratedRegex(@"^dotnet add package (?<id>\S+)$", RegexOptions.Multiline)]
    private static partial Regex PackageRegex();

    [GeneratedRegex(@"^`(?<name>[^`\n]+)`:\n\n```\w+\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FileRegex();
}
