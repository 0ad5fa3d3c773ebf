using System;
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
        if (value is IAwaitOperation { Operation: var awaited } && CallIn(awaited, api.IsSend) is { } send && !Expectation.Is(send))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.DiscardedKey, CallSpan.Of(send), send.TargetMethod.Name));
        }
    }

    /// <summary>The call of the given kind, also where it is configured how to await it; null for any other.</summary>
    public static IInvocationOperation? CallIn(IOperation awaited, Func<IMethodSymbol, bool> isMeant) => WrittenStatement.Inner(awaited) switch
    {
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task } => CallIn(task, isMeant),
        IInvocationOperation call when isMeant(call.TargetMethod) => call,
        _ => null,
    };
}
