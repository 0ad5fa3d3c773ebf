using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OpenRouterKeys.Fluent.Analyzers.Tests;

/// <summary>Which library is ours.</summary>
public class LibraryTests
{
    private const string Wrong = "class C { object M() => OpenRouterKeys.Fluent.KeyRequest.Named(\"\").Limit(-1m); string K = \"sk-or-v1-0123456789abcdef0123456789abcdef\"; }";

    private const string LookAlike = "namespace OpenRouterKeys.Fluent { public class KeyRequest { public static KeyRequest Named(string name) => new(); public KeyRequest Limit(decimal usd) => this; } }";

    private static MetadataReference[] Without => [.. Verify.References.Where(r => !Path.GetFileName(r.Display)!.StartsWith("OpenRouterKeys", StringComparison.Ordinal))];

    private static async Task<string[]> AnalyzeAsync(IEnumerable<MetadataReference> references, params string[] sources)
    {
        var compilation = CSharpCompilation.Create("App", sources.Select(s => CSharpSyntaxTree.ParseText(s)), references, new(OutputKind.DynamicallyLinkedLibrary));
        ImmutableArray<DiagnosticAnalyzer> analyzers = [new OpenRouterKeysAnalyzer()];
        return [.. (await compilation.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync()).Select(d => d.Id).Order()];
    }

    private static CompilationReference Compile(string assembly, string source) =>
        CSharpCompilation.Create(assembly, [CSharpSyntaxTree.ParseText(source)], Without, new(OutputKind.DynamicallyLinkedLibrary)).ToMetadataReference();

    [Fact]
    public async Task With_the_library_its_rules_are_told() => Assert.Equal(["ORK1001", "ORK1004", "ORK3001"], await AnalyzeAsync(Verify.References, Wrong));

    [Fact]
    public async Task Without_the_library_nothing_is_told() => Assert.Empty(await AnalyzeAsync(Without, Wrong));

    [Fact]
    public async Task A_look_alike_in_the_program_is_not_ours() => Assert.Empty(await AnalyzeAsync(Without, Wrong, LookAlike));

    [Fact]
    public async Task A_look_alike_in_another_assembly_is_not_ours() =>
        Assert.Empty(await AnalyzeAsync([.. Without, Compile("Other", LookAlike)], Wrong));

    [Fact]
    public async Task A_look_alike_beside_the_library_makes_no_report_on_it() =>
        Assert.DoesNotContain("ORK1001", await AnalyzeAsync(Verify.References, Wrong, LookAlike));

    [Fact]
    public async Task Of_two_references_that_define_it_none_is_meant() =>
        Assert.DoesNotContain("ORK1001", await AnalyzeAsync([.. Verify.References, Compile("Fork", LookAlike)], Wrong));

    [Fact]
    public void The_analyzer_asks_for_nothing_newer_than_its_floor()
    {
        var references = typeof(OpenRouterKeysAnalyzer).Assembly.GetReferencedAssemblies().ToDictionary(name => name.Name!, name => name.Version!);

        Assert.Equal(new Version(5, 0, 0, 0), references["Microsoft.CodeAnalysis"]);
        Assert.Subset(
            new HashSet<string> { "netstandard", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable", "System.Memory", "System.Runtime.CompilerServices.Unsafe" },
            references.Keys.ToHashSet());
    }
}
