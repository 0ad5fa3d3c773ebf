using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using OpenRouterKeys.Fluent.Analyzers.Tests.Corpus;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.PropertyTests;

/// <summary>Tests for false positives: nothing is reported for some thousand generated members of ordinary C#, with and without the
/// library.</summary>
public class OrdinaryCodeTests
{
    private const string Violation = "class Violation { object R = OpenRouterKeys.Fluent.KeyRequest.Named(\"\"); }";
    private const string ViolationFile = "violation.cs";

    public static TheoryData<ulong> Seeds => [2026];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Ordinary_code_compiles_and_is_not_reported(ulong seed)
    {
        var program = OrdinaryCode.Compile(seed, copies: 8);
        var cancellationToken = TestContext.Current.CancellationToken;
        var violation = CSharpSyntaxTree.ParseText(Violation, new(LanguageVersion.Latest), ViolationFile, cancellationToken: cancellationToken);
        var analysis = program.AddSyntaxTrees(violation).WithAnalyzers([new OpenRouterKeysAnalyzer()]);
        var diagnostics = await analysis.GetAllDiagnosticsAsync(cancellationToken);

        // The violation proves that the analyzer ran.
        Assert.Equal($"{ViolationFile}: ORK1001", string.Join('\n', diagnostics.Where(IsRelevant).Select(Format)));
    }

    private static bool IsRelevant(Diagnostic diagnostic) =>
        diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id == "AD0001" || diagnostic.Id.StartsWith("ORK", StringComparison.Ordinal);

    private static string Format(Diagnostic diagnostic) => diagnostic.Location.SourceTree is { FilePath: ViolationFile } tree
        ? $"{tree.FilePath}: {diagnostic.Id}"
        : $"{diagnostic}\n{diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line]}";
}
