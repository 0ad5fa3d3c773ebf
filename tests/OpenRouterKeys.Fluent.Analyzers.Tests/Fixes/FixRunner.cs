using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;

/// <summary>Applies a fix in a workspace, as an editor and <c>dotnet format</c> do.</summary>
internal sealed class FixRunner(FluentCodeFixProvider provider)
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers = [new OpenRouterKeysAnalyzer()];

    /// <summary>Adds a project with nullable reference types.</summary>
    public static Project AddProject(Solution solution, string name, params string[] symbols) => solution.AddProject(name, name, LanguageNames.CSharp)
        .WithMetadataReferences(Verify.References)
        .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
        .WithParseOptions(new CSharpParseOptions(LanguageVersion.Latest, preprocessorSymbols: symbols));

    public static Document CreateDocument(string source) =>
        AddProject(new AdhocWorkspace().CurrentSolution, "Test").AddDocument("Test.cs", source, filePath: "/Test.cs");

    public async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Project project)
    {
        var compilation = (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        var diagnostics = await compilation.WithAnalyzers(s_analyzers).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. diagnostics.Where(diagnostic => diagnostic.Id == provider.FixableDiagnosticIds[0])];
    }

    /// <summary>Returns the fixes that an editor offers for a diagnostic.</summary>
    public async Task<List<CodeAction>> GetFixesAsync(Document document, Diagnostic diagnostic)
    {
        var fixes = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (fix, _) => fixes.Add(fix), TestContext.Current.CancellationToken));
        return fixes;
    }

    /// <summary>Applies a fix to all diagnostics, also one that does not offer Fix All to users.</summary>
    public async Task<Solution> FixAllAsync(Document document, FixAllScope scope = FixAllScope.Document, string? equivalenceKey = null)
    {
        var context = new FixAllContext(
            document, provider, scope, equivalenceKey, provider.FixableDiagnosticIds, new Diagnostics(this), TestContext.Current.CancellationToken);
        var fix = await new DocumentFixAllProvider(provider).GetFixAsync(context);
        var operations = await fix!.GetOperationsAsync(TestContext.Current.CancellationToken);
        return operations.OfType<ApplyChangesOperation>().SingleOrDefault()?.ChangedSolution ?? document.Project.Solution;
    }

    private sealed class Diagnostics(FixRunner runner) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await runner.AnalyzeAsync(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await runner.AnalyzeAsync(document.Project)).Where(diagnostic => diagnostic.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
