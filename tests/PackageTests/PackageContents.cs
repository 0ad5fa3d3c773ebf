using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OpenRouterKeys.PackageTests;

public sealed partial class PackageContents(Feed feed)
{
    private const string Analyzers = "analyzers/dotnet/roslyn5.0/cs/OpenRouterKeys.Fluent.Analyzers.dll";
    private const string CodeFixes = "analyzers/dotnet/roslyn5.0/cs/OpenRouterKeys.Fluent.CodeFixes.dll";

    [Fact]
    public void The_library_carries_its_analyzer_and_the_switch_and_nothing_else() => Assert.Equal(
        [
            "OpenRouterKeys.Fluent.nuspec",
            "README.md",
            Analyzers,
            CodeFixes,
            "buildTransitive/OpenRouterKeys.Fluent.targets",
            "lib/net10.0/OpenRouterKeys.Fluent.dll",
            "lib/net10.0/OpenRouterKeys.Fluent.xml",
        ],
        FilesOf($"OpenRouterKeys.Fluent.{Feed.Version}.nupkg"));

    [Theory]
    [InlineData("OpenRouterKeys.Fluent.DependencyInjection")]
    [InlineData("OpenRouterKeys.Fluent.Testing")]
    public void What_is_beside_the_library_is_a_library_alone(string id) =>
        Assert.Equal([$"{id}.nuspec", "README.md", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"], FilesOf($"{id}.{Feed.Version}.nupkg"));

    [Theory]
    [InlineData("OpenRouterKeys.Fluent")]
    [InlineData("OpenRouterKeys.Fluent.DependencyInjection")]
    [InlineData("OpenRouterKeys.Fluent.Testing")]
    public void Symbols_have_a_package_of_their_own(string id) =>
        Assert.Equal([$"{id}.nuspec", $"lib/net10.0/{id}.pdb"], FilesOf($"{id}.{Feed.Version}.snupkg"));

    // A development dependency would not reach the projects that reference its user's.
    [Fact]
    public void The_library_depends_on_what_it_uses_and_not_on_the_compiler()
    {
        using var package = feed.Open($"OpenRouterKeys.Fluent.{Feed.Version}.nupkg");
        using var stream = package.GetEntry("OpenRouterKeys.Fluent.nuspec")!.Open();
        var elements = XDocument.Load(stream).Descendants().ToLookup(element => element.Name.LocalName);

        Assert.Equal(
            ["FluentValidation", "Flurl.Http", "Polly.Core"],
            elements["dependency"].Select(dependency => (string)dependency.Attribute("id")!).Order());
        Assert.Empty(elements["developmentDependency"]);
    }

    // A reference to anything newer, or to any other assembly, fails to load in an older compiler or in another host (CS8032).
    [Theory]
    [InlineData(Analyzers)]
    [InlineData(CodeFixes)]
    public void The_analyzer_loads_wherever_Roslyn_5_0_does(string assembly)
    {
        // What Roslyn 5.0.0 is, and what its own assemblies reference; and the one that is packed beside.
        Dictionary<string, Version> brought = new()
        {
            ["netstandard"] = new(2, 0, 0, 0),
            ["Microsoft.CodeAnalysis"] = new(5, 0, 0, 0),
            ["Microsoft.CodeAnalysis.CSharp"] = new(5, 0, 0, 0),
            ["Microsoft.CodeAnalysis.CSharp.Workspaces"] = new(5, 0, 0, 0),
            ["Microsoft.CodeAnalysis.Workspaces"] = new(5, 0, 0, 0),
            ["System.Collections.Immutable"] = new(9, 0, 0, 0),
            ["System.Composition.AttributedModel"] = new(9, 0, 0, 0),
            ["System.Memory"] = new(4, 0, 2, 0),
            ["OpenRouterKeys.Fluent.Analyzers"] = new(0, 1, 0, 0),
        };

        Assert.All(ReferencesOf(assembly), reference =>
        {
            Assert.Contains(reference.Name, brought.Keys);
            Assert.True(reference.Version <= brought[reference.Name], $"{reference.Name} {reference.Version}");
        });
    }

    private List<(string Name, Version Version)> ReferencesOf(string assembly)
    {
        using var package = feed.Open($"OpenRouterKeys.Fluent.{Feed.Version}.nupkg");
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

    private List<string> FilesOf(string file)
    {
        using var package = feed.Open(file);
        return [.. package.Entries.Select(entry => entry.FullName).Where(name => !OfTheFormat().IsMatch(name)).Order(StringComparer.Ordinal)];
    }

    // What every package has.
    [GeneratedRegex(@"^(_rels/|package/services/|\[Content_Types\]\.xml$)")]
    private static partial Regex OfTheFormat();
}
