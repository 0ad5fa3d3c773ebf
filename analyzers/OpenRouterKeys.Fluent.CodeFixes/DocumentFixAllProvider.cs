using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>Applies all fixes of a document together. The batch fixer computes each fix separately, so two new variables would get the
/// same name.</summary>
internal sealed class DocumentFixAllProvider(FluentCodeFixProvider provider) : DocumentBasedFixAllProvider
{
    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        if (await FixContext.CreateAsync(document, fixAllContext.CancellationToken).ConfigureAwait(false) is not { } context)
        {
            return document;
        }

        var changes = new List<TextChange>();
        foreach (var diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            if (provider.GetFixes(context, diagnostic).FirstOrDefault(fix => fix.EquivalenceKey == fixAllContext.CodeActionEquivalenceKey) is { } fix
                && !fix.Changes.Any(change => changes.Exists(other => IsConflict(change, other))))
            {
                changes.AddRange(fix.Changes.Except(changes));
            }
        }

        return document.WithText(context.Text.WithChanges(changes.OrderBy(change => change.Span.Start)));
    }

    // Two fixes may contain the same change. A fix that conflicts with an earlier one is skipped and can be applied in the next run.
    private static bool IsConflict(TextChange change, TextChange other) => change != other && change.Span.OverlapsWith(other.Span);
}
