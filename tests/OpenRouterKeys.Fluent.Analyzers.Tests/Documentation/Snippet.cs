using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Documentation;

/// <summary>C# that a page shows: the statements of an async method, or members of a class.
/// A trailing comment says what the analyzer reports there.</summary>
internal sealed partial record Snippet(string Section, int FirstLine, bool IsMember, string Code)
{
    private const string Usings = "using System; using System.IO; using System.Threading; using System.Threading.Tasks; using OpenRouterKeys.Fluent;";
    private const string Method = "static async Task Run(IOpenRouterKeysClient client, ApiKey key, CancellationToken cancellationToken) { await Task.Yield();";

    private string Source => IsMember
        ? $"{Usings} class Shown {{\n#line {FirstLine}\n{Code}}}"
        : $"{Usings} class Shown {{ {Method}\n#line {FirstLine}\n{Code}}} }}";

    /// <summary>As in <c>11: error ORK1004</c>, by the page's lines.</summary>
    public IEnumerable<string> Announced => Code.Split('\n')
        .Select((line, index) => (Comment: Announcement().Match(line), Line: FirstLine + index))
        .Where(place => place.Comment.Success)
        .Select(place => $"{place.Line}: {place.Comment.Groups["what"].Value}");

    /// <summary>What the analyzer reports, in the same form; and what stops the compiler, which no page announces.</summary>
    public async Task<IEnumerable<string>> ReportAsync(CancellationToken cancellationToken)
    {
        var compilation = CSharpCompilation.Create(
            "Page",
            [CSharpSyntaxTree.ParseText(Source, cancellationToken: cancellationToken)],
            Verify.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var broken = compilation.GetDiagnostics(cancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var reported = await compilation.WithAnalyzers([new OpenRouterKeysAnalyzer()]).GetAnalyzerDiagnosticsAsync(cancellationToken);
        return broken.Concat(reported).OrderBy(diagnostic => diagnostic.Location.SourceSpan).Select(Told).ToImmutableArray();
    }

    private static string Told(Diagnostic diagnostic)
    {
        var line = diagnostic.Location.GetMappedLineSpan().StartLinePosition.Line + 1;
        return $"{line}: {(diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning")} {diagnostic.Id}";
    }

    [GeneratedRegex(@"// (?<what>(error|warning) ORK\d{4})$")]
    private static partial Regex Announcement();
}
