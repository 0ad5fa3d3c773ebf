using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using OpenRouterKeys.Fluent.Analyzers.Tests.Policies;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Documentation;

/// <summary>C# code of a page: the statements of an async method, or members of a class. A comment at the end of a line contains the
/// expected diagnostic. The policy is the content of the project's policy file, or null.</summary>
internal sealed partial record Snippet(string Section, int FirstLine, bool IsMember, string Code, string? Policy)
{
    private const string Usings = "using System; using System.IO; using System.Threading; using System.Threading.Tasks; using OpenRouterKeys.Fluent;";
    private const string Method = "static async Task Run(IOpenRouterKeysClient client, ApiKey key, CancellationToken cancellationToken) { await Task.Yield();";

    private string Source => IsMember
        ? $"{Usings} class Example {{\n#line {FirstLine}\n{Code}}}"
        : $"{Usings} class Example {{ {Method}\n#line {FirstLine}\n{Code}}} }}";

    /// <summary>The expected diagnostics with the lines of the page, as in <c>11: error ORK1004</c>.</summary>
    public IEnumerable<string> Expected => Code.Split('\n')
        .Select((line, index) => (Comment: ExpectedDiagnostic().Match(line), Line: FirstLine + index))
        .Where(expected => expected.Comment.Success)
        .Select(expected => $"{expected.Line}: {expected.Comment.Groups["diagnostic"].Value}");

    /// <summary>Returns the reported diagnostics in the same form, including errors of the compiler.</summary>
    public async Task<IEnumerable<string>> AnalyzeAsync(CancellationToken cancellationToken)
    {
        var compilation = CSharpCompilation.Create(
            "Page",
            [CSharpSyntaxTree.ParseText(Source, cancellationToken: cancellationToken)],
            Verify.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var errors = compilation.GetDiagnostics(cancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var reported = await compilation.WithAnalyzers([new OpenRouterKeysAnalyzer()], PolicyFile.OptionsFor(Policy)).GetAnalyzerDiagnosticsAsync(cancellationToken);
        return errors.Concat(reported).OrderBy(diagnostic => diagnostic.Location.SourceSpan).Select(Format).ToImmutableArray();
    }

    private static string Format(Diagnostic diagnostic)
    {
        var line = diagnostic.Location.GetMappedLineSpan().StartLinePosition.Line + 1;
        return $"{line}: {(diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning")} {diagnostic.Id}";
    }

    [GeneratedRegex(@"// (?<diagnostic>(error|warning) ORK\d{4})$")]
    private static partial Regex ExpectedDiagnostic();
}
