using Microsoft.CodeAnalysis;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>ORK2001: a call that has no effect other than its result is an expression statement.</summary>
internal static class DiscardedResult
{
    public static void Analyze(in UnusedCall call)
    {
        if (call is { IsBody: false, IsDiscard: false } && IsPure(call.Method, call.Api) && !call.IsIntentional)
        {
            var (result, use) = call.Api.IsUse(call.Method) ? ("its result", "Use") : ($"a new {call.Method.ContainingType.Name}", "Assign");
            call.Report(Descriptors.DiscardedResult, call.Method.Name, result, use);
        }
    }

    /// <summary>Whether the method has no effect other than its result, and does not throw: a step, <c>Named</c>, <c>Validate</c> or
    /// <c>ToJson</c>.</summary>
    public static bool IsPure(IMethodSymbol method, KeyApi api) =>
        api.IsStep(method) || api.IsNamed(method) || (method.Name is "Validate" or "ToJson" && api.IsUse(method));
}
