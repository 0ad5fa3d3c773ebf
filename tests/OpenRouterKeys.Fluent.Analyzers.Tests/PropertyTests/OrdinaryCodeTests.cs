using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using OpenRouterKeys.Fluent.Analyzers.Tests.Corpus;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Laws;

/// <summary>No false alarm: of some thousand members of ordinary C#, near the library and with it, none is reported.</summary>
public class OrdinaryCodeLaws
{
    private const string Wrong = "class Wrong { object R = OpenRouterKeys.Fluent.KeyRequest.Named(\"\"); }";

    public static TheoryData<ulong> Seeds => [2026];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Ordinary_code_compiles_and_is_not_reported(ulong seed)
    {
        var program = OrdinaryCode.Compile(seed, copies: 8);
        var cancellation = TestContext.Current.CancellationToken;
        var wrong = CSharpSyntaxTree.ParseText(Wrong, new(LanguageVersion.Latest), "wrong.cs", cancellationToken: cancellation);
        var analyzed = program.AddSyntaxTrees(wrong).WithAnalyzers([new OpenRouterKeysAnalyzer()]);
        var reported = await analyzed.GetAllDiagnosticsAsync(cancellation);

        // The one wrong file shows that the others were looked at.
        Assert.Equal(
            ["wrong.cs: ORK1001"],
            reported.Where(IsOurs).Select(Text));
    }

    private static bool IsOurs(Diagnostic diagnostic) =>
        diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id == "AD0001" || diagnostic.Id.StartsWith("ORK", StringComparison.Ordinal);

    private static string Text(Diagnostic diagnostic) => diagnostic.Location.SourceTree is { FilePath: "wrong.cs" } tree
        ? $"{tree.FilePath}: {diagnostic.Id}"
        : $"{diagnostic}\n{diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line]}";
}
