using OpenRouterKeys.Fluent.Analyzers.Json;
using OpenRouterKeys.Fluent.Analyzers.Model;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Analyzers.Policies;

/// <summary>ORK5000 in a constant argument of <c>KeyPolicy.FromJson</c>.</summary>
internal static class PolicyLiteral
{
    public static void Analyze(CallContext call)
    {
        if (call.FirstArgument is { } argument && CallSyntax.ExpressionOf(argument) is { } expression
            && call.Evaluate().TryGetText(argument.Value, out var json) && json is not null)
        {
            JsonFindings.Report(call, expression, json, PolicyJson.Read(json).Findings);
        }
    }
}
