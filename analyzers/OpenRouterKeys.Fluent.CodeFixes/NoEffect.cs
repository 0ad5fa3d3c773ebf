using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.CodeFixes;

/// <summary>Expressions that can be left out, because all they do is have a value.</summary>
internal static class NoEffect
{
    public static bool Has(IOperation? operation) => operation switch
    {
        null => false,
        { ConstantValue.HasValue: true } or IDefaultValueOperation or IInstanceReferenceOperation or IParameterReferenceOperation => true,
        ILocalReferenceOperation local => !local.IsDeclaration,
        IFieldReferenceOperation field => field.Instance is null || Has(field.Instance),
        IPropertyReferenceOperation { Arguments.IsEmpty: true } property => property.Instance is null || Has(property.Instance),
        IParenthesizedOperation parenthesized => Has(parenthesized.Operand),
        IConversionOperation conversion => IsBuiltIn(conversion.OperatorMethod) && Has(conversion.Operand),
        IUnaryOperation unary => IsBuiltIn(unary.OperatorMethod) && Has(unary.Operand),
        IBinaryOperation binary => IsBuiltIn(binary.OperatorMethod) && Has(binary.LeftOperand) && Has(binary.RightOperand),
        IArgumentOperation argument => Has(argument.Value),
        IObjectCreationOperation creation => IsValue(creation.Type) && creation.Initializer is null && creation.Arguments.All(Has),
        IInvocationOperation { Instance: null } call => IsFactory(call.TargetMethod) && call.Arguments.All(Has),
        _ => false,
    };

    private static bool IsBuiltIn(IMethodSymbol? method) =>
        method is null || method.ContainingType.SpecialType == SpecialType.System_Decimal || IsValue(method.ContainingType);

    private static bool IsFactory(IMethodSymbol method) =>
        method is { ContainingType.Name: nameof(TimeSpan) }
        && method.Name.StartsWith("From", StringComparison.Ordinal) && IsValue(method.ContainingType);

    private static bool IsValue(ITypeSymbol? type) =>
        type is { Name: nameof(TimeSpan) or nameof(Guid) or nameof(DateTimeOffset) or nameof(DateTime), ContainingNamespace: var space }
        && space is { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true };
}
