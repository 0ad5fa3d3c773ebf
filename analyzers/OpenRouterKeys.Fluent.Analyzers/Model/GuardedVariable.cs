using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>A variable or constant that the program compares or tests, as in <c>if (Budget >= 0) request = request.Limit(Budget);</c>.
/// The call may be unreachable for the constant's value, so nothing is reported.</summary>
internal static class GuardedVariable
{
    public static bool IsUsedIn(ExpressionSyntax argument, SemanticModel? model, CancellationToken cancellationToken)
    {
        foreach (var name in argument.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
        {
            if (model is not null && ScopeOf(name, model, cancellationToken) is { } scope && IsTestedIn(scope, name))
            {
                return true;
            }
        }

        return false;
    }

    // A local is searched for in its member, a field in the type that uses it. Fields of System types are excluded, because other values
    // are compared with them (Guid.Empty).
    private static SyntaxNode? ScopeOf(IdentifierNameSyntax name, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(name, cancellationToken).Symbol switch
        {
            ILocalSymbol => StableVariable.ScopeOf(name, isLocal: true),
            IFieldSymbol { ContainingType: { TypeKind: not TypeKind.Enum, ContainingNamespace.Name: not "System" } } =>
                name.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? name.SyntaxTree.GetRoot(cancellationToken),
            _ => null,
        };

    private static bool IsTestedIn(SyntaxNode scope, IdentifierNameSyntax name) => scope
        .DescendantNodes()
        .OfType<IdentifierNameSyntax>()
        .Any(other => other != name && other.Identifier.ValueText == name.Identifier.ValueText && IsTested(other));

    private static bool IsTested(SyntaxNode node)
    {
        while (node.Parent is { } parent)
        {
            if (IsTest(parent, node))
            {
                return true;
            }

            if (parent is StatementSyntax or MemberDeclarationSyntax)
            {
                return false;
            }

            node = parent;
        }

        return false;
    }

    private static bool IsTest(SyntaxNode parent, SyntaxNode node) => parent switch
    {
        BinaryExpressionSyntax binary => binary.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression
            or SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression
            or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression
            or SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.CoalesceExpression,
        IsPatternExpressionSyntax or WhenClauseSyntax => true,
        ConditionalExpressionSyntax choice => choice.Condition == node,
        SwitchExpressionSyntax choice => choice.GoverningExpression == node,
        SwitchStatementSyntax choice => choice.Expression == node,
        IfStatementSyntax statement => statement.Condition == node,
        WhileStatementSyntax loop => loop.Condition == node,
        DoStatementSyntax loop => loop.Condition == node,
        ForStatementSyntax loop => loop.Condition == node,
        InvocationExpressionSyntax call => CallSyntax.NameOf(call)?.Identifier.ValueText.StartsWith("IsNullOr", StringComparison.Ordinal) == true,
        _ => false,
    };
}
