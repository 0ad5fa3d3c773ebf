using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>The document in which diagnostics are fixed.</summary>
internal sealed class FixContext
{
    private FixContext(SyntaxNode root, SourceText text, SemanticModel model, KeyApi api, CancellationToken cancellationToken)
    {
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

    /// <summary>The names that fixes of this document have introduced so far, by scope, because Fix All applies them together.</summary>
    public HashSet<(SyntaxNode Scope, string Name)> IntroducedNames { get; } = [];

    /// <summary>Returns null if the document has no C# or the library is not referenced.</summary>
    public static async Task<FixContext?> CreateAsync(Document document, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return root is not null && model is not null && KeyApi.Find(model.Compilation) is { } api
            ? new FixContext(root, text, model, api, cancellationToken)
            : null;
    }
}
