using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Analyzers.Json;

/// <summary>ORK4001 to ORK4003, and the value and policy rules inside JSON: reads a constant argument of <c>FromJson</c>, <c>TemplateFromJson</c> or
/// <c>JsonSerializer.Deserialize&lt;KeyRequest&gt;</c> with the library's reader.</summary>
internal static class RequestJsonArgument
{
    /// <summary>Whether the call parses a request with the library's rules.</summary>
    public static bool IsParser(IMethodSymbol method, KeyApi api) =>
        (MethodNames.ParsesJson(method.Name) && api.IsRequestMethod(method))
        || (method is { Name: "Deserialize", TypeArguments: { Length: 1 } types, ContainingType: { Name: "JsonSerializer", ContainingNamespace: { Name: "Json", ContainingNamespace: { Name: "Text", ContainingNamespace.Name: "System" } } } }
            && api.IsRequestType(types[0]));

    /// <summary>Returns the request that a call with a constant text returns, or null if it throws or is not such a call.</summary>
    public static RequestJson? RequestOf(IInvocationOperation call, KeyApi api, Variables variables, CancellationToken cancellationToken)
    {
        if (!IsParser(call.TargetMethod, api) || TextOf(call, new ConstantValue(variables, cancellationToken)) is not { } json
            || CallSyntax.FirstArgumentOf(call) is not { } argument || CallSyntax.ExpressionOf(argument) is not { } expression
            || variables.ContainsTestedVariable(expression, call.SemanticModel, cancellationToken))
        {
            return null;
        }

        var request = Read(call, json, policy: null);
        return HasError(request.Findings) ? null : request;
    }

    public static void Analyze(CallContext call)
    {
        var invocation = call.Invocation;
        if (call.FirstArgument is not { } argument || CallSyntax.ExpressionOf(argument) is not { } expression
            || TextOf(invocation, call.Evaluate()) is not { } json)
        {
            return;
        }

        var findings = Read(invocation, json, policy: null).Findings;

        // A text that FromJson rejects has no request to which the policy applies.
        if (call.Policy is { } policy && !HasError(findings))
        {
            findings = [.. Read(invocation, json, policy).Findings.Where(finding => !IsReplaced(call, finding.Rule))];
        }

        JsonFindings.Report(call, expression, json, findings);
    }

    private static RequestJson Read(IInvocationOperation call, string json, IPolicy? policy) =>
        RequestJson.Read(json, isTemplate: call.TargetMethod.Name == MethodNames.TemplateFromJson, policy);

    private static bool HasError(IReadOnlyList<JsonFinding> findings) => findings.Any(finding => finding.Rule.IsError);

    // FromJson accepts what only the policy forbids, so a later step can replace it.
    private static bool IsReplaced(CallContext call, Rule rule) =>
        (rule == PolicyRules.NameDoesNotMatch || rule == PolicyRules.LimitIsTooHigh)
        && new RequestFlow(call.Api, call.Variables, call.CancellationToken)
            .IsReplaced(call.Invocation, rule == PolicyRules.NameDoesNotMatch ? MethodNames.Name : MethodNames.LimitSetting);

    // Returns null for a text that is not constant, and for the serializer's null, which it does not pass to the library.
    private static string? TextOf(IInvocationOperation call, ConstantValue constants)
    {
        if (call.TargetMethod.Name == "Deserialize" && !HasDefaultOptions(call))
        {
            return null;
        }

        var text = CallSyntax.FirstArgumentOf(call) is { Value: var value } ? TextOf(value, constants) : null;
        return call.TargetMethod.Name == "Deserialize" && text?.Trim() == "null" ? null : text;
    }

    private static bool HasDefaultOptions(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument is { Parameter.Ordinal: > 0, ArgumentKind: ArgumentKind.Explicit, Value.ConstantValue: not { HasValue: true, Value: null } })
            {
                return false;
            }
        }

        return true;
    }

    private static string? TextOf(IOperation argument, ConstantValue constants) => constants.Resolve(argument) switch
    {
        IUtf8StringOperation utf8 => utf8.Value,
        IConversionOperation { Type.Name: "ReadOnlySpan", Operand: var text } => TextOf(text, constants),
        IInvocationOperation { TargetMethod: { Name: "AsSpan", ContainingType.Name: "MemoryExtensions" }, Arguments: { Length: 1 } arguments } => TextOf(arguments[0].Value, constants),
        _ => constants.TryGetText(argument, out var constant) ? constant : null,
    };
}
