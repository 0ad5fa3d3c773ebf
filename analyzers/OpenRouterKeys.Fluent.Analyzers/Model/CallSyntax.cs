using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>The parts of a method call in the source.</summary>
internal static class CallSyntax
{
    /// <summary>The location of the method's name and arguments, excluding the receiver.</summary>
    public static Location LocationOf(IInvocationOperation invocation)
    {
        if (invocation.Syntax is not InvocationExpressionSyntax syntax)
        {
            return invocation.Syntax.GetLocation();
        }

        var start = NameOf(syntax)?.SpanStart ?? syntax.SpanStart;
        return Location.Create(syntax.SyntaxTree, TextSpan.FromBounds(start, syntax.Span.End));
    }

    /// <summary>The name of the called method; null if the callee is not a method name.</summary>
    public static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };

    /// <summary>The call's name and arguments for a message, as in <c>Limit(1m)</c>. Long arguments, keys and arguments of
    /// <c>ForExternalUser</c> that include its API key are replaced by <c>…</c>.</summary>
    public static string TextOf(IInvocationOperation invocation)
    {
        const int MaxLength = 40;
        var arguments = (invocation.Syntax as InvocationExpressionSyntax)?.ArgumentList.ToString() ?? "()";
        var isSafe = arguments.Length <= MaxLength && arguments.IndexOf('\n') < 0 && !KeyShape.IsIn(arguments)
            && !(invocation.TargetMethod.Name == MethodNames.ForExternalUser && arguments.IndexOf(',') >= 0);
        return invocation.TargetMethod.Name + (isSafe ? arguments : "(…)");
    }

    /// <summary>The argument for the first parameter, at any position; null if it is omitted or incomplete.</summary>
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

    /// <summary>The argument's expression, including parentheses and excluding the parameter's name.</summary>
    public static ExpressionSyntax? ExpressionOf(IArgumentOperation argument)
    {
        if (argument.Syntax is ArgumentSyntax syntax)
        {
            return syntax.Expression;
        }

        var expression = argument.Syntax as ExpressionSyntax;
        while (expression?.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax)
        {
            expression = (ExpressionSyntax)expression.Parent;
        }

        return expression;
    }
}
