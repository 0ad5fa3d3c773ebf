using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>Fix All, a document at once: the batch fixer would merge mends that do not know of each other, and give two locals one name.</summary>
internal sealed class DocumentFixAllProvider(FluentCodeFixProvider fix) : DocumentBasedFixAllProvider
{
    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        if (await FixContext.OfAsync(document, fixAllContext.CancellationToken).ConfigureAwait(false) is not { } place)
        {
            return document;
        }

        var changes = new List<TextChange>();
        foreach (var diagnostic in diagnostics.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start))
        {
            if (fix.Find(place, diagnostic).FirstOrDefault(mend => mend.Key == fixAllContext.CodeActionEquivalenceKey) is { } mend
                && !mend.Changes.Any(change => changes.Exists(other => IsClash(change, other))))
            {
                changes.AddRange(mend.Changes.Except(changes));
            }
        }

        return document.WithText(place.Text.WithChanges(changes.OrderBy(change => change.Span.Start)));
    }

    // Two mends may ask for the same change; one that clashes is left for the next time.
    private static bool IsClash(TextChange change, TextChange other) => change != other && change.Span.OverlapsWith(other.Span);
}
