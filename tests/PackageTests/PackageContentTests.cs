using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OpenRouterKeys.PackageTests;

/// <summary>Inspects the files, dependencies and assembly references of the packages.</summary>
public sealed partial class PackageContentTests(PackageFeed feed)
{
    private const string Analyzers = "analyzers/dotnet/roslyn4.11/cs/OpenRouterKeys.Fluent.Analyzers.dll";
    private const string CodeFixes = "analyzers/dotnet/roslyn4.11/cs/OpenRouterKeys.Fluent.CodeFixes.dll";

    [Fact]
    public void Library_package_contains_library_analyzers_and_build_files_and_schema_only() => Assert.Equal(
        [
            "OpenRouterKeys.Fluent.nuspec",
            "README.md",
            Analyzers,
            CodeFixes,
            "buildTransitive/OpenRouterKeys.Fluent.props",
            "buildTransitive/OpenRouterKeys.Fluent.targets",
            "lib/net10.0/OpenRouterKeys.Fluent.dll",
            "lib/net10.0/OpenRouterKeys.Fluent.xml",
            "schemas/openrouter-keys.policy.schema.json",
        ],
        GetFiles($"OpenRouterKeys.Fluent.{PackageFeed.Version}.nupkg"));

    [Theory]
    [InlineData("OpenRouterKeys.Fluent.DependencyInjection")]
    [InlineData("OpenRouterKeys.Fluent.Testing")]
    public void Other_package_contains_one_library_only(string id) =>
        Assert.Equal([$"{id}.nuspec", "README.md", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"], GetFiles($"{id}.{PackageFeed.Version}.nupkg"));

    [Theory]
    [InlineData("OpenRouterKeys.Fluent")]
    [InlineData("OpenRouterKeys.Fluent.DependencyInjection")]
    [InlineData("OpenRouterKeys.Fluent.Testing")]
    public void Symbols_are_in_a_separate_package(string id) =>
        Assert.Equal([$"{id}.nuspec", $"lib/net10.0/{id}.pdb"], GetFiles($"{id}.{PackageFeed.Version}.snupkg"));

    // A development dependency would not apply to projects that reference a consumer of the package.
    [Fact]
    public void Library_package_depends_on_its_runtime_dependencies_only()
    {
        using var package = feed.Open($"OpenRouterKeys.Fluent.{PackageFeed.Version}.nupkg");
        using var stream = package.GetEntry("OpenRouterKeys.Fluent.nuspec")!.Open();
        var elements = XDocument.Load(stream).Descendants().ToLookup(element => element.Name.LocalName);

        Assert.Equal(
            ["FluentValidation", "Flurl.Http", "Microsoft.Extensions.Logging.Abstractions", "Polly.Core"],
            elements["dependency"].Select(dependency => (string)dependency.Attribute("id")!).Order());
        Assert.Empty(elements["developmentDependency"]);
    }

    // An analyzer with a reference to a newer or to any other assembly does not load in older compilers and other hosts (CS8032).
    [Theory]
    [InlineData(Analyzers)]
    [InlineData(CodeFixes)]
    public void Analyzer_references_only_assemblies_of_Roslyn_4_11(string assembly)
    {
        // The assemblies of Roslyn 4.11.0 and their references, and the analyzers, which the code fixes reference.
        Dictionary<string, Version> available = new()
        {
            ["netstandard"] = new(2, 0, 0, 0),
            ["Microsoft.CodeAnalysis"] = new(4, 11, 0, 0),
            ["Microsoft.CodeAnalysis.CSharp"] = new(4, 11, 0, 0),
            ["Microsoft.CodeAnalysis.CSharp.Workspaces"] = new(4, 11, 0, 0),
            ["Microsoft.CodeAnalysis.Workspaces"] = new(4, 11, 0, 0),
            ["System.Collections.Immutable"] = new(8, 0, 0, 0),
            ["System.Composition.AttributedModel"] = new(8, 0, 0, 0),
            ["System.Memory"] = new(4, 0, 1, 2),
            ["OpenRouterKeys.Fluent.Analyzers"] = new(0, 1, 0, 0),
        };

        Assert.All(GetReferences(assembly), reference =>
        {
            Assert.Contains(reference.Name, available.Keys);
            Assert.True(reference.Version <= available[reference.Name], $"{reference.Name} {reference.Version}");
        });
    }

    private List<(string Name, Version Version)> GetReferences(string assembly)
    {
        using var package = feed.Open($"OpenRouterKeys.Fluent.{PackageFeed.Version}.nupkg");
        using var image = new MemoryStream();
        using (var entry = package.GetEntry(assembly)!.Open())
        {
            entry.CopyTo(image);
        }

        image.Position = 0;
        using var portable = new PEReader(image);
        var metadata = portable.GetMetadataReader();
        return
        [
            .. metadata.AssemblyReferences
                .Select(metadata.GetAssemblyReference)
                .Select(reference => (metadata.GetString(reference.Name), reference.Version)),
        ];
    }

    private List<string> GetFiles(string file)
    {
        using var package = feed.Open(file);
        return [.. package.Entries.Select(entry => entry.FullName).Where(name => !PackageFormatRegex().IsMatch(name)).Order(StringComparer.Ordinal)];
    }

    // Files that are in every package.
    [GeneratedRegex(@"^(_rels/|package/services/|\[Content_Types\]\.xml$)")]
    private static partial Regex PackageFormatRegex();
}
