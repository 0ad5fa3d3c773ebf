using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>A local or static readonly field that has an initializer, is never written again and is never passed by reference.
/// Its value is its initializer's value.</summary>
internal static class StableVariable
{
    /// <summary>Returns the initializer, or null if the operation is not a stable variable.</summary>
    public static IOperation? InitializerOf(IOperation operation, CancellationToken cancellationToken)
    {
        var (symbol, isLocal) = operation switch
        {
            ILocalReferenceOperation { IsDeclaration: false, Local: { IsRef: false } local } => ((ISymbol)local, true),
            IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field } => (field, false),
            _ => (null, false),
        };
        if (symbol is null || operation.SemanticModel is not { } model || symbol.DeclaringSyntaxReferences.Length != 1)
        {
            return null;
        }

        return symbol.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: { } value } declarator
            && declarator.SyntaxTree == model.SyntaxTree
            && (isLocal || !IsInitializedLater(declarator, operation.Syntax))
            && ScopeOf(declarator, isLocal) is { } scope
            && !IsWrittenIn(scope, declarator.Identifier.ValueText, operation.Type?.IsValueType == true)
            ? model.GetOperation(value, cancellationToken)
            : null;
    }

    /// <summary>Returns the code that can write the variable: for a local its member or all top-level statements, for a field its type.</summary>
    public static SyntaxNode? ScopeOf(SyntaxNode declarator, bool isLocal)
    {
        foreach (var ancestor in declarator.Ancestors())
        {
            switch (ancestor)
            {
                case CompilationUnitSyntax:
                case MemberDeclarationSyntax and not (GlobalStatementSyntax or BaseFieldDeclarationSyntax) when isLocal:
                case BaseFieldDeclarationSyntax when isLocal:
                    return ancestor;
                case TypeDeclarationSyntax type when !isLocal:
                    // Another part of the type may contain the static constructor.
                    return type.Modifiers.Any(SyntaxKind.PartialKeyword) ? null : type;
            }
        }

        return null;
    }

    // Static initializers run in source order, so a field that is declared later is not set yet.
    private static bool IsInitializedLater(SyntaxNode declarator, SyntaxNode reference) =>
        reference.SpanStart < declarator.SpanStart
        && reference.FirstAncestorOrSelf<EqualsValueClauseSyntax>()?.Parent is PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax };

    // Compares names only. If another variable of the same name is written, both count as unstable: this can hide a diagnostic, but never
    // causes one.
    private static bool IsWrittenIn(SyntaxNode scope, string name, bool isValueType)
    {
        foreach (var node in scope.DescendantNodes())
        {
            if (node is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == name && (IsWrite(identifier) || (isValueType && IsReceiver(identifier))))
            {
                return true;
            }
        }

        return false;
    }

    // A method of a value type can modify the variable through "this".
    private static bool IsReceiver(IdentifierNameSyntax identifier) =>
        identifier.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access && access.Expression == identifier;

    private static bool IsWrite(IdentifierNameSyntax identifier)
    {
        ExpressionSyntax expression = identifier;
        while (expression.Parent is ParenthesizedExpressionSyntax
            || expression.Parent?.IsKind(SyntaxKind.SuppressNullableWarningExpression) == true
            || (expression.Parent is MemberAccessExpressionSyntax access && access.Name == expression))
        {
            expression = (ExpressionSyntax)expression.Parent!;
        }

        return expression.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == expression,
            ArgumentSyntax { Parent: TupleExpressionSyntax tuple } => IsAssigned(tuple),
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None),
            PrefixUnaryExpressionSyntax prefix => prefix.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression or SyntaxKind.AddressOfExpression,
            PostfixUnaryExpressionSyntax postfix => postfix.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
            RefExpressionSyntax or MakeRefExpressionSyntax => true,
            ForEachVariableStatementSyntax loop => loop.Variable == expression,
            _ => false,
        };
    }

    private static bool IsAssigned(TupleExpressionSyntax tuple)
    {
        SyntaxNode outermost = tuple;
        while (outermost.Parent is ArgumentSyntax { Parent: TupleExpressionSyntax outer })
        {
            outermost = outer;
        }

        return outermost.Parent is AssignmentExpressionSyntax assignment ? assignment.Left == outermost : outermost.Parent is ForEachVariableStatementSyntax;
    }
}
