using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Values;

/// <summary>ORK1011: an update by <c>KeyUpdate.Empty</c>, or by a lambda that gives back what it got.</summary>
internal static class EmptyChange
{
    public static void Analyze(Call call)
    {
        foreach (var argument in call.Invocation.Arguments)
        {
            if (argument.Parameter?.Name == "update" && IsEmpty(argument.Value, call.Api) && Call.ExpressionOf(argument) is { } place)
            {
                call.Report(Descriptors.EmptyChange, place.GetLocation());
            }
        }
    }

    private static bool IsEmpty(IOperation change, KeyApi api) => change switch
    {
        IConversionOperation conversion => IsEmpty(conversion.Operand, api),
        IDelegateCreationOperation creation => IsEmpty(creation.Target, api),
        IParenthesizedOperation parenthesized => IsEmpty(parenthesized.Operand, api),
        IPropertyReferenceOperation property => api.IsEmptyUpdate(property.Property),
        IAnonymousFunctionOperation { Body.Operations: { Length: 1 } body, Symbol.Parameters: { Length: 1 } parameters } =>
            body[0] is IReturnOperation { ReturnedValue: IParameterReferenceOperation returned }
            && SymbolEqualityComparer.Default.Equals(returned.Parameter, parameters[0]),
        _ => false,
    };
}
