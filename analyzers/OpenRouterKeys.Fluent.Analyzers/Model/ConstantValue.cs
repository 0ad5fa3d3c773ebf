using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>Evaluates one expression: C# constants, conversions and arithmetic of constants, and stable variables with such an initializer.
/// The number of variables that it follows and its depth are limited, so that variables that refer to each other end the evaluation.</summary>
internal sealed class ConstantValue(Variables variables, CancellationToken cancellationToken)
{
    private const int MaxDepth = 32;
    private int _hops;
    private int _depth;

    /// <summary>Returns the values that the expression can have, each with the part of the expression that has it: the arms of <c>?:</c> and
    /// <c>??</c>, or the expression itself.</summary>
    public IEnumerable<(IOperation Value, ExpressionSyntax Place)> ArmsOf(IOperation operation, ExpressionSyntax place)
    {
        var pending = new Stack<(IOperation Value, ExpressionSyntax Place, bool IsInVariable)>();
        pending.Push((operation, place, false));
        while (pending.Count > 0)
        {
            var (value, part, isInVariable) = pending.Pop();
            switch (value)
            {
                case { ConstantValue.HasValue: true }:
                    yield return (value, part);
                    break;
                case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                    var syntax = conditional.Syntax as ConditionalExpressionSyntax;
                    PushIf(false, conditional, whenFalse, syntax?.WhenFalse);
                    PushIf(true, conditional, conditional.WhenTrue, syntax?.WhenTrue);
                    break;
                case ICoalesceOperation coalesce:
                    var binary = coalesce.Syntax as BinaryExpressionSyntax;
                    if (Resolve(coalesce.Value).ConstantValue is not { HasValue: true, Value: not null })
                    {
                        pending.Push((coalesce.WhenNull, isInVariable ? part : binary?.Right ?? part, isInVariable));
                    }

                    if (coalesce.Value.ConstantValue is not { HasValue: true, Value: null })
                    {
                        pending.Push((coalesce.Value, isInVariable ? part : binary?.Left ?? part, isInVariable));
                    }

                    break;
                default:
                    var inner = Unwrap(value) ?? Follow(value);
                    if (inner is null)
                    {
                        yield return (value, part);
                    }
                    else
                    {
                        pending.Push((inner, part, isInVariable || value is ILocalReferenceOperation or IFieldReferenceOperation));
                    }

                    break;
            }

            // Only one arm of a constant condition can be the value.
            void PushIf(bool condition, IConditionalOperation conditional, IOperation arm, ExpressionSyntax? armSyntax)
            {
                if (conditional.Condition.ConstantValue is not { HasValue: true, Value: bool constant } || constant == condition)
                {
                    pending.Push((arm, isInVariable ? part : armSyntax ?? part, isInVariable));
                }
            }
        }
    }

    /// <summary>Removes what does not change the value: parentheses, value-preserving conversions, stable variables.</summary>
    public IOperation Resolve(IOperation operation)
    {
        while (!operation.ConstantValue.HasValue && (Unwrap(operation) ?? Follow(operation)) is { } inner)
        {
            operation = inner;
        }

        return operation;
    }

    /// <summary>Returns true for a constant string and for a constant null.</summary>
    public bool TryGetText(IOperation operation, out string? text)
    {
        var resolved = Resolve(operation);
        text = resolved.ConstantValue.Value as string;
        if (resolved.ConstantValue.HasValue)
        {
            return text is not null || resolved.ConstantValue.Value is null;
        }

        switch (resolved)
        {
            case IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } }:
                text = "";
                return true;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String, LeftOperand: var left, RightOperand: var right }:
                return Descend(left, right, out text);
            case IInterpolatedStringOperation interpolated:
                return TryConcatenate(interpolated, out text);
            default:
                return false;
        }

        bool Descend(IOperation left, IOperation right, out string? sum)
        {
            string? end = null;
            sum = null;
            var isText = _depth++ < MaxDepth && TryGetText(left, out sum) && TryGetText(right, out end);
            _depth--;
            sum += end;
            return isText;
        }
    }

    public bool TryGetDecimal(IOperation operation, out decimal value)
    {
        var resolved = Resolve(operation);
        value = default;
        if (resolved.ConstantValue.HasValue)
        {
            // An integer remains an integer here if a nullable conversion was removed: decimal? x = 5.
            if (resolved.ConstantValue.Value is decimal or sbyte or byte or short or ushort or int or uint or long or ulong)
            {
                value = Convert.ToDecimal(resolved.ConstantValue.Value, CultureInfo.InvariantCulture);
                return true;
            }

            return false;
        }

        if (_depth >= MaxDepth)
        {
            return false;
        }

        _depth++;
        try
        {
            switch (resolved)
            {
                case IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus or UnaryOperatorKind.Plus } unary when TryGetDecimal(unary.Operand, out var operand):
                    value = unary.OperatorKind == UnaryOperatorKind.Minus ? -operand : operand;
                    return true;
                case IBinaryOperation { Type.SpecialType: SpecialType.System_Decimal } binary
                    when TryGetDecimal(binary.LeftOperand, out var left) && TryGetDecimal(binary.RightOperand, out var right):
                    return TryCalculate(binary.OperatorKind, left, right, out value);
                default:
                    return false;
            }
        }
        finally
        {
            _depth--;
        }
    }

    public bool TryGetInterval(IOperation operation, out LimitReset interval)
    {
        var resolved = Resolve(operation);
        interval = resolved.ConstantValue is { HasValue: true, Value: int number } ? (LimitReset)number : default;
        return resolved.ConstantValue is { HasValue: true, Value: int };
    }

    /// <summary>Returns true for a constant number, except a decimal.</summary>
    public bool TryGetNumber(IOperation operation, out double number)
    {
        var constant = Resolve(operation).ConstantValue;
        var isNumber = constant is { HasValue: true, Value: sbyte or byte or short or ushort or int or uint or long or float or double };
        number = isNumber ? Convert.ToDouble(constant.Value, CultureInfo.InvariantCulture) : 0;
        return isNumber;
    }

    public bool TryGetInteger(IOperation operation, out long number)
    {
        var constant = Resolve(operation).ConstantValue;
        var isInteger = constant is { HasValue: true, Value: sbyte or byte or short or ushort or int or uint or long };
        number = isInteger ? Convert.ToInt64(constant.Value, CultureInfo.InvariantCulture) : 0;
        return isInteger;
    }

    private static bool TryCalculate(BinaryOperatorKind operatorKind, decimal left, decimal right, out decimal value)
    {
        value = default;
        try
        {
            switch (operatorKind)
            {
                case BinaryOperatorKind.Add:
                    value = left + right;
                    return true;
                case BinaryOperatorKind.Subtract:
                    value = left - right;
                    return true;
                case BinaryOperatorKind.Multiply:
                    value = left * right;
                    return true;
                case BinaryOperatorKind.Divide when right != 0:
                    value = left / right;
                    return true;
                default:
                    return false;
            }
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private bool TryConcatenate(IInterpolatedStringOperation interpolated, out string? text)
    {
        text = "";
        foreach (var part in interpolated.Parts)
        {
            var value = part switch
            {
                IInterpolatedStringTextOperation literal => literal.Text,
                IInterpolationOperation { Alignment: null, FormatString: null, Expression: { Type.SpecialType: SpecialType.System_String } inner } => inner,
                _ => null,
            };
            string? next = null;
            var isText = value is not null && _depth++ < MaxDepth && TryGetText(value, out next);
            _depth -= value is null ? 0 : 1;
            if (!isText)
            {
                return false;
            }

            text += next;
        }

        return true;
    }

    private IOperation? Follow(IOperation operation) =>
        operation is ILocalReferenceOperation or IFieldReferenceOperation && _hops < Variables.MaxHops
            && variables.InitializerOf(operation, cancellationToken) is { } initializer
            && ++_hops > 0
            ? initializer
            : null;

    private static IOperation? Unwrap(IOperation operation) => operation switch
    {
        IParenthesizedOperation parenthesized => parenthesized.Operand,
        IConversionOperation conversion when PreservesValue(conversion) => conversion.Operand,
        IPropertyReferenceOperation { Property: { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } } value => value.Instance,
        _ => null,
    };

    // The compiler converts a target-typed default or new() to its own type.
    private static bool PreservesValue(IConversionOperation conversion)
    {
        var (from, to) = (UnderlyingType(conversion.Operand.Type), UnderlyingType(conversion.Type));
        return SymbolEqualityComparer.Default.Equals(from, to)
            || (IsInteger(from) && (to?.SpecialType == SpecialType.System_Decimal || (IsInteger(to) && conversion.IsImplicit)))
            || (from?.SpecialType == SpecialType.System_Int32 && to?.TypeKind == TypeKind.Enum);
    }

    private static ITypeSymbol? UnderlyingType(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    private static bool IsInteger(ITypeSymbol? type) =>
        type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Int16 or SpecialType.System_Byte;
}
