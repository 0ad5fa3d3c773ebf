using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>A call under analysis.</summary>
internal readonly struct Call(OperationAnalysisContext context, KeyApi api)
{
    public KeyApi Api { get; } = api;

    public OperationAnalysisContext Context { get; } = context;

    public IInvocationOperation Invocation => (IInvocationOperation)Context.Operation;

    public string Method => Invocation.TargetMethod.Name;

    /// <summary>The argument for the first parameter, wherever it is written; null where it is not written, or half-typed.</summary>
    public IArgumentOperation? FirstArgument => FirstArgumentOf(Invocation);

    public static IArgumentOperation? FirstArgumentOf(IInvocationOperation invocation)
    {
        foreach (var argument in invocation.Arguments)
        {
            if (argument is { Parameter.Ordinal: 0, ArgumentKind: ArgumentKind.Explicit })
            {
                return argument;
            }
        }

        return null;
    }

    /// <summary>The argument as it is written, with its parentheses and without its name.</summary>
    public static ExpressionSyntax? ExpressionOf(IArgumentOperation argument)
    {
        if (argument.Syntax is ArgumentSyntax written)
        {
            return written.Expression;
        }

        var expression = argument.Syntax as ExpressionSyntax;
        while (expression?.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax)
        {
            expression = (ExpressionSyntax)expression.Parent;
        }

        return expression;
    }

    public void Report(DiagnosticDescriptor descriptor, Location location, params object[] arguments) =>
        Context.ReportDiagnostic(Diagnostic.Create(descriptor, location, arguments));
}
