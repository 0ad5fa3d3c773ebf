using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using OpenRouterKeys.Fluent.Analyzers.Model;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Analyzers.Json;

/// <summary>ORK4001 to ORK4003, and the value rules inside the text: the library's own reader, run on a constant argument of <c>FromJson</c>.</summary>
internal static class RequestJsonLiteral
{
    public static void Analyze(Call call)
    {
        if (call.Method != Steps.FromJson || call.FirstArgument is not { } argument
            || Call.ExpressionOf(argument) is not { } expression || TextOf(argument.Value, call.Context.CancellationToken) is not { } json)
        {
            return;
        }

        var findings = RequestJson.Read(json).Findings;
        if (findings.Count == 0 || TestedVariable.IsIn(expression, call.Invocation.SemanticModel, call.Context.CancellationToken))
        {
            return;
        }

        var map = LiteralMap.Of(expression, json);
        foreach (var finding in findings)
        {
            var place = map is null
                ? expression.GetLocation()
                : Location.Create(expression.SyntaxTree, map.SpanOf(finding.Start, finding.Length));
            var descriptor = Descriptors.For(finding.Rule);
            call.Report(descriptor, place, finding.Message);
        }
    }

    private static string? TextOf(IOperation argument, CancellationToken cancellationToken)
    {
        var resolved = ConstantValue.Resolve(argument, cancellationToken);
        return resolved is IUtf8StringOperation utf8 ? utf8.Value
            : ConstantValue.TryGetText(argument, cancellationToken, out var text) ? text
            : null;
    }
}
