using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Analyzers.Secrets;

/// <summary>ORK3001: a key in a string literal, or in a constant that is concatenated from literals.</summary>
internal static class HardCodedKey
{
    // Only the nearest parts of a concatenation are read, so that the cost of one with thousands of parts is linear.
    private const int MaxParts = 16;
    private const int MaxPartLength = 256;

    public static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var text = LiteralTextOf(context.Node) ?? "";
        if (KeyShape.IsHardCoded(text))
        {
            Report(context, context.Node);
        }
        else if (KeyShape.MayBePart(text)
            && (KeyShape.IndexOfPrefix(text) >= 0 ? FindEndOfKey(context, text) : FindStartOfKey(context, text)) is { } otherEnd
            && FindConcatenation(context, otherEnd) is { } concatenation)
        {
            Report(context, concatenation);
        }
    }

    private static void Report(SyntaxNodeAnalysisContext context, SyntaxNode node) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptors.HardCodedKey, node.GetLocation()));

    // The literal contains the prefix. Returns the part that completes the key.
    private static SyntaxNode? FindEndOfKey(SyntaxNodeAnalysisContext context, string text)
    {
        text = End(text);
        var part = Concatenation.NextPart(context.Node);
        for (var parts = 0; parts < MaxParts && part is not null; parts++, part = Concatenation.NextPart(part))
        {
            if (TextOf(part, context) is not { } next)
            {
                return null;
            }

            // A literal with another prefix is analyzed on its own.
            var prefix = LiteralTextOf(part) is null ? -1 : KeyShape.IndexOfPrefix(next);
            text += Start(prefix < 0 ? next : next.Substring(0, prefix));
            if (KeyShape.IsHardCoded(text))
            {
                return part;
            }

            if (prefix >= 0)
            {
                return null;
            }
        }

        return null;
    }

    // The literal contains digits only. Returns the part with the prefix, unless an earlier literal reports the key.
    private static SyntaxNode? FindStartOfKey(SyntaxNodeAnalysisContext context, string digits)
    {
        var text = "";
        var part = Concatenation.PreviousPart(context.Node);
        for (var parts = 0; parts < MaxParts && part is not null; parts++, part = Concatenation.PreviousPart(part))
        {
            if (TextOf(part, context) is not { } previous || (LiteralTextOf(part) is not null && KeyShape.IndexOfPrefix(previous) >= 0))
            {
                return null;
            }

            text = End(previous) + text;
            if (KeyShape.IsHardCoded(text))
            {
                return null;
            }

            if (KeyShape.IsHardCoded(text + Start(digits)))
            {
                return part;
            }
        }

        return null;
    }

    // Returns the smallest constant that contains both ends of the key. The compiler concatenates UTF-8 literals, but they are not constants.
    private static SyntaxNode? FindConcatenation(SyntaxNodeAnalysisContext context, SyntaxNode otherEnd)
    {
        var concatenation = context.Node;
        while (!concatenation.Span.Contains(otherEnd.Span))
        {
            concatenation = concatenation.Parent!;
        }

        return context.Node.IsKind(SyntaxKind.Utf8StringLiteralExpression)
            || context.SemanticModel.GetConstantValue(concatenation, context.CancellationToken).Value is string
            ? concatenation
            : null;
    }

    private static string Start(string text) => text.Length <= MaxPartLength ? text : text.Substring(0, MaxPartLength);

    private static string End(string text) => text.Length <= MaxPartLength ? text : text.Substring(text.Length - MaxPartLength);

    // Returns null if the part is not constant.
    private static string? TextOf(SyntaxNode part, SyntaxNodeAnalysisContext context) =>
        LiteralTextOf(part) ?? context.SemanticModel.GetConstantValue(part, context.CancellationToken).Value as string;

    private static string? LiteralTextOf(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression or (int)SyntaxKind.Utf8StringLiteralExpression } literal => literal.Token.ValueText,
        InterpolatedStringTextSyntax interpolated => interpolated.TextToken.ValueText,
        _ => null,
    };
}
