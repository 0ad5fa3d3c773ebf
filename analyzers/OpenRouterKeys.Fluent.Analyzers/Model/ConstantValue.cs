using System.Globalization;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>Evaluates expressions: C# constants, conversions of constants, and stable variables with a constant initializer.</summary>
internal static class ConstantValue
{
    private const int MaxSteps = 16;

    /// <summary>Removes what does not change the value: parentheses, value-preserving conversions, stable variables.</summary>
    public static IOperation Resolve(IOperation operation, CancellationToken cancellationToken)
    {
        for (var step = 0; step < MaxSteps; step++)
        {
            var inner = operation switch
            {
                { ConstantValue.HasValue: true } => null,
                IParenthesizedOperation parenthesized => parenthesized.Operand,
                IConversionOperation conversion when PreservesValue(conversion) => conversion.Operand,
                IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } } value => value.Instance,
                ILocalReferenceOperation or IFieldReferenceOperation => StableVariable.InitializerOf(operation, cancellationToken),
                _ => null,
            };
            if (inner is null)
            {
                return operation;
            }

            operation = inner;
        }

        return operation;
    }

    /// <summary>Returns true for a constant string and for a constant null.</summary>
    public static bool TryGetText(IOperation operation, CancellationToken cancellationToken, out string? text)
    {
        var resolved = Resolve(operation, cancellationToken);
        if (resolved is IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } })
        {
            text = "";
            return true;
        }

        text = resolved.ConstantValue.Value as string;
        return resolved.ConstantValue.HasValue && (text is not null || resolved.ConstantValue.Value is null);
    }

    public static bool TryGetDecimal(IOperation operation, CancellationToken cancellationToken, out decimal value)
    {
        var resolved = Resolve(operation, cancellationToken);
        if (resolved is IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus, ConstantValue.HasValue: false } minus
            && TryGetDecimal(minus.Operand, cancellationToken, out value))
        {
            value = -value;
            return true;
        }

        // An integer remains an integer here if a nullable conversion was removed: decimal? x = 5.
        if (resolved is { ConstantValue: { HasValue: true, Value: { } constant } } && constant is decimal or sbyte or byte or short or ushort or int or uint or long or ulong)
        {
            value = Convert.ToDecimal(constant, CultureInfo.InvariantCulture);
            return true;
        }

        value = default;
        return false;
    }

    public static bool TryGetInterval(IOperation operation, CancellationToken cancellationToken, out LimitReset interval)
    {
        var resolved = Resolve(operation, cancellationToken);
        interval = resolved.ConstantValue is { HasValue: true, Value: int number } ? (LimitReset)number : default;
        return resolved.ConstantValue is { HasValue: true, Value: int };
    }

    // The compiler converts a target-typed default or new() to its own type.
    private static bool PreservesValue(IConversionOperation conversion)
    {
        var (from, to) = (UnderlyingType(conversion.Operand.Type), UnderlyingType(conversion.Type));
        return SymbolEqualityComparer.Default.Equals(from, to)
            || (IsInteger(from) && to?.SpecialType == SpecialType.System_Decimal)
            || (from?.SpecialType == SpecialType.System_Int32 && to?.TypeKind == TypeKind.Enum);
    }

    private static ITypeSymbol? UnderlyingType(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    private static bool IsInteger(ITypeSymbol? type) =>
        type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Int16 or SpecialType.System_Byte;
}
