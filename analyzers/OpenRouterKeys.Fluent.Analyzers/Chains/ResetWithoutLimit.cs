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
        var request = call.Api.IsCreate(call.Invocation.TargetMethod) ? call.FirstArgument?.Value
            : Steps.IsUse(call.Method) ? call.Invocation.Instance
            : null;
        var cancellation = call.Context.CancellationToken;
        if (request is null
            || IsUsedBefore(request, call.Api, cancellation)
            || FluentChain.Of(request, call.Api, cancellation) is not { } chain
            || LastOf(chain, "reset") is not { } reset)
        {
            return;
        }

        var interval = Steps.IntervalOf(reset.TargetMethod.Name)
            ?? (reset.Arguments.Length == 1 && ConstantValue.TryGetInterval(reset.Arguments[0].Value, cancellation, out var constant) ? constant : LimitReset.Never);
        var hasLimit = LastOf(chain, "limit")?.TargetMethod.Name == Steps.Limit;
        if (ResetRules.WithoutLimit.IsBrokenBy((interval, hasLimit)))
        {
            call.Report(Descriptors.ResetWithoutLimit, CallSpan.Of(reset));
        }
    }

    private static IInvocationOperation? LastOf(FluentChain chain, string setting) =>
        chain.Calls.LastOrDefault(step => Steps.SettingOf(step.TargetMethod.Name) == setting);

    // A variable that is validated and then sent is reported once, for its first use.
    private static bool IsUsedBefore(IOperation request, KeyApi api, CancellationToken cancellationToken)
    {
        if (request is not (ILocalReferenceOperation or IFieldReferenceOperation)
            || request.SemanticModel is not { } model
            || request.Syntax is not IdentifierNameSyntax name
            || StableVariable.ScopeOf(name, request is ILocalReferenceOperation) is not { } scope)
        {
            return false;
        }

        foreach (var node in scope.DescendantNodes())
        {
            if (node.SpanStart >= name.SpanStart)
            {
                return false;
            }

            if (node is IdentifierNameSyntax other
                && other.Identifier.ValueText == name.Identifier.ValueText
                && model.GetOperation(other, cancellationToken) is { } operation
                && IsUse(operation, api))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsUse(IOperation operation, KeyApi api) => operation.Parent switch
    {
        IInvocationOperation call => call.Instance == operation && api.IsRequestMethod(call.TargetMethod) && Steps.IsUse(call.TargetMethod.Name),
        IArgumentOperation { Parent: IInvocationOperation call, Parameter.Ordinal: 0 } => api.IsCreate(call.TargetMethod),
        _ => false,
    };
}
