using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OpenRouterKeys.Fluent.Analyzers.Tests;

/// <summary>Tests which types the analyzer recognizes, and what its assembly references.</summary>
public class LibraryReferenceTests
{
    private const string Violations = "class C { object M() => OpenRouterKeys.Fluent.KeyRequest.Named(\"\").Limit(-1m); string K = \"sk-or-v1-0123456789abcdef0123456789abcdef\"; }";

    private const string SameName = "namespace OpenRouterKeys.Fluent { public class KeyRequest { public static KeyRequest Named(string name) => new(); public KeyRequest Limit(decimal usd) => this; } }";

    private static MetadataReference[] ReferencesWithoutLibrary => [.. Verify.References.Where(r => !Path.GetFileName(r.Display)!.StartsWith("OpenRouterKeys", StringComparison.Ordinal))];

    private static async Task<string[]> AnalyzeAsync(IEnumerable<MetadataReference> references, params string[] sources)
    {
        var compilation = CSharpCompilation.Create("App", sources.Select(s => CSharpSyntaxTree.ParseText(s)), references, new(OutputKind.DynamicallyLinkedLibrary));
        ImmutableArray<DiagnosticAnalyzer> analyzers = [new OpenRouterKeysAnalyzer()];
        return [.. (await compilation.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync()).Select(d => d.Id).Order()];
    }

    private static CompilationReference Compile(string assembly, string source) =>
        CSharpCompilation.Create(assembly, [CSharpSyntaxTree.ParseText(source)], ReferencesWithoutLibrary, new(OutputKind.DynamicallyLinkedLibrary)).ToMetadataReference();

    [Fact]
    public async Task Library_is_referenced_reports_violations() => Assert.Equal(["ORK1001", "ORK1004", "ORK3001"], await AnalyzeAsync(Verify.References, Violations));

    [Fact]
    public async Task Library_is_not_referenced_reports_nothing() => Assert.Empty(await AnalyzeAsync(ReferencesWithoutLibrary, Violations));

    [Fact]
    public async Task Type_of_the_same_name_in_the_program_reports_nothing() => Assert.Empty(await AnalyzeAsync(ReferencesWithoutLibrary, Violations, SameName));

    [Fact]
    public async Task Type_of_the_same_name_in_another_assembly_reports_nothing() =>
        Assert.Empty(await AnalyzeAsync([.. ReferencesWithoutLibrary, Compile("Other", SameName)], Violations));

    [Fact]
    public async Task Type_of_the_same_name_beside_the_library_reports_nothing() =>
        Assert.DoesNotContain("ORK1001", await AnalyzeAsync(Verify.References, Violations, SameName));

    [Fact]
    public async Task Type_of_the_same_name_in_a_second_reference_reports_nothing() =>
        Assert.DoesNotContain("ORK1001", await AnalyzeAsync([.. Verify.References, Compile("Fork", SameName)], Violations));

    [Fact]
    public void Analyzer_references_only_its_minimum_Roslyn_version()
    {
        var references = typeof(OpenRouterKeysAnalyzer).Assembly.GetReferencedAssemblies().ToDictionary(name => name.Name!, name => name.Version!);

        Assert.Equal(new Version(4, 11, 0, 0), references["Microsoft.CodeAnalysis"]);
        Assert.Subset(
            new HashSet<string> { "netstandard", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable", "System.Memory", "System.Runtime.CompilerServices.Unsafe" },
            references.Keys.ToHashSet());
    }
}
