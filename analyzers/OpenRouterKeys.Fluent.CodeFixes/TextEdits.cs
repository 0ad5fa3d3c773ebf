using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>Combines the changes of one or more fixes.</summary>
internal static class TextEdits
{
    /// <summary>Orders the changes, joins adjacent deletions, and deletes each line that a deletion leaves blank.</summary>
    public static List<TextChange> Combine(SourceText text, IEnumerable<TextChange> changes)
    {
        var combined = new List<TextChange>();
        foreach (var change in changes.Distinct().OrderBy(change => change.Span.Start).ThenBy(change => change.Span.End))
        {
            if (combined.Count > 0 && IsDeletion(change)
                && combined[combined.Count - 1] is var last && IsDeletion(last) && last.Span.End == change.Span.Start)
            {
                combined[combined.Count - 1] = new TextChange(TextSpan.FromBounds(last.Span.Start, change.Span.End), "");
            }
            else
            {
                combined.Add(change);
            }
        }

        return combined.ConvertAll(change => IsDeletion(change) ? new TextChange(WithBlankLine(text, change.Span), "") : change);
    }

    /// <summary>Whether the changes cannot be applied together.</summary>
    public static bool IsConflict(TextChange change, TextChange other) =>
        change != other && change.Span.Start < other.Span.End && other.Span.Start < change.Span.End;

    /// <summary>Returns where the text of a span is after the changes.</summary>
    public static TextSpan Map(TextSpan span, IReadOnlyList<TextChange> changes)
    {
        var start = Map(span.Start, changes);
        return TextSpan.FromBounds(start, Math.Max(start, Map(span.End, changes)));
    }

    private static int Map(int position, IReadOnlyList<TextChange> changes) =>
        position + changes.Where(change => change.Span.End <= position).Sum(change => change.NewText!.Length - change.Span.Length);

    private static bool IsDeletion(TextChange change) => change.NewText!.Length == 0;

    private static TextSpan WithBlankLine(SourceText text, TextSpan deleted)
    {
        var (first, last) = (text.Lines.GetLineFromPosition(deleted.Start), text.Lines.GetLineFromPosition(deleted.End));
        return IsBlank(text, first.Start, deleted.Start) && IsBlank(text, deleted.End, last.End) && !IsBlank(text, deleted.Start, deleted.End)
            ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak)
            : deleted;
    }

    private static bool IsBlank(SourceText text, int start, int end) => text.ToString(TextSpan.FromBounds(start, end)).Trim().Length == 0;
}
