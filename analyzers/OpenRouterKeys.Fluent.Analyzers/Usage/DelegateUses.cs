using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>Where a lambda or function is used as a value: in place, through a stable local, or by its name.</summary>
internal static class DelegateUses
{
    /// <summary>Returns the uses of a lambda, without conversions around it.</summary>
    public static IEnumerable<IOperation> Of(IAnonymousFunctionOperation lambda, Variables variables, CancellationToken cancellationToken)
    {
        var value = OutermostOf(lambda);
        return value.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
            ? variables.ReferencesTo(local, value, cancellationToken) ?? []
            : [value];
    }

    /// <summary>Returns the outermost form of the same delegate.</summary>
    public static IOperation OutermostOf(IOperation value)
    {
        while (value.Parent is IParenthesizedOperation or IConversionOperation or IDelegateCreationOperation)
        {
            value = value.Parent;
        }

        return value;
    }
}
