using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>Applies all fixes of a file together. The batch fixer computes each fix separately and drops those that conflict.</summary>
internal sealed class DocumentFixAllProvider(FluentCodeFixProvider provider) : DocumentBasedFixAllProvider
{
    // All projects that contain the file get the same text. If each project fixed only its own #if branches, the workspace could not merge
    // the texts.
    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        var remaining = new List<(Document Document, List<Diagnostic> Diagnostics)>();
        foreach (var id in document.GetLinkedDocumentIds().Add(document.Id).OrderBy(id => id.Id))
        {
            var linked = document.Project.Solution.GetDocument(id)!;
            var found = id == document.Id ? diagnostics : await fixAllContext.GetDocumentDiagnosticsAsync(linked).ConfigureAwait(false);

            // In reverse, so that a fix inside an argument that another fix moves is applied first.
            remaining.Add((linked, [.. found.OrderByDescending(diagnostic => diagnostic.Location.SourceSpan.Start)]));
        }

        while (true)
        {
            var contexts = new List<(FixContext Context, List<Diagnostic> Diagnostics)>();
            foreach (var (linked, found) in remaining)
            {
                if (found.Count > 0 && await FixContext.CreateAsync(linked, fixAllContext.CancellationToken).ConfigureAwait(false) is { } context)
                {
                    contexts.Add((context, found));
                }
            }

            var (changes, conflicting) = await CollectAsync(contexts, fixAllContext.CodeActionEquivalenceKey).ConfigureAwait(false);
            if (changes.Count == 0)
            {
                return remaining.Single(linked => linked.Document.Id == document.Id).Document;
            }

            var text = await remaining[0].Document.GetTextAsync(fixAllContext.CancellationToken).ConfigureAwait(false);
            var applied = TextEdits.Combine(text, changes);
            for (var index = 0; index < remaining.Count; index++)
            {
                var changed = remaining[index].Document.WithText(text.WithChanges(applied));
                var tree = await changed.GetSyntaxTreeAsync(fixAllContext.CancellationToken).ConfigureAwait(false);
                remaining[index] = (changed, [.. conflicting
                    .Where(diagnostic => remaining[index].Diagnostics.Contains(diagnostic))
                    .Select(diagnostic => Move(diagnostic, tree!, applied))]);
            }
        }
    }

    private async Task<(List<TextChange> Changes, List<Diagnostic> Conflicting)> CollectAsync(
        List<(FixContext Context, List<Diagnostic> Diagnostics)> contexts, string? key)
    {
        var collected = await CollectAsync(contexts, key, checksEach: false).ConfigureAwait(false);
        foreach (var (context, _) in contexts)
        {
            if (await context.AddsWarningsAsync(collected.Changes).ConfigureAwait(false))
            {
                return await CollectAsync(contexts, key, checksEach: true).ConfigureAwait(false);
            }
        }

        return collected;
    }

    private async Task<(List<TextChange> Changes, List<Diagnostic> Conflicting)> CollectAsync(
        List<(FixContext Context, List<Diagnostic> Diagnostics)> contexts, string? key, bool checksEach)
    {
        var (changes, conflicting) = (new List<TextChange>(), new List<Diagnostic>());
        foreach (var (context, diagnostic) in contexts.SelectMany(linked => linked.Diagnostics.Select(diagnostic => (linked.Context, diagnostic))))
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
