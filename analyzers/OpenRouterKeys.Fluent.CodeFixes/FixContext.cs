using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>The document in which diagnostics are fixed.</summary>
internal sealed class FixContext
{
    private readonly Document _document;

    private FixContext(Document document, SyntaxNode root, SourceText text, SemanticModel model, KeyApi api, CancellationToken cancellationToken)
    {
        _document = document;
        Root = root;
        Text = text;
        Model = model;
        Api = api;
        CancellationToken = cancellationToken;
    }

    public SyntaxNode Root { get; }

    public SourceText Text { get; }

    public SemanticModel Model { get; }

    public KeyApi Api { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>Returns null if the document has no C# or the library is not referenced.</summary>
    public static async Task<FixContext?> CreateAsync(Document document, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return root is not null && model is not null && KeyApi.Find(model.Compilation) is { } api
            ? new FixContext(document, root, text, model, api, cancellationToken)
            : null;
    }

    /// <summary>Returns the document with the changes.</summary>
    public Document Apply(IEnumerable<TextChange> changes) => _document.WithText(Text.WithChanges(TextEdits.Combine(Text, changes)));

    /// <summary>Whether the compiler reports more errors or warnings after the changes, in the member that contains the given change or
    /// in the whole document.</summary>
    public async Task<bool> AddsWarningsAsync(IReadOnlyCollection<TextChange> changes, TextChange? checkedChange = null)
    {
        var model = await Apply(changes).GetSemanticModelAsync(CancellationToken).ConfigureAwait(false);
        var span = checkedChange is { } change ? SpanOfMember(change.Span) : null;
        TextSpan? newSpan = span is { } member ? TextEdits.Map(member, TextEdits.Combine(Text, changes)) : null;
        var before = CountWarnings(Model, span);
        return CountWarnings(model!, newSpan).Any(warnings => !before.TryGetValue(warnings.Key, out var count) || warnings.Value > count);
    }

    private TextSpan? SpanOfMember(TextSpan span) => Root.FindNode(span).AncestorsAndSelf().OfType<MemberDeclarationSyntax>()
        .FirstOrDefault(member => member is not (GlobalStatementSyntax or BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax))?.Span;

    private Dictionary<string, int> CountWarnings(SemanticModel model, TextSpan? span) => model.GetDiagnostics(span, CancellationToken)
        .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)
        .GroupBy(diagnostic => diagnostic.Id)
        .ToDictionary(warnings => warnings.Key, warnings => warnings.Count());
}
