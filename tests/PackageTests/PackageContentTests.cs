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
            "buildTransitive/net8.0/OpenRouterKeys.Fluent.props",
            "buildTransitive/net8.0/OpenRouterKeys.Fluent.targets",
            "icon.png",
            "lib/net10.0/OpenRouterKeys.Fluent.dll",
            "lib/net10.0/OpenRouterKeys.Fluent.xml",
            "lib/net8.0/OpenRouterKeys.Fluent.dll",
            "lib/net8.0/OpenRouterKeys.Fluent.xml",
            "schemas/openrouter-keys.policy.schema.json",
        ],
        GetFiles($"OpenRouterKeys.Fluent.{PackageFeed.Version}.nupkg"));

    [Theory]
    [InlineData("OpenRouterKeys.Fluent.DependencyInjection", "ConfigurationSchema.json", "buildTransitive/net8.0/OpenRouterKeys.Fluent.DependencyInjection.targets")]
    [InlineData("OpenRouterKeys.Fluent.Testing")]
    public void Other_package_contains_one_library_only(string id, params string[] others) => Assert.Equal(
        new[] { $"{id}.nuspec", "README.md", "icon.png", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml", $"lib/net8.0/{id}.dll", $"lib/net8.0/{id}.xml" }
            .Concat(others).Order(StringComparer.Ordinal),
        GetFiles($"{id}.{PackageFeed.Version}.nupkg"));

    [Theory]
    [InlineData("OpenRouterKeys.Fluent")]
    [InlineData("OpenRouterKeys.Fluent.DependencyInjection")]
    [InlineData("OpenRouterKeys.Fluent.Testing")]
    public void Symbols_are_in_a_separate_package(string id) =>
        Assert.Equal([$"{id}.nuspec", $"lib/net10.0/{id}.pdb", $"lib/net8.0/{id}.pdb"], GetFiles($"{id}.{PackageFeed.Version}.snupkg"));

    [Theory]
    [InlineData(
        "OpenRouterKeys.Fluent", "net10.0",
        "FluentValidation 11.11.0", "Flurl.Http 4.0.2", "Microsoft.Extensions.Logging.Abstractions 10.0.0", "Polly.Core 8.4.2")]
    [InlineData(
        "OpenRouterKeys.Fluent", "net8.0",
        "FluentValidation 11.11.0", "Flurl.Http 4.0.2", "Microsoft.Extensions.Logging.Abstractions 10.0.0", "Polly.Core 8.4.2",
        "System.Diagnostics.DiagnosticSource 10.0.0", "System.Linq.AsyncEnumerable 10.0.4", "System.Text.Json 10.0.0")]
    [InlineData(
        "OpenRouterKeys.Fluent.DependencyInjection", "net8.0",
        "Microsoft.Extensions.Diagnostics.HealthChecks 10.0.0", "Microsoft.Extensions.Http 10.0.0", "OpenRouterKeys.Fluent MINOR.0")]
    [InlineData("OpenRouterKeys.Fluent.Testing", "net8.0", "OpenRouterKeys.Fluent MINOR.0")]
    public void Package_depends_on_the_lowest_versions_of_what_it_uses(string id, string framework, params string[] dependencies)
    {
        var group = Assert.Single(ReadNuspec(id).Descendants(), element => element.Parent?.Name.LocalName == "dependencies" && (string?)element.Attribute("targetFramework") == framework);

        Assert.Equal(dependencies, group.Elements().Select(DescribeDependency).Order());
    }

    [Theory]
    [InlineData("OpenRouterKeys.Fluent")]
    [InlineData("OpenRouterKeys.Fluent.DependencyInjection")]
    [InlineData("OpenRouterKeys.Fluent.Testing")]
    public void Metadata_is_complete(string id)
    {
        var metadata = ReadNuspec(id).Root!.Elements().Single().Elements().ToLookup(element => element.Name.LocalName, element => element);

        string[] required = ["id", "version", "authors", "license", "icon", "readme", "projectUrl", "description", "releaseNotes", "copyright", "tags", "repository"];
        Assert.All(required, name => Assert.NotEmpty(Assert.Single(metadata[name]).ToString()));
        Assert.Equal("MIT", metadata["license"].Single().Value);
        Assert.StartsWith("https://", metadata["projectUrl"].Single().Value, StringComparison.Ordinal);
        Assert.StartsWith("### Added", metadata["releaseNotes"].Single().Value, StringComparison.Ordinal);
        Assert.Equal(metadata["projectUrl"].Single().Value, (string?)metadata["repository"].Single().Attribute("url"));
        Assert.Empty(metadata["developmentDependency"]); // would not apply to projects that reference a consumer of the package
    }

    // The gallery does not follow relative links.
    [Theory]
    [InlineData("OpenRouterKeys.Fluent")]
    [InlineData("OpenRouterKeys.Fluent.DependencyInjection")]
    [InlineData("OpenRouterKeys.Fluent.Testing")]
    public void Readme_has_absolute_links_only(string id)
    {
        using var package = feed.Open($"{id}.{PackageFeed.Version}.nupkg");
        using var reader = new StreamReader(package.GetEntry("README.md")!.Open());
        var readme = reader.ReadToEnd();

        Assert.Contains("```csharp", readme, StringComparison.Ordinal);
        Assert.All(LinkRegex().Matches(readme), link => Assert.True(link.Groups["target"].Value is ['#', ..] or ['h', 't', 't', 'p', 's', ':', ..], link.Value));
    }

    private static string DescribeDependency(XElement dependency)
    {
        var minorVersion = PackageFeed.Version[..PackageFeed.Version.LastIndexOf('.')];
        return $"{(string)dependency.Attribute("id")!} {((string)dependency.Attribute("version")!).Replace(minorVersion, "MINOR", StringComparison.Ordinal)}";
    }

    private XDocument ReadNuspec(string id)
    {
        using var package = feed.Open($"{id}.{PackageFeed.Version}.nupkg");
        using var stream = package.GetEntry($"{id}.nuspec")!.Open();
        return XDocument.Load(stream);
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

    [GeneratedRegex(@"\]\((?<target>[^)\s]*)")]
    private static partial Regex LinkRegex();

    // Files that are in every package.
    [GeneratedRegex(@"^(_rels/|package/services/|\[Content_Types\]\.xml$)")]
    private static partial Regex PackageFormatRegex();
}
