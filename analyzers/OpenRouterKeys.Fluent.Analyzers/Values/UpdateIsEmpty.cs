using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Values;

/// <summary>ORK1011: <c>UpdateAsync</c> with <c>KeyUpdate.Empty</c>, or with a lambda that returns its parameter or <c>KeyUpdate.Empty</c>.</summary>
internal static class UpdateIsEmpty
{
    public static void Analyze(CallContext call)
    {
        foreach (var argument in call.Invocation.Arguments)
        {
            if (IsEmpty(argument.Value, call.Api) && CallSyntax.ExpressionOf(argument) is { } expression)
            {
                call.Report(Descriptors.UpdateIsEmpty, expression.GetLocation());
            }
        }
    }

    private static bool IsEmpty(IOperation? update, KeyApi api) => update switch
    {
        IConversionOperation conversion => IsEmpty(conversion.Operand, api),
        IDelegateCreationOperation creation => IsEmpty(creation.Target, api),
        IParenthesizedOperation parenthesized => IsEmpty(parenthesized.Operand, api),
        IPropertyReferenceOperation property => api.IsEmptyUpdateProperty(property.Property),
        IAnonymousFunctionOperation { Body.Operations: { Length: 1 } body, Symbol.Parameters: { Length: 1 } parameters } =>
            body[0] is IReturnOperation { ReturnedValue: var value }
            && (value is IParameterReferenceOperation returned ? SymbolEqualityComparer.Default.Equals(returned.Parameter, parameters[0]) : IsEmpty(value, api)),
        _ => false,
    };
}
