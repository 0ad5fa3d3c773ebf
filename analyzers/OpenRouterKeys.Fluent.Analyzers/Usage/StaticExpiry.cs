using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>ORK2005: a lifetime that counts from the start of the process. A lambda in an initializer counts from its call, a clock that
/// is given may stand still, and what is sent or written where it is described counts from its one use.</summary>
internal static class StaticExpiry
{
    public static void Analyze(Call call)
    {
        if (call.Method == Steps.ExpiresIn
            && IsInitializedStatically(call.Context.ContainingSymbol)
            && !HasOwnClock(call.Invocation)
            && IsKept(call.Invocation, call.Api))
        {
            call.Report(Descriptors.StaticExpiry, CallSpan.Of(call.Invocation));
        }
    }

    private static bool IsInitializedStatically(ISymbol symbol) =>
        symbol is IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true } or IMethodSymbol { MethodKind: MethodKind.StaticConstructor };

    private static bool HasOwnClock(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument is { Parameter.Ordinal: 1, ArgumentKind: ArgumentKind.Explicit, Value: var clock })
            {
                return clock.ConstantValue is not { HasValue: true, Value: null }
                    && WrittenStatement.Inner(clock)
                        is not IPropertyReferenceOperation { Property: { Name: "System", ContainingType.Name: "TimeProvider" } };
            }
        }

        return false;
    }

    // Whether the request, through nothing but what passes it on, becomes a part of a field or property.
    private static bool IsKept(IOperation request, KeyApi api)
    {
        for (var parent = request.Parent; parent is not null; parent = parent.Parent)
        {
            switch (parent)
            {
                case ISymbolInitializerOperation:
                    return parent is IFieldInitializerOperation or IPropertyInitializerOperation;
                case IAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation, Parent: IExpressionStatementOperation }:
                    return true;
                case IAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation }:
                case IParenthesizedOperation or IConversionOperation or IConditionalOperation or ICoalesceOperation or ITupleOperation:
                case IArrayInitializerOperation or IArrayCreationOperation or ICollectionExpressionOperation:
                case IObjectOrCollectionInitializerOperation or IObjectCreationOperation or IArgumentOperation:
                case IInvocationOperation call when PassesOn(call.TargetMethod, api):
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    // The platform's methods fill collections, and what returns a request has made it of this one; any other may send it.
    private static bool PassesOn(IMethodSymbol method, KeyApi api) =>
        api.IsRequest(method.ReturnType) || method.ContainingNamespace?.ToDisplayString().StartsWith("System", StringComparison.Ordinal) == true;
}
