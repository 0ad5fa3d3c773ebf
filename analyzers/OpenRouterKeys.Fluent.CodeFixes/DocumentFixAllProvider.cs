using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>Applies all fixes of a document together. The batch fixer computes each fix separately and drops those that conflict.</summary>
internal sealed class DocumentFixAllProvider(FluentCodeFixProvider provider) : DocumentBasedFixAllProvider
{
    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        // In reverse, so that a fix inside an argument that another fix moves is applied first.
        var remaining = diagnostics.OrderByDescending(diagnostic => diagnostic.Location.SourceSpan.Start).ToList();
        while (remaining.Count > 0 && await FixContext.CreateAsync(document, fixAllContext.CancellationToken).ConfigureAwait(false) is { } context)
        {
            var key = fixAllContext.CodeActionEquivalenceKey;
            var (changes, conflicting) = await CollectAsync(context, remaining, key, checksEach: false).ConfigureAwait(false);
            if (await context.AddsWarningsAsync(changes).ConfigureAwait(false))
            {
                (changes, conflicting) = await CollectAsync(context, remaining, key, checksEach: true).ConfigureAwait(false);
            }

            if (changes.Count == 0)
            {
                break;
            }

            document = context.Apply(changes);
            var tree = await document.GetSyntaxTreeAsync(fixAllContext.CancellationToken).ConfigureAwait(false);
            var applied = TextEdits.Combine(context.Text, changes);
            remaining = conflicting.ConvertAll(diagnostic => Move(diagnostic, tree!, applied));
        }

        return document;
    }

    private async Task<(List<TextChange> Changes, List<Diagnostic> Conflicting)> CollectAsync(
        FixContext context, List<Diagnostic> diagnostics, string? key, bool checksEach)
    {
        var (changes, conflicting) = (new List<TextChange>(), new List<Diagnostic>());
        foreach (var diagnostic in diagnostics)
        {
            if (provider.GetFix(context, diagnostic, key) is not { } fix)
            {
                continue;
            }

            if (fix.Changes.Any(change => changes.Exists(other => TextEdits.IsConflict(change, other))))
            {
                conflicting.Add(diagnostic);
            }
            else if (!checksEach || !await context.AddsWarningsAsync([.. changes, .. fix.Changes], fix.Changes[0]).ConfigureAwait(false))
            {
                changes.AddRange(fix.Changes.Except(changes));
            }
        }

        return (changes, conflicting);
    }

    private static Diagnostic Move(Diagnostic diagnostic, SyntaxTree tree, List<TextChange> changes)
    {
        Location Moved(Location location) => Location.Create(tree, TextEdits.Map(location.SourceSpan, changes));
        return Diagnostic.Create(diagnostic.Descriptor, Moved(diagnostic.Location), diagnostic.AdditionalLocations.Select(Moved));
    }
}
