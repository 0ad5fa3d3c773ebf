using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Analyzers.Policies;

/// <summary>ORK5001 to ORK5008 for a setting that a request lacks, where the request is sent, validated or written. For a request in a variable, each rule is
/// reported at the variable's first use that violates it.</summary>
internal sealed class MissingSettings(IPolicy policy, KeyApi api, Variables variables)
{
    private readonly ConcurrentDictionary<ISymbol, Dictionary<Rule, Location>> _firstUses = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a request can violate the policy because it lacks a setting.</summary>
    public static bool CanViolate(IPolicy policy) =>
        policy is { RequireLimit: true } or { MaxLimitUsd: not null } or { RequireReset: true } or { RequireExpiration: true } or { MaxLifetimeDays: not null }
            or { RequireWorkspace: true } or { RequireExternalUser: true };

    /// <summary>Analyzes a call of any method.</summary>
    public void Analyze(CallContext call)
    {
        var method = call.Invocation.TargetMethod;
        if (api.IsUse(method) && api.IsRequestMethod(method))
        {
            AnalyzeUse(call, Chain.ReceiverOf(call.Invocation), CallSyntax.LocationOf(call.Invocation));
        }
        else if (api.CreatesKeys(method))
        {
            foreach (var argument in call.Invocation.Arguments)
            {
                if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter } && (api.IsRequestType(parameter.Type) || parameter.Name == "requests"))
                {
                    foreach (var request in RequestsIn(argument.Value))
                    {
                        AnalyzeUse(call, request, PlaceOf(request, call.Invocation));
                    }
                }
            }
        }
    }

    private void AnalyzeUse(CallContext call, IOperation? request, Location place)
    {
        foreach (var violation in ViolationsOf(request, call.CancellationToken))
        {
            if (FirstUsesOf(request, call.CancellationToken) is not { } firstUses || (firstUses.TryGetValue(violation.Rule, out var first) && first.Equals(place)))
            {
                call.Report(Descriptors.For(violation.Rule), place, violation.Message);
            }
        }
    }

    private List<PolicyViolation> ViolationsOf(IOperation? request, CancellationToken cancellationToken)
    {
        if (request is null || api.IsRequestType(request.Type))
        {
            return ViolationsOf(RequestSettings.Of(request, api, variables, cancellationToken));
        }

        // An array or a collection in a variable.
        return variables.InitializerOf(request, cancellationToken) is { } initializer
            ? [.. RequestsIn(initializer).Where(item => api.IsRequestType(item.Type))
                .SelectMany(item => ViolationsOf(RequestSettings.Of(item, api, variables, cancellationToken)))
                .GroupBy(violation => violation.Rule, (_, same) => same.First())]
            : [];
    }

    private List<PolicyViolation> ViolationsOf(RequestSettings settings)
    {
        var violations = new List<PolicyViolation>();
        void Add(PolicyViolation? violation)
        {
            if (violation is not null)
            {
                violations.Add(violation);
            }
        }

        if (settings.IsMissing(MethodNames.LimitSetting))
        {
            Add(PolicyRules.CheckLimit(policy, null));
        }

        if (settings.IsMissing(MethodNames.Reset))
        {
            Add(PolicyRules.CheckReset(policy, LimitReset.Never, hasLimit: settings[MethodNames.LimitSetting] == true));
        }

        if (settings.IsMissing(MethodNames.Expiration))
        {
            Add(PolicyRules.CheckNoExpiration(policy));
        }

        if (settings.IsMissing(MethodNames.Workspace))
        {
            Add(PolicyRules.CheckWorkspace(policy, hasWorkspace: false));
        }

        if (settings.IsMissing(MethodNames.ExternalUser))
        {
            Add(PolicyRules.CheckExternalUser(policy, hasExternalUser: false));
        }

        return violations;
    }

    // The first violating use of the variable with which the chain starts, for each rule; null if the chain does not start with a stable variable.
    private Dictionary<Rule, Location>? FirstUsesOf(IOperation? request, CancellationToken cancellationToken)
    {
        while (Chain.Unwrap(request) is IInvocationOperation { Instance: not null } call && (api.IsStep(call.TargetMethod) || api.IsUse(call.TargetMethod)))
        {
            request = Chain.ReceiverOf(call);
        }

        var reference = Chain.Unwrap(request);
        ISymbol? variable = reference switch
        {
            ILocalReferenceOperation local => local.Local,
            IFieldReferenceOperation field => field.Field,
            _ => null,
        };
        if (variable is null)
        {
            return null;
        }

        return _firstUses.TryGetValue(variable, out var known) ? known
            : variables.ReferencesTo(variable, reference!, cancellationToken) is { } references ? _firstUses.GetOrAdd(variable, FindFirstUses(references, cancellationToken))
            : null;
    }

    private Dictionary<Rule, Location> FindFirstUses(IEnumerable<IOperation> references, CancellationToken cancellationToken)
    {
        var firstUses = new Dictionary<Rule, Location>();
        List<PolicyViolation>? ofCollection = null;
        foreach (var reference in references)
        {
            if (UseOf(reference) is not var (request, place))
            {
                if (!api.IsRequestType(reference.Type))
                {
                    return []; // Other code may replace the requests of an array.
                }

                continue;
            }

            var violations = api.IsRequestType(request.Type) ? ViolationsOf(request, cancellationToken) : ofCollection ??= ViolationsOf(request, cancellationToken);
            foreach (var violation in violations)
            {
                if (!firstUses.TryGetValue(violation.Rule, out var first) || IsBefore(place, first))
                {
                    firstUses[violation.Rule] = place;
                }
            }
        }

        return firstUses;
    }

    // The first use of a request in the expression that contains it, or null.
    private (IOperation Request, Location Place)? UseOf(IOperation request)
    {
        while (Chain.NextCall(request) is { } next)
        {
            if (api.IsUse(next.TargetMethod) || api.CreatesKeys(next.TargetMethod))
            {
                return (request, CallSyntax.LocationOf(next));
            }

            if (!api.IsStep(next.TargetMethod))
            {
                return null;
            }

            request = next;
        }

        request = Chain.OutermostOf(request);
        var value = request;
        while (value.Parent is IArrayInitializerOperation or IArrayCreationOperation or ICollectionExpressionOperation or IConversionOperation { IsImplicit: true })
        {
            value = value.Parent;
        }

        return value.Parent is IArgumentOperation { Parent: IInvocationOperation consumer } && api.CreatesKeys(consumer.TargetMethod)
            ? (request, PlaceOf(request, consumer))
            : null;
    }

    // The requests of an array or a collection expression, or the value itself.
    private static ImmutableArray<IOperation> RequestsIn(IOperation value)
    {
        while (value is IConversionOperation { IsImplicit: true } conversion)
        {
            value = conversion.Operand;
        }

        return value switch
        {
            IArrayCreationOperation { Initializer.ElementValues: var elements } => elements,
            ICollectionExpressionOperation { Elements: var elements } => elements,
            _ => [value],
        };
    }

    private static Location PlaceOf(IOperation request, IInvocationOperation consumer) =>
        consumer.TargetMethod.Name == MethodNames.SendAsync ? CallSyntax.LocationOf(consumer) : Chain.OutermostOf(request).Syntax.GetLocation();

    private static bool IsBefore(Location place, Location other) =>
        string.CompareOrdinal(place.SourceTree!.FilePath, other.SourceTree!.FilePath) is var order && order == 0
            ? place.SourceSpan.Start < other.SourceSpan.Start
            : order < 0;
}
