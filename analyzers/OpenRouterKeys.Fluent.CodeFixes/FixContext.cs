using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>A document in which diagnostics are mended.</summary>
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

    /// <summary>The names that mends have taken so far, each in its scope: several of them are applied together.</summary>
    public HashSet<(SyntaxNode Scope, string Name)> TakenNames { get; } = [];

    public static async Task<FixContext?> OfAsync(Document document, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return root is not null && model is not null && KeyApi.Find(model.Compilation) is { } api
            ? new FixContext(root, text, model, api, cancellationToken)
            : null;
    }
}
