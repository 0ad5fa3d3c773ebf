using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpenRouterKeys.Fluent.Analyzers.Model;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Analyzers.Json;

/// <summary>Reports what is wrong with a constant JSON text.</summary>
internal static class JsonFindings
{
    /// <summary>Reports each finding inside the literal, or at the expression if it is not one literal.</summary>
    public static void Report(CallContext call, ExpressionSyntax expression, string json, IReadOnlyList<JsonFinding> findings)
    {
        if (findings.Count == 0 || call.Variables.ContainsTestedVariable(expression, call.Invocation.SemanticModel, call.CancellationToken))
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
}
