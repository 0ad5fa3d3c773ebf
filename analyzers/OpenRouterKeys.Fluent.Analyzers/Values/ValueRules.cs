using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpenRouterKeys.Fluent.Analyzers.Model;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Analyzers.Values;

/// <summary>The library's value rules (ORK1001 to ORK1010, ORK1007 apart), on the arguments that are constant.</summary>
internal static class ValueRules
{
    public static void Analyze(Call call)
    {
        if (call.FirstArgument is not { Value: var argument } given || Call.ExpressionOf(given) is not { } place)
        {
            return;
        }

        var cancellation = call.Context.CancellationToken;
        switch (call.Method)
        {
            case Steps.Named or "WithName" when ConstantValue.TryGetText(argument, cancellation, out var name):
                Check(call, place, name, KeyRules.Name);
                break;
            case Steps.Limit when ConstantValue.TryGetDecimal(argument, cancellation, out var usd):
                Check(call, place, usd, KeyRules.Limit);
                break;
            case Steps.Resets when ConstantValue.TryGetInterval(argument, cancellation, out var interval):
                Check(call, place, interval, KeyRules.ResetIsUndefined);
                break;
            case Steps.ExpiresAt when InstantValue.TryGetInstant(argument, cancellation, out var instant):
                Check(call, place, (instant, KeyRules.EarliestNow), KeyRules.ExpirationHasPassed);
                break;
            case Steps.ExpiresIn when InstantValue.IsNeverPositive(argument, cancellation):
                Report(call, Descriptors.PassedExpiry, place);
                break;
            case Steps.CreatedBy when ConstantValue.TryGetText(argument, cancellation, out var user):
                Check(call, place, user, KeyRules.CreatorIsBlank);
                break;
            case Steps.InWorkspace when GuidValue.TryGet(argument, cancellation, out var workspace):
                Check(call, place, workspace, KeyRules.WorkspaceIsEmpty);
                break;
        }
    }

    private static void Check<T>(Call call, ExpressionSyntax place, T value, params Rule<T>[] rules)
    {
        foreach (var rule in rules)
        {
            if (rule.IsViolatedBy(value))
            {
                Report(call, Descriptors.For(rule), place);
            }
        }
    }

    private static void Report(Call call, DiagnosticDescriptor descriptor, ExpressionSyntax place)
    {
        if (!TestedVariable.IsIn(place, call.Invocation.SemanticModel, call.Context.CancellationToken))
        {
            call.Report(descriptor, place.GetLocation());
        }
    }
}
