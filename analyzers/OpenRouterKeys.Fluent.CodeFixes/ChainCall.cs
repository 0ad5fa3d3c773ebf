using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>One call of a chain, and how it is taken out.</summary>
internal static class ChainCall
{
    /// <summary>The call whose name and arguments stand at the span.</summary>
    public static InvocationExpressionSyntax? At(SyntaxNode root, TextSpan span) => root.FullSpan.Contains(span)
        ? root.FindToken(span.Start).Parent?.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault(call =>
            call.Span.End == span.End && WrittenArgument.NameOf(call)?.SpanStart == span.Start)
        : null;

    /// <summary>Comments stay, and no line is left empty. Null for a call on nothing, or where the text depends on symbols (#if).</summary>
    public static TextChange? Removal(InvocationExpressionSyntax call, SourceText text)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: var receiver, OperatorToken: var dot } || call.ContainsDirectives)
        {
            return null;
        }

        var between = receiver.GetTrailingTrivia().Concat(dot.LeadingTrivia).ToList();
        var comment = between.LastOrDefault(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        var end = call.Span.End;
        var behind = text.ToString(TextSpan.FromBounds(end, text.Lines.GetLineFromPosition(end).End));
        var startsLine = between.Exists(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        if (startsLine && behind.TrimStart().StartsWith("/", StringComparison.Ordinal))
        {
            // A comment behind the call keeps the line for itself: it would be read as one on the call before.
            return new TextChange(TextSpan.FromBounds(dot.SpanStart, end + behind.Length - behind.TrimStart().Length), "");
        }

        var start = comment == default ? receiver.Span.End
            : comment.IsKind(SyntaxKind.SingleLineCommentTrivia) && behind.Trim().Length > 0 ? dot.SpanStart
            : comment.Span.End;
        return new TextChange(TextSpan.FromBounds(start, end), "");
    }
}
