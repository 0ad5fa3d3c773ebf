using Microsoft.CodeAnalysis;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Chains;

/// <summary>ORK2002: the same setting twice in one expression. A variable that is set differently later is a template, and no mistake.</summary>
internal static class RepeatedSetting
{
    public static void Analyze(Call call)
    {
        if (Steps.SettingOf(call.Method) is null
            || FluentChain.GoesOn(call.Invocation, call.Api)
            || FluentChain.Of(call.Invocation, call.Api, call.Context.CancellationToken) is not { } chain)
        {
            return;
        }

        for (var at = chain.CallsElsewhere; at < chain.Calls.Count; at++)
        {
            var earlier = chain.Calls[at];
            for (var later = at + 1; later < chain.Calls.Count; later++)
            {
                if (Steps.SettingOf(chain.Calls[later].TargetMethod.Name) == Steps.SettingOf(earlier.TargetMethod.Name))
                {
                    call.Context.ReportDiagnostic(Diagnostic.Create(
                        Descriptors.RepeatedSetting,
                        CallSpan.Of(chain.Calls[later]),
                        [CallSpan.Of(earlier)],
                        earlier.TargetMethod.Name,
                        chain.Calls[later].TargetMethod.Name));
                    break;
                }
            }
        }
    }
}
