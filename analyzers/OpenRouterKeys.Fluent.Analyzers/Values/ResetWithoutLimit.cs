using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Json;
using OpenRouterKeys.Fluent.Analyzers.Model;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Analyzers.Values;

/// <summary>ORK1007, where the request's limit is visible and the request is sent, validated or written. A partial request may get its limit later.</summary>
internal static class ResetWithoutLimit
{
    /// <summary>Analyzes a step that sets a reset interval.</summary>
    public static void AnalyzeStep(CallContext call)
    {
        var reset = call.Invocation;
        if (MethodNames.SettingOf(call.Method) != MethodNames.Reset || !KeyRules.ResetWithoutLimit.IsViolatedBy((IntervalOf(call), false)))
        {
            return;
        }

        var flow = new RequestFlow(call.Api, call.Variables, call.CancellationToken);
        if (flow.IsUsedWithoutLimit(reset, MethodNames.Reset, () => flow.HasLimit(Chain.ReceiverOf(reset))))
        {
            call.Report(Descriptors.ResetWithoutLimit, CallSyntax.LocationOf(reset));
        }
    }

    /// <summary>Analyzes a call that parses JSON.</summary>
    public static void AnalyzeJson(CallContext call)
    {
        if (RequestJsonArgument.RequestOf(call.Invocation, call.Api, call.Variables, call.CancellationToken) is { } json
            && KeyRules.ResetWithoutLimit.IsViolatedBy((json.LimitReset, json.LimitUsd is not null))
            && new RequestFlow(call.Api, call.Variables, call.CancellationToken).IsUsedWithoutLimit(call.Invocation, MethodNames.Reset, () => false))
        {
            call.Report(Descriptors.ResetWithoutLimit, CallSyntax.LocationOf(call.Invocation));
        }
    }

    private static LimitReset IntervalOf(CallContext call) =>
        MethodNames.IntervalOf(call.Method)
        ?? (call.FirstArgument is { } argument && call.Evaluate().TryGetInterval(argument.Value, out var constant) ? constant : LimitReset.Never);
}
