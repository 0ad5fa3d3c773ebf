using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>Decides whether a call's arguments can be removed or moved.</summary>
internal static class RemovableArguments
{
    /// <summary>Whether the arguments have no side effect and nothing becomes unused without them.</summary>
    public static bool Are(InvocationExpressionSyntax call, FixContext context) =>
        !HaveSideEffect(call, context) && !ContainLastRead(call.ArgumentList, context);

    public static bool HaveSideEffect(InvocationExpressionSyntax call, FixContext context) =>
        !call.ArgumentList.Arguments.All(argument => IsPure(context.Model.GetOperation(argument.Expression, context.CancellationToken)));

    // The compiler warns about a field or primary constructor parameter that is never read, but not in the member that is fixed.
    private static bool ContainLastRead(ArgumentListSyntax arguments, FixContext context) =>
        arguments.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
            IsWatched(context.Model.GetSymbolInfo(name, context.CancellationToken).Symbol)
            && !context.Root.DescendantNodes().OfType<IdentifierNameSyntax>().Any(other =>
                other.Identifier.ValueText == name.Identifier.ValueText
                && !arguments.Span.Contains(other.Span)
                && !(other.Parent is AssignmentExpressionSyntax assignment && assignment.Left == other)
                && !IsArgumentOfSetting(other)));

    // Fix All can remove it too.
    private static bool IsArgumentOfSetting(IdentifierNameSyntax name) => name.Ancestors().OfType<InvocationExpressionSyntax>().Any(call =>
        call.ArgumentList.Span.Contains(name.Span) && ChainCall.NameOf(call) is { } method && MethodNames.SettingOf(method) is not null);

    private static bool IsWatched(ISymbol? symbol) =>
        symbol is IFieldSymbol { DeclaredAccessibility: Accessibility.Private, IsConst: false }
            or IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } };

    private static bool IsPure(IOperation? operation) => operation switch
    {
        null => false,
        { ConstantValue.HasValue: true } or IDefaultValueOperation or IInstanceReferenceOperation or IParameterReferenceOperation => true,
        ILocalReferenceOperation local => !local.IsDeclaration,
        IFieldReferenceOperation field => field.Instance is null || IsPure(field.Instance),
        IPropertyReferenceOperation { Arguments.IsEmpty: true } property => property.Instance is null || IsPure(property.Instance),
        IParenthesizedOperation parenthesized => IsPure(parenthesized.Operand),
        IConversionOperation conversion => IsPureOperator(conversion.OperatorMethod) && IsPure(conversion.Operand),
        IUnaryOperation unary => IsPureOperator(unary.OperatorMethod) && IsPure(unary.Operand),
        IBinaryOperation binary => IsPureOperator(binary.OperatorMethod) && IsPure(binary.LeftOperand) && IsPure(binary.RightOperand),
        IArgumentOperation argument => IsPure(argument.Value),
        IObjectCreationOperation creation => IsSystemValue(creation.Type) && creation.Initializer is null && creation.Arguments.All(IsPure),
        IInvocationOperation { Instance: null } call => IsTimeSpanFactory(call.TargetMethod) && call.Arguments.All(IsPure),
        _ => false,
    };

    private static bool IsPureOperator(IMethodSymbol? method) =>
        method is null || method.ContainingType.SpecialType == SpecialType.System_Decimal || IsSystemValue(method.ContainingType);

    private static bool IsTimeSpanFactory(IMethodSymbol method) =>
        method is { ContainingType.Name: nameof(TimeSpan) }
        && method.Name.StartsWith("From", StringComparison.Ordinal) && IsSystemValue(method.ContainingType);

    private static bool IsSystemValue(ITypeSymbol? type) =>
        type is { Name: nameof(TimeSpan) or nameof(Guid) or nameof(DateTimeOffset) or nameof(DateTime), ContainingNamespace: var containingNamespace }
        && containingNamespace is { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true };
}
