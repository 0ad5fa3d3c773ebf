using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>Finds a call in a chain and removes it.</summary>
internal static class ChainCall
{
    /// <summary>Finds the call whose name and arguments have the span.</summary>
    public static InvocationExpressionSyntax? Find(SyntaxNode root, TextSpan span) => root.FullSpan.Contains(span)
        ? root.FindToken(span.Start).Parent?.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault(call =>
            call.Span.End == span.End && CallSyntax.NameOf(call)?.SpanStart == span.Start)
        : null;

    /// <summary>Removes the call but keeps comments, and leaves no empty line. Returns null if the call has no receiver or contains
    /// preprocessor directives.</summary>
    public static TextChange? CreateRemoval(InvocationExpressionSyntax call, SourceText text)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: var receiver, OperatorToken: var dot } || call.ContainsDirectives)
        {
            return null;
        }

        var triviaBefore = receiver.GetTrailingTrivia().Concat(dot.LeadingTrivia).ToList();
        var lastComment = triviaBefore.LastOrDefault(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        var end = call.Span.End;
        var restOfLine = text.ToString(TextSpan.FromBounds(end, text.Lines.GetLineFromPosition(end).End));
        var startsLine = triviaBefore.Exists(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        if (startsLine && restOfLine.TrimStart().StartsWith("/", StringComparison.Ordinal))
        {
            // Keep the line for the comment after the call. On the previous line it would look like a comment on the previous call.
            return new TextChange(TextSpan.FromBounds(dot.SpanStart, end + restOfLine.Length - restOfLine.TrimStart().Length), "");
        }

        var start = lastComment == default ? receiver.Span.End
            : lastComment.IsKind(SyntaxKind.SingleLineCommentTrivia) && restOfLine.Trim().Length > 0 ? dot.SpanStart
            : lastComment.Span.End;
        return new TextChange(TextSpan.FromBounds(start, end), "");
    }
}
