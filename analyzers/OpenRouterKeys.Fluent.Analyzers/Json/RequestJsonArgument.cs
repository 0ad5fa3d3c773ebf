using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Analyzers.Json;

/// <summary>ORK4001 to ORK4003, and the value rules inside JSON: reads a constant argument of <c>FromJson</c> or <c>TemplateFromJson</c> with the library's reader.</summary>
internal static class RequestJsonArgument
{
    public static void Analyze(CallContext call)
    {
        var cancellationToken = call.Context.CancellationToken;
        if (!MethodNames.ParsesJson(call.Method) || call.FirstArgument is not { } argument
            || CallSyntax.ExpressionOf(argument) is not { } expression || TextOf(argument.Value, cancellationToken) is not { } json)
        {
            return;
        }

        var findings = RequestJson.Read(json, isTemplate: call.Method == MethodNames.TemplateFromJson).Findings;
        if (findings.Count == 0 || GuardedVariable.IsUsedIn(expression, call.Invocation.SemanticModel, cancellationToken))
        {
            return;
        }

        var map = StringLiteralMap.Create(expression, json);
        foreach (var finding in findings)
        {
            var location = map is null
                ? expression.GetLocation()
                : Location.Create(expression.SyntaxTree, map.SpanOf(finding.Start, finding.Length));
            call.Report(Descriptors.For(finding.Rule), location, finding.Message);
        }
    }

    private static string? TextOf(IOperation argument, CancellationToken cancellationToken) =>
        ConstantValue.Resolve(argument, cancellationToken) is IUtf8StringOperation utf8 ? utf8.Value
        : ConstantValue.TryGetText(argument, cancellationToken, out var text) ? text
        : null;
}
