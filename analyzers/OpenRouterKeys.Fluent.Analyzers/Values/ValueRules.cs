using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Analyzers.Values;

/// <summary>ORK1001 to ORK1013, except ORK1007 and ORK1011, and the policy's rules for values: the library's rules, applied to constant
/// arguments.</summary>
internal static class ValueRules
{
    // ExpiresIn does not exceed the maximum of DateTimeOffset.
    private static readonly TimeSpan MaxLifetime = DateTimeOffset.MaxValue - KeyRules.EarliestNow;

    public static void Analyze(CallContext call)
    {
        if (MethodNames.SettingOf(call.Method) is null)
        {
            return;
        }

        // A request without a limit is reported where it is used, because it never had one or gets one later.
        if (call.Method == MethodNames.Unlimited && call.Policy is { } policy && call.Api.IsUpdateMethod(call.Invocation.TargetMethod)
            && PolicyRules.CheckLimit(policy, null) is { } violation && !IsReplaced(call))
        {
            call.Report(Descriptors.For(violation.Rule), CallSyntax.LocationOf(call.Invocation), violation.Message);
        }

        foreach (var argument in call.Invocation.Arguments)
        {
            if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter } && CallSyntax.ExpressionOf(argument) is { } expression)
            {
                foreach (var (value, place) in call.Evaluate().ArmsOf(argument.Value, expression))
                {
                    Analyze(call, parameter.Ordinal, value, place);
                }
            }
        }
    }

    private static void Analyze(CallContext call, int parameter, IOperation value, ExpressionSyntax place)
    {
        var constants = call.Evaluate();
        switch (call.Method, parameter)
        {
            case (MethodNames.Named or "WithName", 0) when constants.TryGetText(value, out var name):
                Check(call, place, name, KeyRules.Name);
                CheckPolicy(call, place, call.Policy is { } namePolicy ? PolicyRules.CheckName(namePolicy, name) : null);
                break;
            case (MethodNames.Limit, 0) when constants.TryGetDecimal(value, out var usd):
                Check(call, place, usd, KeyRules.Limit);
                CheckPolicy(call, place, call.Policy is { } limitPolicy ? PolicyRules.CheckLimit(limitPolicy, usd) : null);
                break;
            case (MethodNames.Resets, 0) when constants.TryGetInterval(value, out var interval):
                Check(call, place, interval, KeyRules.ResetIsUndefined);
                break;
            case (MethodNames.ExpiresAt, 0) when new ConstantTime(constants).TryGetInstant(value, out var ticks, out var isAfterNow):
                if (isAfterNow ? ticks <= 0 : IsBeforeFloor(ticks))
                {
                    Report(call, Descriptors.ExpirationHasPassed, place, KeyRules.ExpirationHasPassed.Message);
                }

                break;
            case (MethodNames.ExpiresIn, 0) when new ConstantTime(constants).TryGetTicks(value, out var lifetime):
                if (lifetime <= 0)
                {
                    Report(call, Descriptors.ExpirationHasPassed, place, KeyRules.LifetimeMessage);
                }

                CheckPolicy(call, place, call.Policy is { } lifetimePolicy ? PolicyRules.CheckLifetime(lifetimePolicy, new(Math.Min(lifetime, MaxLifetime.Ticks))) : null);
                break;
            case (MethodNames.CreatedBy, 0) when constants.TryGetText(value, out var userId):
                Check(call, place, userId, KeyRules.CreatorIsBlank);
                break;
            case (MethodNames.InWorkspace, 0) when ConstantGuid.TryGet(constants, value, out var workspaceId):
                Check(call, place, workspaceId, KeyRules.WorkspaceIsEmpty);
                break;
            case (MethodNames.ForExternalUser, 0) when constants.TryGetText(value, out var user):
                Check(call, place, user, KeyRules.ExternalUserIsInvalid);
                break;

            // An ApiKey.From elsewhere may create a key of another kind.
            case (MethodNames.ForExternalUser, 1) when constants.Resolve(value) is IInvocationOperation factoryCall
                && call.Api.IsApiKeyFactory(factoryCall.TargetMethod)
                && CallSyntax.FirstArgumentOf(factoryCall) is { } text
                && constants.TryGetText(text.Value, out var key):
                Check(call, place, key, KeyRules.ExternalApiKeyIsShort);
                break;
        }
    }

    private static bool IsBeforeFloor(long ticks) =>
        ticks < KeyRules.EarliestNow.Ticks
        || (ticks <= DateTimeOffset.MaxValue.Ticks && KeyRules.ExpirationHasPassed.IsViolatedBy((new DateTimeOffset(ticks, TimeSpan.Zero), KeyRules.EarliestNow)));

    private static void Check<T>(CallContext call, ExpressionSyntax place, T value, params Rule<T>[] rules)
    {
        foreach (var rule in rules)
        {
            if (rule.IsViolatedBy(value) && !IsReplaced(call, rule))
            {
                Report(call, Descriptors.For(rule), place, rule.Message);
            }
        }
    }

    private static void CheckPolicy(CallContext call, ExpressionSyntax place, PolicyViolation? violation)
    {
        if (violation is not null && !IsReplaced(call))
        {
            Report(call, Descriptors.For(violation.Rule), place, violation.Message);
        }
    }

    private static bool IsReplaced(CallContext call, Rule rule) => (rule == KeyRules.NameIsBlank || rule == KeyRules.LimitIsNegative) && IsReplaced(call);

    // A template may have a name or a limit that every request replaces.
    private static bool IsReplaced(CallContext call) =>
        new RequestFlow(call.Api, call.Variables, call.CancellationToken).IsReplaced(call.Invocation, MethodNames.SettingOf(call.Method)!);

    private static void Report(CallContext call, DiagnosticDescriptor descriptor, ExpressionSyntax place, string message)
    {
        if (!call.Variables.ContainsTestedVariable(place, call.Invocation.SemanticModel, call.CancellationToken))
        {
            call.Report(descriptor, place.GetLocation(), message);
        }
    }
}
