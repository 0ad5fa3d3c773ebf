using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Analyzers.Chains;

/// <summary>ORK1007, where the whole request is seen and is what is sent, validated or written: a partial one may get its limit later.</summary>
internal static class ResetWithoutLimit
{
    public static void Analyze(Call call)
    {
        var cancellation = call.Context.CancellationToken;
        if (FindIn(call.Invocation, call.Api, cancellation) is { } reset && !IsToldBefore(call.Invocation, reset, call.Api, cancellation))
        {
            call.Report(Descriptors.ResetWithoutLimit, CallSpan.Of(reset));
        }
    }

    // The reset without a limit of the request that the call uses.
    private static IInvocationOperation? FindIn(IInvocationOperation use, KeyApi api, CancellationToken cancellationToken)
    {
        var request = api.IsSend(use.TargetMethod) ? Call.FirstArgumentOf(use)?.Value
            : api.IsRequestMethod(use.TargetMethod) && Steps.IsUse(use.TargetMethod.Name) ? use.Instance
            : null;
        if (request is null || FluentChain.Of(request, api, cancellationToken) is not { } chain || LastOf(chain, "reset") is not { } reset)
        {
            return null;
        }

        var interval = Steps.IntervalOf(reset.TargetMethod.Name)
            ?? (Call.FirstArgumentOf(reset) is { } given && ConstantValue.TryGetInterval(given.Value, cancellationToken, out var constant)
                ? constant
                : LimitReset.Never);
        var hasLimit = LastOf(chain, "limit")?.TargetMethod.Name == Steps.Limit;
        return KeyRules.ResetWithoutLimit.IsViolatedBy((interval, hasLimit)) ? reset : null;
    }

    private static IInvocationOperation? LastOf(FluentChain chain, string setting) =>
        chain.Calls.LastOrDefault(step => Steps.SettingOf(step.TargetMethod.Name) == setting);

    // A request in a variable is told once: for the first use of it, or of what is derived from it.
    private static bool IsToldBefore(IInvocationOperation use, IInvocationOperation reset, KeyApi api, CancellationToken cancellationToken) =>
        !use.Syntax.Span.Contains(reset.Syntax.Span)
        && use.SemanticModel is { } model
        && use.Syntax.SyntaxTree.GetRoot(cancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>().Any(
            other => other.Span.End < use.Syntax.Span.End
                && CallSpan.NameOf(other) is { Identifier.ValueText: var name }
                && (name is Steps.CreateAsync or Steps.SendAsync || Steps.IsUse(name))
                && model.GetOperation(other, cancellationToken) is IInvocationOperation earlier
                && FindIn(earlier, api, cancellationToken)?.Syntax == reset.Syntax);
}
