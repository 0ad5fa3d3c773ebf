using System.Collections.Generic;
using System.Composition;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>ORK1005: <c>Limit(1234567890.123456m)</c> becomes <c>Limit(1234567890.12346m)</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class LimitIsTooPreciseFix() : FluentCodeFixProvider("ORK1005")
{
    internal override IEnumerable<TextFix> GetFixes(FixContext context, Diagnostic diagnostic)
    {
        if (ReportedArgument.Find(context, diagnostic) is { } argument
            && FindLiteral(argument) is { Token: { Value: decimal or long or ulong } token } literal)
        {
            var rounded = Round(token);
            yield return new TextFix(
                $"Round to {argument.ToString().Replace(token.Text, rounded)}", nameof(LimitIsTooPreciseFix), new TextChange(literal.Span, rounded));
        }
    }

    private static LiteralExpressionSyntax? FindLiteral(ExpressionSyntax argument) => ReportedArgument.Unwrap(argument) switch
    {
        PrefixUnaryExpressionSyntax sign when sign.OperatorToken.Kind() is SyntaxKind.MinusToken or SyntaxKind.PlusToken => FindLiteral(sign.Operand),
        var inner => inner as LiteralExpressionSyntax,
    };

    // Keeps the digit separators, the exponent and the suffix, unless the result would have another value (0xFF…, an overflow).
    private static string Round(SyntaxToken token)
    {
        var text = token.Text;
        var end = text.TakeWhile(character => character is '.' or '_' || char.IsDigit(character)).Count();
        var usd = KeyRules.RoundLimit(Convert.ToDecimal(token.Value, CultureInfo.InvariantCulture));
        return decimal.TryParse(text.Substring(0, end).Replace("_", ""), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var mantissa)
            && Separate(RoundedText(mantissa), text.Substring(0, end)) + text.Substring(end) is var rounded
            && SyntaxFactory.ParseExpression(rounded) is LiteralExpressionSyntax { ContainsDiagnostics: false, Token.Value: { } value }
            && Convert.ToDecimal(value, CultureInfo.InvariantCulture) == usd
                ? rounded
                : RoundedText(usd) + "m";
    }

    private static string RoundedText(decimal usd) => DecimalText.Normalize(KeyRules.RoundLimit(usd)).ToString(CultureInfo.InvariantCulture);

    private static string Separate(string rounded, string original)
    {
        var (digits, separated) = (rounded.Split('.'), original.Split('.'));
        var integer = Reverse(SeparateDigits(Reverse(digits[0]), Reverse(separated[0])));
        return digits.Length == 1 || separated.Length == 1 ? integer : $"{integer}.{SeparateDigits(digits[1], separated[1])}";
    }

    // Both texts start at the decimal point. Rounding can add one digit to the integer part: 999_999 becomes 1_000_000.
    private static string SeparateDigits(string digits, string original)
    {
        var (result, next) = (new StringBuilder(), 0);
        foreach (var character in original)
        {
            if (next < digits.Length)
            {
                result.Append(character == '_' ? character : digits[next++]);
            }
        }

        var groupLength = original.IndexOf('_');
        var isGroupFull = groupLength > 0 && original.Length - 1 - original.LastIndexOf('_') == groupLength;
        return result.Append(isGroupFull && next < digits.Length ? "_" : "").Append(digits, next, digits.Length - next).ToString();
    }

    private static string Reverse(string text) => new([.. text.Reverse()]);
}
