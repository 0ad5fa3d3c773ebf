using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>ORK2003: a key that is created, and its secret thrown away.</summary>
internal static class DiscardedKey
{
    public static void Analyze(OperationAnalysisContext context, IOperation statement, KeyApi api)
    {
        var value = statement is ISimpleAssignmentOperation { Target: IDiscardOperation } assignment
            ? WrittenStatement.Inner(assignment.Value)
            : statement;
        if (value is IAwaitOperation { Operation: var awaited } && SendIn(awaited, api) is { } send && !Expectation.Is(send))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.DiscardedKey, CallSpan.Of(send), send.TargetMethod.Name));
        }
    }

    /// <summary>The call that sends, also where it is configured how to await it; null for any other.</summary>
    public static IInvocationOperation? SendIn(IOperation awaited, KeyApi api) => WrittenStatement.Inner(awaited) switch
    {
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task } => SendIn(task, api),
        IInvocationOperation call when api.IsSend(call.TargetMethod) => call,
        _ => null,
    };
}
