using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace OpenRouterKeys.Fluent.Analyzers.Json;

/// <summary>Where each character of a string literal's value stands in the source.</summary>
internal sealed class LiteralMap
{
    private readonly List<int> _starts;
    private readonly int _end;

    private LiteralMap(List<int> starts, int end)
    {
        _starts = starts;
        _end = end;
    }

    /// <summary>Null where the expression is no literal or an empty one, or where the map would not fit the value.</summary>
    public static LiteralMap? Of(SyntaxNode expression, string value)
    {
        while (expression is ParenthesizedExpressionSyntax parenthesized)
        {
            expression = parenthesized.Expression;
        }

        var map = expression switch
        {
            LiteralExpressionSyntax literal => OfToken(literal.Token),
            InterpolatedStringExpressionSyntax { Contents.Count: 1 } interpolated when interpolated.Contents[0] is InterpolatedStringTextSyntax text =>
                OfInterpolated(interpolated, text.TextToken),
            _ => null,
        };
        return value.Length > 0 && map?._starts.Count == value.Length ? map : null;
    }

    /// <summary>The part of the source; where the value ends too early, the last character of it.</summary>
    public TextSpan SpanOf(int start, int length)
    {
        var first = start < _starts.Count ? start : _starts.Count - 1;
        var end = start + length < _starts.Count ? _starts[start + length] : _end;
        return TextSpan.FromBounds(_starts[first], end > _starts[first] ? end : _end);
    }

    private static LiteralMap? OfToken(SyntaxToken token)
    {
        var text = token.Text;
        var (start, end) = (0, text.Length - (text.EndsWith("u8", StringComparison.OrdinalIgnoreCase) ? 2 : 0));
        switch (token.Kind())
        {
            case SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken when text[0] == '@':
                return Verbatim(text, 2, end - 1, token.SpanStart);
            case SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken:
                return Escaped(text, 1, end - 1, token.SpanStart);
            case SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.Utf8SingleLineRawStringLiteralToken:
                var quotes = CountQuotes(text);
                return Plain(start + quotes, end - quotes, token.SpanStart);
            case SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken:
                return RawLines(text, end - CountQuotes(text), token.SpanStart);
            default:
                return null;
        }
    }

    // Without interpolations: the text between the quotes, where it has no escapes of any kind.
    private static LiteralMap? OfInterpolated(InterpolatedStringExpressionSyntax interpolated, SyntaxToken text) =>
        interpolated.StringStartToken.IsKind(SyntaxKind.InterpolatedMultiLineRawStringStartToken) || text.Text != text.ValueText
            ? null
            : Plain(0, text.Text.Length, text.SpanStart);

    private static LiteralMap Plain(int start, int end, int offset)
    {
        var starts = new List<int>(end - start);
        for (var at = start; at < end; at++)
        {
            starts.Add(offset + at);
        }

        return new LiteralMap(starts, offset + end);
    }

    private static LiteralMap Verbatim(string text, int start, int end, int offset)
    {
        var starts = new List<int>(end - start);
        for (var at = start; at < end; at += text[at] == '"' ? 2 : 1)
        {
            starts.Add(offset + at);
        }

        return new LiteralMap(starts, offset + end);
    }

    private static LiteralMap Escaped(string text, int start, int end, int offset)
    {
        var starts = new List<int>(end - start);
        for (var at = start; at < end;)
        {
            starts.Add(offset + at);
            var length = EscapeLength(text, at, end, out var isPair);
            if (isPair)
            {
                starts.Add(offset + at);
            }

            at += length;
        }

        return new LiteralMap(starts, offset + end);
    }

    // \n is 2 long, \u0041 6, \U00000041 10, \x41 up to 6.
    private static int EscapeLength(string text, int at, int end, out bool isPair)
    {
        isPair = false;
        if (text[at] != '\\' || at + 1 >= end)
        {
            return 1;
        }

        switch (text[at + 1])
        {
            case 'u':
                return 6;
            case 'U':
                isPair = at + 6 <= end && text.Substring(at + 2, 4) != "0000";
                return 10;
            case 'x':
                var length = 2;
                while (length < 6 && at + length < end && Uri.IsHexDigit(text[at + length]))
                {
                    length++;
                }

                return length;
            default:
                return 2;
        }
    }

    // The last line's white space stands before every line and is no part of the value; nor is the last line break.
    private static LiteralMap RawLines(string text, int end, int offset)
    {
        var lineStart = text.IndexOf('\n') + 1;
        var lastLine = text.LastIndexOf('\n', end - 1) + 1;
        var indentation = end - lastLine;
        var contentEnd = lastLine - (lastLine > 1 && text[lastLine - 2] == '\r' ? 2 : 1);
        var starts = new List<int>(text.Length);
        while (lineStart < lastLine)
        {
            var next = text.IndexOf('\n', lineStart) + 1;
            var lineEnd = next < lastLine ? next : contentEnd;
            for (var at = Math.Min(lineStart + indentation, next - LineBreakLength(text, next)); at < lineEnd; at++)
            {
                starts.Add(offset + at);
            }

            lineStart = next;
        }

        return new LiteralMap(starts, offset + Math.Max(contentEnd, 0));
    }

    private static int LineBreakLength(string text, int next) => next > 1 && text[next - 2] == '\r' ? 2 : 1;

    private static int CountQuotes(string text)
    {
        var quotes = 0;
        while (quotes < text.Length && text[quotes] == '"')
        {
            quotes++;
        }

        return quotes;
    }
}
