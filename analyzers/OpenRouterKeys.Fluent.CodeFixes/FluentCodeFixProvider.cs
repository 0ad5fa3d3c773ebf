using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>The base class of all code fixes. A fix is offered only if it cannot change the intended meaning.</summary>
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
        if (await FixContext.CreateAsync(context.Document, context.CancellationToken).ConfigureAwait(false) is not { } fixContext)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var fix in GetFixes(fixContext, diagnostic))
            {
                var fixedDocument = context.Document.WithText(fixContext.Text.WithChanges(fix.Changes));
                context.RegisterCodeFix(CodeAction.Create(fix.Title, _ => Task.FromResult(fixedDocument), fix.EquivalenceKey), diagnostic);
            }
        }
    }

    internal abstract IEnumerable<TextFix> GetFixes(FixContext context, Diagnostic diagnostic);
}
