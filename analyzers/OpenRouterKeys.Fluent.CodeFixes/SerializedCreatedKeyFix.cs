using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>ORK2006: <c>created</c> becomes <c>new { created.Info.Hash, Secret = created.Key.Reveal() }</c>, and <c>new { created.Key }</c>
/// becomes <c>new { Secret = created.Key.Reveal() }</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SerializedCreatedKeyFix() : FluentCodeFixProvider("ORK2006", supportsFixAll: false)
{
    internal override IEnumerable<TextFix> GetFixes(FixContext context, Diagnostic diagnostic)
    {
        var node = context.Root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        var expressions = node is AnonymousObjectCreationExpressionSyntax created ? created.Initializers.Select(member => member.Expression)
            : node is ExpressionSyntax expression ? [expression]
            : [];
        var changes = expressions.Select(value => Replace(value, context)).OfType<TextChange>().ToArray();
        if (changes.Length > 0)
        {
            yield return new TextFix("Return the hash and the revealed secret", nameof(SerializedCreatedKeyFix), changes);
        }
    }

    private static TextChange? Replace(ExpressionSyntax value, FixContext context)
    {
        var member = value.Parent as AnonymousObjectMemberDeclaratorSyntax;
        var type = context.Model.GetTypeInfo(value, context.CancellationToken).Type;
        if (!IsSimple(value) || value.DescendantTrivia().Any(trivia => value.Span.Contains(trivia.Span) && !trivia.IsKind(SyntaxKind.WhitespaceTrivia)))
        {
            return null;
        }

        if (IsType(type, "CreatedKey"))
        {
            var name = member is { NameEquals: null } ? $"{NameOf(value)} = " : "";
            return new TextChange(value.Span, $"{name}new {{ {value}.Info.Hash, Secret = {value}.Key.Reveal() }}");
        }

        return member is not null && IsType(type?.BaseType, "Secret")
            ? new TextChange(value.Span, $"{(member.NameEquals is null ? "Secret = " : "")}{value}.Reveal()")
            : null;
    }

    // The value is evaluated twice, so a call is not allowed.
    private static bool IsSimple(ExpressionSyntax value) => value switch
    {
        IdentifierNameSyntax or ThisExpressionSyntax => true,
        MemberAccessExpressionSyntax access => IsSimple(access.Expression),
        PostfixUnaryExpressionSyntax suppression when suppression.IsKind(SyntaxKind.SuppressNullableWarningExpression) => IsSimple(suppression.Operand),
        _ => false,
    };

    private static string NameOf(ExpressionSyntax value) => value is MemberAccessExpressionSyntax access ? access.Name.ToString() : value.ToString();

    private static bool IsType(ITypeSymbol? type, string name) =>
        type?.Name == name && type.ContainingNamespace?.ToDisplayString() == "OpenRouterKeys.Fluent";
}
