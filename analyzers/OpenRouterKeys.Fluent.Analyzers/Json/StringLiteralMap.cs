using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace OpenRouterKeys.Fluent.Analyzers.Json;

/// <summary>Maps each character of a string literal's value to its position in the source.</summary>
internal sealed class StringLiteralMap
{
    private readonly List<int> _starts;
    private readonly int _end;

    private StringLiteralMap(List<int> starts, int end)
    {
        _starts = starts;
        _end = end;
    }

    /// <summary>Returns null if the expression is not a literal, is empty, or does not have the given value.</summary>
    public static StringLiteralMap? Create(SyntaxNode expression, string value)
    {
        while (expression is ParenthesizedExpressionSyntax parenthesized)
        {
            expression = parenthesized.Expression;
        }

        var map = expression switch
        {
            LiteralExpressionSyntax literal => FromToken(literal.Token),
            InterpolatedStringExpressionSyntax { Contents.Count: 1 } interpolated when interpolated.Contents[0] is InterpolatedStringTextSyntax text =>
                FromInterpolated(interpolated, text.TextToken),
            _ => null,
        };
        return value.Length > 0 && map?._starts.Count == value.Length ? map : null;
    }

    /// <summary>Returns the span of a part of the value, or of its last character if the part is after the end.</summary>
    public TextSpan SpanOf(int start, int length)
    {
        var first = start < _starts.Count ? start : _starts.Count - 1;
        var end = start + length < _starts.Count ? _starts[start + length] : _end;
        return TextSpan.FromBounds(_starts[first], end > _starts[first] ? end : _end);
    }

    private static StringLiteralMap? FromToken(SyntaxToken token)
    {
        var text = token.Text;
        var (start, end) = (0, text.Length - (text.EndsWith("u8", StringComparison.OrdinalIgnoreCase) ? 2 : 0));
        switch (token.Kind())
        {
            case SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken when text[0] == '@':
                return FromVerbatim(text, 2, end - 1, token.SpanStart);
            case SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken:
                return FromEscaped(text, 1, end - 1, token.SpanStart);
            case SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.Utf8SingleLineRawStringLiteralToken:
                var quotes = CountQuotes(text);
                return FromPlain(start + quotes, end - quotes, token.SpanStart);
            case SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken:
                return FromRawLines(text, end - CountQuotes(text), token.SpanStart);
            default:
                return null;
        }
    }

    // The interpolated string has no interpolations; it is mapped only if it has no escapes either.
    private static StringLiteralMap? FromInterpolated(InterpolatedStringExpressionSyntax interpolated, SyntaxToken text) =>
        interpolated.StringStartToken.IsKind(SyntaxKind.InterpolatedMultiLineRawStringStartToken) || text.Text != text.ValueText
            ? null
            : FromPlain(0, text.Text.Length, text.SpanStart);

    private static StringLiteralMap FromPlain(int start, int end, int offset)
    {
        var starts = new List<int>(end - start);
        for (var index = start; index < end; index++)
        {
            starts.Add(offset + index);
        }

        return new StringLiteralMap(starts, offset + end);
    }

    private static StringLiteralMap FromVerbatim(string text, int start, int end, int offset)
    {
        var starts = new List<int>(end - start);
        for (var index = start; index < end; index += text[index] == '"' ? 2 : 1)
        {
            starts.Add(offset + index);
        }

        return new StringLiteralMap(starts, offset + end);
    }

    private static StringLiteralMap FromEscaped(string text, int start, int end, int offset)
    {
        var starts = new List<int>(end - start);
        for (var index = start; index < end;)
        {
            starts.Add(offset + index);
            var length = EscapeLength(text, index, end, out var isPair);
            if (isPair)
            {
                starts.Add(offset + index);
            }

            index += length;
        }

        return new StringLiteralMap(starts, offset + end);
    }

    // Lengths: \n 2, \u0041 6, \U00000041 10, \x41 up to 6.
    private static int EscapeLength(string text, int index, int end, out bool isPair)
    {
        isPair = false;
        if (text[index] != '\\' || index + 1 >= end)
        {
            return 1;
        }

        switch (text[index + 1])
        {
            case 'u':
                return 6;
            case 'U':
                isPair = index + 6 <= end && text.Substring(index + 2, 4) != "0000";
                return 10;
            case 'x':
                var length = 2;
                while (length < 6 && index + length < end && Uri.IsHexDigit(text[index + length]))
                {
                    length++;
                }

                return length;
            default:
                return 2;
        }
    }

    // The value excludes the last line's indentation on every line, and the last line break.
    private static StringLiteralMap FromRawLines(string text, int end, int offset)
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
            for (var index = Math.Min(lineStart + indentation, next - LineBreakLength(text, next)); index < lineEnd; index++)
            {
                starts.Add(offset + index);
            }

            lineStart = next;
        }

        return new StringLiteralMap(starts, offset + Math.Max(contentEnd, 0));
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
