using Microsoft.CodeAnalysis;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>ORK2002: one expression sets the same setting twice. Overriding a setting of a request in a variable is allowed: it is a
/// template.</summary>
internal static class RepeatedSetting
{
    public static void Analyze(CallContext call)
    {
        if (MethodNames.SettingOf(call.Method) is null
            || FluentChain.IsContinued(call.Invocation, call.Api)
            || FluentChain.From(call.Invocation, call.Api, call.Context.CancellationToken) is not { } chain)
        {
            return;
        }

        for (var index = chain.VariableCallCount; index < chain.Calls.Count; index++)
        {
            var earlier = chain.Calls[index];
            for (var next = index + 1; next < chain.Calls.Count; next++)
            {
                var later = chain.Calls[next];
                if (MethodNames.SettingOf(later.TargetMethod.Name) == MethodNames.SettingOf(earlier.TargetMethod.Name))
                {
                    call.Context.ReportDiagnostic(Diagnostic.Create(
                        Descriptors.RepeatedSetting,
                        CallSyntax.LocationOf(later),
                        [CallSyntax.LocationOf(earlier)],
                        CallSyntax.TextOf(earlier),
                        CallSyntax.TextOf(later)));
                    break;
                }
            }
        }
    }
}
