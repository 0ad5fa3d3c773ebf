using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Analyzers.Values;

/// <summary>ORK1001 to ORK1013, except ORK1007 and ORK1011: the library's value rules, applied to constant arguments.</summary>
internal static class ValueRules
{
    public static void Analyze(CallContext call)
    {
        if (call.FirstArgument is not { Value: var value } argument || CallSyntax.ExpressionOf(argument) is not { } expression)
        {
            return;
        }

        var cancellationToken = call.Context.CancellationToken;
        switch (call.Method)
        {
            case MethodNames.Named or "WithName" when ConstantValue.TryGetText(value, cancellationToken, out var name):
                Check(call, expression, name, KeyRules.Name);
                break;
            case MethodNames.Limit when ConstantValue.TryGetDecimal(value, cancellationToken, out var usd):
                Check(call, expression, usd, KeyRules.Limit);
                break;
            case MethodNames.Resets when ConstantValue.TryGetInterval(value, cancellationToken, out var interval):
                Check(call, expression, interval, KeyRules.ResetIsUndefined);
                break;
            case MethodNames.ExpiresAt when ConstantTime.TryGetDateTimeOffset(value, cancellationToken, out var expiration):
                Check(call, expression, (expiration, KeyRules.EarliestNow), KeyRules.ExpirationHasPassed);
                break;
            case MethodNames.ExpiresIn when ConstantTime.IsNotPositive(value, cancellationToken):
                Report(call, Descriptors.ExpirationHasPassed, expression, KeyRules.LifetimeMessage);
                break;
            case MethodNames.CreatedBy when ConstantValue.TryGetText(value, cancellationToken, out var userId):
                Check(call, expression, userId, KeyRules.CreatorIsBlank);
                break;
            case MethodNames.InWorkspace when ConstantGuid.TryGet(value, cancellationToken, out var workspaceId):
                Check(call, expression, workspaceId, KeyRules.WorkspaceIsEmpty);
                break;
            case MethodNames.ForExternalUser:
                AnalyzeExternalUser(call, cancellationToken);
                break;
        }
    }

    // An ApiKey.From elsewhere may create a key of another kind.
    private static void AnalyzeExternalUser(CallContext call, CancellationToken cancellationToken)
    {
        foreach (var argument in call.Invocation.Arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.Explicit || CallSyntax.ExpressionOf(argument) is not { } expression)
            {
                continue;
            }

            if (argument.Parameter?.Ordinal == 0)
            {
                if (ConstantValue.TryGetText(argument.Value, cancellationToken, out var user))
                {
                    Check(call, expression, user, KeyRules.ExternalUserIsInvalid);
                }
            }
            else if (ConstantValue.Resolve(argument.Value, cancellationToken) is IInvocationOperation factoryCall
                && call.Api.IsApiKeyFactory(factoryCall.TargetMethod)
                && CallSyntax.FirstArgumentOf(factoryCall) is { } text
                && ConstantValue.TryGetText(text.Value, cancellationToken, out var key))
            {
                Check(call, expression, key, KeyRules.ExternalApiKeyIsShort);
            }
        }
    }

    private static void Check<T>(CallContext call, ExpressionSyntax expression, T value, params Rule<T>[] rules)
    {
        foreach (var rule in rules)
        {
            if (rule.IsViolatedBy(value))
            {
                Report(call, Descriptors.For(rule), expression, rule.Message);
            }
        }
    }

    private static void Report(CallContext call, DiagnosticDescriptor descriptor, ExpressionSyntax expression, string message)
    {
        if (!GuardedVariable.IsUsedIn(expression, call.Invocation.SemanticModel, call.Context.CancellationToken))
        {
            call.Report(descriptor, expression.GetLocation(), message);
        }
    }
}
