using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>What all fixes have in common: they find the ways to mend one diagnostic, and none where the meaning is not plain.</summary>
public abstract class FluentCodeFixProvider : CodeFixProvider
{
    private protected FluentCodeFixProvider(string id) => FixableDiagnosticIds = [id];

    /// <inheritdoc />
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc />
    public sealed override FixAllProvider GetFixAllProvider() => new DocumentFixAllProvider(this);

    /// <inheritdoc />
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await FixContext.OfAsync(context.Document, context.CancellationToken).ConfigureAwait(false) is not { } place)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var mend in Find(place, diagnostic))
            {
                var mended = context.Document.WithText(place.Text.WithChanges(mend.Changes));
                context.RegisterCodeFix(CodeAction.Create(mend.Title, _ => Task.FromResult(mended), mend.Key), diagnostic);
            }
        }
    }

    internal abstract IEnumerable<TextFix> Find(FixContext place, Diagnostic diagnostic);
}
