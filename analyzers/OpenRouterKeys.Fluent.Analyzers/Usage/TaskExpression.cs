using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>Finds the call that returns a task or an async stream, behind what is done with that value: <c>await</c>, <c>ConfigureAwait</c>,
/// <c>WaitAsync</c>, <c>Wait</c>, <c>Result</c>, <c>GetAwaiter().GetResult()</c> and <c>WithCancellation</c>.</summary>
internal static class TaskExpression
{
    /// <summary>Returns the call, or null if the expression has another form.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="isAwaited">Whether the expression waits for the task.</param>
    public static IInvocationOperation? FindCall(IOperation? expression, out bool isAwaited)
    {
        isAwaited = false;
        while (expression is not null)
        {
            switch (expression)
            {
                case IParenthesizedOperation parenthesized:
                    expression = parenthesized.Operand;
                    break;
                case IConversionOperation { OperatorMethod: null } conversion:
                    expression = conversion.Operand;
                    break;
                case IConditionalAccessOperation access:
                    expression = access.WhenNotNull;
                    break;
                case IConditionalAccessInstanceOperation:
                    expression = ReceiverOfAccess(expression);
                    break;
                case IAwaitOperation awaited:
                    isAwaited = true;
                    expression = awaited.Operation;
                    break;
                case IPropertyReferenceOperation { Property: { Name: "Result", ContainingType: var type }, Instance: { } task } when IsTaskType(type):
                    isAwaited = true;
                    expression = task;
                    break;
                case IInvocationOperation { TargetMethod: var method } call:
                    if (!IsPassedThrough(method))
                    {
                        return call;
                    }

                    isAwaited |= method.Name is "Wait" or "GetResult";
                    expression = call.Instance ?? (call.Arguments.IsEmpty ? null : call.Arguments[0].Value);
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    private static bool IsPassedThrough(IMethodSymbol method) =>
        method.Name is "ConfigureAwait" or "WaitAsync" or "WithCancellation" or "Wait" or "GetAwaiter" or "GetResult" && IsTaskType(method.ContainingType);

    // Task, TaskAwaiter, ConfiguredTaskAwaitable, TaskAsyncEnumerableExtensions, ConfiguredCancelableAsyncEnumerable, …
    private static bool IsTaskType(INamedTypeSymbol type) =>
        Namespaces.Is(type.ContainingNamespace, "System.Threading.Tasks") || Namespaces.Is(type.ContainingNamespace, "System.Runtime.CompilerServices");

    // The value before the "?." that the placeholder belongs to.
    private static IOperation? ReceiverOfAccess(IOperation placeholder)
    {
        for (IOperation child = placeholder; child.Parent is { } parent; child = parent)
        {
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == child)
            {
                return access.Operation;
            }
        }

        return null;
    }
}
