using System.Collections.Generic;
using System.Composition;
using System.Globalization;
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
            var usd = Convert.ToDecimal(token.Value, CultureInfo.InvariantCulture);
            var rounded = DecimalText.Normalize(KeyRules.RoundLimit(usd)).ToString(CultureInfo.InvariantCulture) + "m";
            yield return new TextFix(
                $"Round to {argument.ToString().Replace(token.Text, rounded)}", nameof(LimitIsTooPreciseFix), new TextChange(literal.Span, rounded));
        }
    }

    private static LiteralExpressionSyntax? FindLiteral(ExpressionSyntax argument) => ReportedArgument.Unwrap(argument) switch
    {
        PrefixUnaryExpressionSyntax sign when sign.OperatorToken.Kind() is SyntaxKind.MinusToken or SyntaxKind.PlusToken => FindLiteral(sign.Operand),
        var inner => inner as LiteralExpressionSyntax,
    };
}
