using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>Moves between the calls of one fluent expression, through parentheses and <c>?.</c>.</summary>
internal static class Chain
{
    /// <summary>Returns the call or variable on which the call is made, or null if there is none.</summary>
    public static IOperation? ReceiverOf(IInvocationOperation call) => call.Instance is { } instance ? Unwrap(instance) : null;

    /// <summary>Removes parentheses, conversions to the same type and <c>?.</c> around a value.</summary>
    public static IOperation? Unwrap(IOperation? value)
    {
        while (true)
        {
            switch (value)
            {
                case IParenthesizedOperation parenthesized:
                    value = parenthesized.Operand;
                    break;
                case IConversionOperation { Conversion.IsIdentity: true } conversion:
                    value = conversion.Operand;
                    break;
                case IConditionalAccessOperation access:
                    value = access.WhenNotNull;
                    break;
                case IConditionalAccessInstanceOperation:
                    value = ReceiverOfAccess(value);
                    break;
                default:
                    return value;
            }
        }
    }

    /// <summary>Returns the outermost form of the same value: parentheses and conversions around it, or the <c>?.</c> expression that ends with it.</summary>
    public static IOperation OutermostOf(IOperation value)
    {
        while (value.Parent is IParenthesizedOperation or IConversionOperation { Conversion.IsIdentity: true }
            || (value.Parent is IConditionalAccessOperation access && access.WhenNotNull == value))
        {
            value = value.Parent;
        }

        return value;
    }

    /// <summary>Returns the call that is made on the value, or null.</summary>
    public static IInvocationOperation? NextCall(IOperation value)
    {
        value = OutermostOf(value);
        if (value.Parent is IConditionalAccessOperation access && access.Operation == value)
        {
            var first = access.WhenNotNull;
            while (first is IInvocationOperation { Instance: { } instance } and not { Instance: IConditionalAccessInstanceOperation }
                || first is IConditionalAccessOperation)
            {
                first = first is IConditionalAccessOperation inner ? inner.Operation : ((IInvocationOperation)first).Instance!;
            }

            return first as IInvocationOperation;
        }

        return value.Parent is IInvocationOperation next && next.Instance == value ? next : null;
    }

    // The value before the "?." that the placeholder belongs to.
    private static IOperation? ReceiverOfAccess(IOperation placeholder)
    {
        for (IOperation child = placeholder, parent = placeholder.Parent!; parent is not null; child = parent, parent = parent.Parent!)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == child)
            {
                return access.Operation;
            }
        }

        return null;
    }
}
