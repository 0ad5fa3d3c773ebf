using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>The expression of an expression statement. The expression body of a lambda or member is excluded, because a caller may use
/// its value. So are the last line of a script and an incomplete statement.</summary>
internal static class StatementExpression
{
    public static IOperation? Find(IOperation operation) =>
        operation is IExpressionStatementOperation { Syntax: ExpressionStatementSyntax { SemicolonToken.IsMissing: false } } statement
            ? Unwrap(statement.Operation)
            : null;

    /// <summary>Removes parentheses, implicit conversions and <c>?.</c>.</summary>
    public static IOperation Unwrap(IOperation operation) => operation switch
    {
        IParenthesizedOperation parenthesized => Unwrap(parenthesized.Operand),
        IConversionOperation { IsImplicit: true } conversion => Unwrap(conversion.Operand),
        IConditionalAccessOperation access => Unwrap(access.WhenNotNull),
        _ => operation,
    };

    /// <summary>Returns the call that creates the task, without <c>ConfigureAwait</c>; null if it does not match.</summary>
    public static IInvocationOperation? FindCall(IOperation task, Func<IMethodSymbol, bool> isMatch) => Unwrap(task) switch
    {
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } configured } => FindCall(configured, isMatch),
        IInvocationOperation call when isMatch(call.TargetMethod) => call,
        _ => null,
    };
}
