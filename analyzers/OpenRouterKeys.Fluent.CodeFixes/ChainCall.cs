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

    public static string? NameOf(InvocationExpressionSyntax call) => CallSyntax.NameOf(call)?.Identifier.ValueText;

    /// <summary>Whether parts of the code are compiled conditionally, so that other calls may be compiled elsewhere.</summary>
    public static bool HasConditionalCode(SyntaxNode node) => node.ContainsDirectives && node.DescendantTrivia().Any(trivia =>
        node.Span.Contains(trivia.Span) && trivia.Kind() is SyntaxKind.IfDirectiveTrivia or SyntaxKind.ElifDirectiveTrivia
            or SyntaxKind.ElseDirectiveTrivia or SyntaxKind.EndIfDirectiveTrivia);

    /// <summary>Removes the call and the <c>!</c> after it. Returns null if a comment or directive would be removed too, or if the call has
    /// no receiver.</summary>
    public static TextChange? CreateRemoval(InvocationExpressionSyntax call, SourceText text)
    {
        ExpressionSyntax result = call;
        while (result.Parent is PostfixUnaryExpressionSyntax suppression)
        {
            result = suppression;
        }

        return call.Expression switch
        {
            MemberAccessExpressionSyntax access => CreateRemoval(access, result, text),
            MemberBindingExpressionSyntax binding => CreateRemoval(binding, result),
            _ => null,
        };
    }

    // Keeps the comments before the call, and leaves no empty line.
    private static TextChange? CreateRemoval(MemberAccessExpressionSyntax access, ExpressionSyntax result, SourceText text)
    {
        var (receiver, dot, end) = (access.Expression, access.OperatorToken, result.Span.End);
        var triviaBefore = receiver.GetTrailingTrivia().Concat(dot.LeadingTrivia).ToList();
        if (HasOtherTriviaThanSpace(result, TextSpan.FromBounds(dot.SpanStart, end)) || triviaBefore.Exists(IsNeitherSpaceNorComment))
        {
            return null;
        }

        var lastComment = triviaBefore.LastOrDefault(trivia => !IsSpace(trivia));
        var restOfLine = text.ToString(TextSpan.FromBounds(end, text.Lines.GetLineFromPosition(end).End));
        var startsLine = triviaBefore.Exists(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        if (startsLine && restOfLine.TrimStart() is { Length: > 0 } rest && (rest[0] is '/' or '.' or '?'))
        {
            // Keep the line for the next call, or for the comment, which on the previous line would look like a comment on the previous call.
            return new TextChange(TextSpan.FromBounds(dot.SpanStart, end + restOfLine.Length - rest.Length), "");
        }

        var start = lastComment == default ? receiver.Span.End
            : lastComment.IsKind(SyntaxKind.SingleLineCommentTrivia) && restOfLine.Trim().Length > 0 ? dot.SpanStart
            : lastComment.Span.End;
        return new TextChange(TextSpan.FromBounds(start, end), "");
    }

    // The next call follows the ?. instead: request?.Limit(1m).Limit(2m) becomes request?.Limit(2m).
    private static TextChange? CreateRemoval(MemberBindingExpressionSyntax binding, ExpressionSyntax result)
    {
        var end = result.Parent switch
        {
            MemberAccessExpressionSyntax next when next.Expression == result => next.OperatorToken.SpanStart,
            ConditionalAccessExpressionSyntax next when next.Expression == result => next.OperatorToken.Span.End,
            _ => -1,
        };
        return end < 0 || HasOtherTriviaThanSpace(result.Parent!, TextSpan.FromBounds(binding.SpanStart, end))
            ? null
            : new TextChange(TextSpan.FromBounds(binding.SpanStart, end), "");
    }

    private static bool HasOtherTriviaThanSpace(SyntaxNode node, TextSpan span) =>
        node.DescendantTrivia(span).Any(trivia => span.Contains(trivia.Span) && !IsSpace(trivia));

    private static bool IsSpace(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia;

    private static bool IsNeitherSpaceNorComment(SyntaxTrivia trivia) =>
        !IsSpace(trivia) && trivia.Kind() is not (SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia);
}
