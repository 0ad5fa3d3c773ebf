using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Analyzers.Values;

/// <summary>ORK1007, where the whole request is visible and is sent, validated or written. A partial request may get its limit later.</summary>
internal static class ResetWithoutLimit
{
    public static void Analyze(CallContext call)
    {
        var cancellationToken = call.Context.CancellationToken;
        if (FindReset(call.Invocation, call.Api, cancellationToken) is { } reset
            && !IsReportedEarlier(call.Invocation, reset, call.Api, cancellationToken))
        {
            call.Report(Descriptors.ResetWithoutLimit, CallSyntax.LocationOf(reset));
        }
    }

    // Returns the reset of the request that the call uses, if that request has no limit.
    private static IInvocationOperation? FindReset(IInvocationOperation use, KeyApi api, CancellationToken cancellationToken)
    {
        var request = api.IsCreation(use.TargetMethod) ? CallSyntax.FirstArgumentOf(use)?.Value
            : api.IsRequestMethod(use.TargetMethod) && MethodNames.IsUse(use.TargetMethod.Name) ? use.Instance
            : null;
        if (request is null || FluentChain.From(request, api, cancellationToken) is not { } chain || LastCallFor(chain, "reset") is not { } reset)
        {
            return null;
        }

        var interval = MethodNames.IntervalOf(reset.TargetMethod.Name)
            ?? (CallSyntax.FirstArgumentOf(reset) is { } argument && ConstantValue.TryGetInterval(argument.Value, cancellationToken, out var constant)
                ? constant
                : LimitReset.Never);
        var hasLimit = LastCallFor(chain, "limit")?.TargetMethod.Name == MethodNames.Limit;
        return KeyRules.ResetWithoutLimit.IsViolatedBy((interval, hasLimit)) ? reset : null;
    }

    private static IInvocationOperation? LastCallFor(FluentChain chain, string setting) =>
        chain.Calls.LastOrDefault(step => MethodNames.SettingOf(step.TargetMethod.Name) == setting);

    // The reset of a request in a variable is reported once, for the first use of the request or of one that is derived from it.
    private static bool IsReportedEarlier(IInvocationOperation use, IInvocationOperation reset, KeyApi api, CancellationToken cancellationToken) =>
        !use.Syntax.Span.Contains(reset.Syntax.Span)
        && use.SemanticModel is { } model
        && use.Syntax.SyntaxTree.GetRoot(cancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>().Any(
            other => other.Span.End < use.Syntax.Span.End
                && CallSyntax.NameOf(other) is { Identifier.ValueText: var name }
                && (name is MethodNames.CreateAsync or MethodNames.SendAsync || MethodNames.IsUse(name))
                && model.GetOperation(other, cancellationToken) is IInvocationOperation earlier
                && FindReset(earlier, api, cancellationToken)?.Syntax == reset.Syntax);
}
