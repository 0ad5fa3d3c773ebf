using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>A call whose result the program does not use: in an expression statement, in a part of <c>for</c>, or in the body of a function that returns
/// no value. Incomplete code and the last line of a script are excluded.</summary>
internal readonly struct UnusedCall
{
    private readonly OperationAnalysisContext _context;
    private readonly IntentionalDiscard _intentional;

    private UnusedCall(OperationAnalysisContext context, KeyApi api, IntentionalDiscard intentional, IExpressionStatementOperation statement)
    {
        (_context, Api, _intentional) = (context, api, intentional);
        Expression = statement.Operation;
        while (Expression is ISimpleAssignmentOperation { Target: IDiscardOperation, Value: var discarded })
        {
            (Expression, IsDiscard) = (discarded, true);
        }

        // Without a discard, a property is not a statement: it is incomplete code.
        var isAwaited = false;
        Invocation = IsDiscard || WrappedExpression.Unwrap(Expression) is IInvocationOperation or IAwaitOperation
            ? TaskExpression.FindCall(Expression, out isAwaited)!
            : null!;
        IsAwaited = isAwaited;
        IsBody = statement.Syntax is ExpressionSyntax { Parent: not ForStatementSyntax };
    }

    public KeyApi Api { get; }

    public IInvocationOperation Invocation { get; }

    public IMethodSymbol Method => Invocation.TargetMethod;

    /// <summary>The expression that contains the call, without the discard to which it is assigned.</summary>
    public IOperation Expression { get; }

    /// <summary>The method, or the field or property whose initializer contains the call.</summary>
    public ISymbol ContainingSymbol => _context.ContainingSymbol;

    /// <summary>Whether the expression waits for the task that the call returns.</summary>
    public bool IsAwaited { get; }

    /// <summary>Whether the expression is assigned to a discard.</summary>
    public bool IsDiscard { get; }

    /// <summary>Whether the expression is the body of a lambda or member. It may be called because it throws.</summary>
    public bool IsBody { get; }

    /// <summary>Whether a test, a mock or an exception handler explains why the result is not used.</summary>
    public bool IsIntentional => _intentional.Includes(Invocation, _context.CancellationToken);

    /// <summary>Returns false if the statement is not an expression statement that ends with a call.</summary>
    public static bool TryFind(OperationAnalysisContext context, KeyApi api, IntentionalDiscard intentional, out UnusedCall call)
    {
        call = context.Operation is IExpressionStatementOperation { Syntax.ContainsDiagnostics: false } statement
            ? new UnusedCall(context, api, intentional, statement)
            : default;
        return call.Invocation is not null;
    }

    public void Report(DiagnosticDescriptor descriptor, params object[] messageArguments) =>
        _context.ReportDiagnostic(Diagnostic.Create(descriptor, CallSyntax.LocationOf(Invocation), messageArguments));
}
