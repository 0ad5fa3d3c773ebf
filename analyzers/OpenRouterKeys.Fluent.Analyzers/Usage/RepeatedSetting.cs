using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>ORK2002: adjacent calls of one expression set the same setting twice. Overriding a setting of a request in a variable is allowed: it is a
/// template.</summary>
internal static class RepeatedSetting
{
    // Editors display the earlier call, which is the first additional location, as unnecessary.
    private static readonly ImmutableDictionary<string, string?> UnnecessaryLocation =
        ImmutableDictionary<string, string?>.Empty.Add(WellKnownDiagnosticTags.Unnecessary, "[0]");

    public static void Analyze(CallContext call)
    {
        if (!SetsSetting(call.Invocation, call.Api) || (Chain.NextCall(call.Invocation) is { } next && SetsSetting(next, call.Api)))
        {
            return;
        }

        var laterCalls = new Dictionary<string, IInvocationOperation>();
        for (IInvocationOperation? current = call.Invocation; current is not null && SetsSetting(current, call.Api); current = Chain.ReceiverOf(current) as IInvocationOperation)
        {
            var setting = MethodNames.SettingOf(current.TargetMethod.Name)!;
            if (laterCalls.TryGetValue(setting, out var later))
            {
                call.Context.ReportDiagnostic(Diagnostic.Create(
                    Descriptors.RepeatedSetting,
                    CallSyntax.LocationOf(later),
                    [CallSyntax.LocationOf(current)],
                    UnnecessaryLocation,
                    CallSyntax.TextOf(current),
                    CallSyntax.TextOf(later)));
            }

            laterCalls[setting] = current;
        }
    }

    private static bool SetsSetting(IInvocationOperation call, KeyApi api) =>
        MethodNames.SettingOf(call.TargetMethod.Name) is not null && (api.IsStep(call.TargetMethod) || api.IsNamed(call.TargetMethod));
}
