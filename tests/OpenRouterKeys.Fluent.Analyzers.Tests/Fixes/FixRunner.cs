using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;

/// <summary>Applies a fix in a workspace, as an editor and <c>dotnet format</c> do.</summary>
internal sealed class FixRunner(FluentCodeFixProvider provider)
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers = [new OpenRouterKeysAnalyzer()];

    // Compiled, so that the documents' compilations share the symbols of the references.
    private static readonly Project s_emptyProject = CreateEmptyProject();

    private Analysis? _last;

    /// <summary>Adds a project with nullable reference types.</summary>
    public static Project AddProject(Solution solution, string name, params string[] symbols) => solution.AddProject(name, name, LanguageNames.CSharp)
        .WithMetadataReferences(Verify.References)
        .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
        .WithParseOptions(new CSharpParseOptions(LanguageVersion.Latest, preprocessorSymbols: symbols));

    public static Document CreateDocument(string source) =>
        s_emptyProject.AddDocument("Test.cs", source, filePath: "/Test.cs");

    /// <summary>Returns the diagnostics that the provider fixes, for the same project as before without analyzing it again.</summary>
    public async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Project project)
    {
        if (_last is { } last && last.Project == project)
        {
            return last.Diagnostics;
        }

        var compilation = (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        var diagnostics = await compilation.WithAnalyzers(s_analyzers).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        var analysis = new Analysis(project, [.. diagnostics.Where(diagnostic => diagnostic.Id == provider.FixableDiagnosticIds[0])]);
        _last = analysis;
        return analysis.Diagnostics;
    }

    /// <summary>Returns the fixes that an editor offers for a diagnostic.</summary>
    public async Task<List<CodeAction>> GetFixesAsync(Document document, Diagnostic diagnostic)
    {
        var fixes = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (fix, _) => fixes.Add(fix), TestContext.Current.CancellationToken));
        return fixes;
    }

    /// <summary>Applies the first fix to statements of a method in which the texts are reported, the additional location second. Returns
    /// null if there is no fix.</summary>
    public async Task<string?> FixAsync(string statements, params string[] reported)
    {
        const string Before = """
            using System; using System.Text.Json; using System.Threading.Tasks; using OpenRouterKeys.Fluent;
            class C
            {
                static void Map(Delegate handler) { }
                static void M(OpenRouterKeysClient client, KeyRequest request, CreatedKey created, RotatedKey rotated, CreatedKey? maybe, string text)
                {

            """;
        const string After = "\n}\n}\n";
        var document = CreateDocument(Before + statements + After);
        var tree = (await document.GetSyntaxTreeAsync(TestContext.Current.CancellationToken))!;
        var locations = reported.Select(text => Location.Create(
            tree, new TextSpan(Before.Length + statements.IndexOf(text, StringComparison.Ordinal), text.Length))).ToList();
        var diagnostic = Diagnostic.Create(
            provider.FixableDiagnosticIds[0], "", "", DiagnosticSeverity.Warning, DiagnosticSeverity.Warning, isEnabledByDefault: true, warningLevel: 1,
            location: locations[0], additionalLocations: locations.Skip(1));
        if ((await GetFixesAsync(document, diagnostic)).FirstOrDefault() is not { } fix)
        {
            return null;
        }

        var operation = (await fix.GetOperationsAsync(TestContext.Current.CancellationToken)).OfType<ApplyChangesOperation>().Single();
        var text = await operation.ChangedSolution.GetDocument(document.Id)!.GetTextAsync(TestContext.Current.CancellationToken);
        return text.ToString()[Before.Length..^After.Length];
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

    private static Project CreateEmptyProject()
    {
        var project = AddProject(new AdhocWorkspace().CurrentSolution, "Test");
        project.GetCompilationAsync().GetAwaiter().GetResult()!.GetDiagnostics();
        return project;
    }

    private sealed record Analysis(Project Project, ImmutableArray<Diagnostic> Diagnostics);

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
