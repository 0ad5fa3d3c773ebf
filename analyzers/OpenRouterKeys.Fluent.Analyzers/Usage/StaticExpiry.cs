using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>ORK2005: a lifetime that counts from the start of the process. A lambda in an initializer counts from its call.</summary>
internal static class StaticExpiry
{
    public static void Analyze(Call call)
    {
        if (call.Method == Steps.ExpiresIn && IsInitializedStatically(call.Context.ContainingSymbol) && !IsInFunction(call.Invocation) && !IsUsedAtOnce(call.Invocation, call.Api))
        {
            call.Report(Descriptors.StaticExpiry, CallSpan.Of(call.Invocation));
        }
    }

    private static bool IsInitializedStatically(ISymbol symbol) =>
        symbol is IFieldSymbol { IsStatic: true } or IPropertySymbol { IsStatic: true } or IMethodSymbol { MethodKind: MethodKind.StaticConstructor };

    private static bool IsInFunction(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }

    // Sent where it is described, it counts from its one use.
    private static bool IsUsedAtOnce(IOperation request, KeyApi api)
    {
        while (request.Parent is IInvocationOperation next && next.Instance == request && api.IsStep(next.TargetMethod))
        {
            request = next;
        }

        return request.Parent switch
        {
            IInvocationOperation use => api.IsRequestMethod(use.TargetMethod) && Steps.IsUse(use.TargetMethod.Name),
            IArgumentOperation { Parent: IInvocationOperation use } => api.IsCreate(use.TargetMethod),
            _ => false,
        };
    }
}
