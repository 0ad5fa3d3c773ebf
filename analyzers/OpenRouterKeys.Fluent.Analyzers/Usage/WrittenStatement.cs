using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>The expression of a statement that someone has written with its semicolon. The expression body of a lambda or member is none:
/// it may be an assertion, or give its value to someone; nor is the last line of a script, or one that is still being typed.</summary>
internal static class WrittenStatement
{
    public static IOperation? Find(IOperation operation) =>
        operation is IExpressionStatementOperation { Syntax: ExpressionStatementSyntax { SemicolonToken.IsMissing: false } } statement
            ? Inner(statement.Operation)
            : null;

    /// <summary>Without parentheses, implicit conversions and <c>?.</c>.</summary>
    public static IOperation Inner(IOperation operation) => operation switch
    {
        IParenthesizedOperation parenthesized => Inner(parenthesized.Operand),
        IConversionOperation { IsImplicit: true } conversion => Inner(conversion.Operand),
        IConditionalAccessOperation access => Inner(access.WhenNotNull),
        _ => operation,
    };
}
