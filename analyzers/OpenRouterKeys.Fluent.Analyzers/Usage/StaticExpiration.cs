using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>ORK2005: <c>ExpiresIn</c> in a static initializer or constructor. Not reported: a lambda in an initializer, because it runs
/// later; a custom time provider, because it may be fixed; a request that is sent or written immediately, because it is used only once.</summary>
internal static class StaticExpiration
{
    public static void Analyze(CallContext call)
    {
        if (call.Method == MethodNames.ExpiresIn
            && IsStaticInitialization(call.Context.ContainingSymbol)
            && !HasCustomTimeProvider(call.Invocation)
            && IsStored(call.Invocation, call.Api))
        {
            call.Report(Descriptors.StaticExpiration, CallSyntax.LocationOf(call.Invocation));
        }
    }

    private static bool IsStaticInitialization(ISymbol symbol) =>
        symbol is IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true } or IMethodSymbol { MethodKind: MethodKind.StaticConstructor };

    private static bool HasCustomTimeProvider(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument is { Parameter.Ordinal: 1, ArgumentKind: ArgumentKind.Explicit, Value: var timeProvider })
            {
                return timeProvider.ConstantValue is not { HasValue: true, Value: null }
                    && WrappedExpression.Unwrap(timeProvider)
                        is not IPropertyReferenceOperation { Property: { Name: "System", ContainingType.Name: "TimeProvider" } };
            }
        }

        return false;
    }

    // Whether the request becomes part of a field's or property's value.
    private static bool IsStored(IOperation request, KeyApi api)
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
                case IInvocationOperation call when ReturnsOrStoresArgument(call.TargetMethod, api):
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    // System methods fill collections, and a method that returns a request derives it from this one. Other methods may send it.
    private static bool ReturnsOrStoresArgument(IMethodSymbol method, KeyApi api) =>
        api.IsRequestType(method.ReturnType) || method.ContainingNamespace?.ToDisplayString().StartsWith("System", StringComparison.Ordinal) == true;
}
