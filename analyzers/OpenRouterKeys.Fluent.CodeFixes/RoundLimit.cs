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
public sealed class RoundLimit() : FluentCodeFixProvider("ORK1005")
{
    internal override IEnumerable<TextFix> Find(FixContext place, Diagnostic diagnostic)
    {
        if (WrittenArgument.Of(place, diagnostic) is { } argument
            && LiteralIn(argument) is { Token: { Value: decimal or long or ulong } token } literal)
        {
            var usd = Convert.ToDecimal(token.Value, CultureInfo.InvariantCulture);
            var written = DecimalText.Normalize(KeyRules.RoundLimit(usd)).ToString(CultureInfo.InvariantCulture) + "m";
            yield return new TextFix(
                $"Limit({argument.ToString().Replace(token.Text, written)})", nameof(RoundLimit), new TextChange(literal.Span, written));
        }
    }

    private static LiteralExpressionSyntax? LiteralIn(ExpressionSyntax argument) => WrittenArgument.Inner(argument) switch
    {
        PrefixUnaryExpressionSyntax sign when sign.OperatorToken.Kind() is SyntaxKind.MinusToken or SyntaxKind.PlusToken => LiteralIn(sign.Operand),
        var inner => inner as LiteralExpressionSyntax,
    };
}
