using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Json;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>Where one setting of a request or update goes: through the rest of its chain, and through stable variables.</summary>
internal sealed class RequestFlow(KeyApi api, Variables variables, CancellationToken cancellationToken)
{
    private readonly HashSet<ISymbol> _visited = new(SymbolEqualityComparer.Default);

    /// <summary>The end of one path.</summary>
    internal enum EndKind
    {
        /// <summary>The path leaves the visible code.</summary>
        Unknown,

        /// <summary>A later step replaces the setting.</summary>
        Replaced,

        /// <summary>The request is sent, validated or written.</summary>
        Used,
    }

    /// <summary>Whether the setting is used while the request has no limit.</summary>
    public bool IsUsedWithoutLimit(IOperation request, string setting, bool? hasLimit)
    {
        foreach (var (kind, hasLimitAtEnd) in Follow(request, setting, hasLimit))
        {
            if (kind == EndKind.Used && hasLimitAtEnd == false)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the setting is used on any path.</summary>
    public bool IsUsed(IOperation request, string setting)
    {
        foreach (var (kind, _) in Follow(request, setting, hasLimit: null))
        {
            if (kind == EndKind.Used)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the setting is replaced on all paths before anything uses it.</summary>
    public bool IsReplaced(IOperation request, string setting)
    {
        var isReplaced = false;
        foreach (var (kind, _) in Follow(request, setting, hasLimit: null))
        {
            if (kind != EndKind.Replaced)
            {
                return false;
            }

            isReplaced = true;
        }

        return isReplaced;
    }

    /// <summary>Whether the request has a limit; null if that is not visible. An update has a limit unless it removes it: the key may have one.</summary>
    public bool? HasLimit(IOperation? request)
    {
        for (var hops = 0; request is not null && hops <= Variables.MaxHops;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (request)
            {
                case IInvocationOperation { Instance: not null } call when api.IsStep(call.TargetMethod) || api.IsUse(call.TargetMethod):
                    if (MethodNames.SettingOf(call.TargetMethod.Name) == MethodNames.LimitSetting)
                    {
                        return call.TargetMethod.Name == MethodNames.Limit;
                    }

                    request = Chain.ReceiverOf(call);
                    break;
                case IInvocationOperation call:
                    return api.IsNamed(call.TargetMethod) ? false : RequestJsonArgument.RequestOf(call, api, variables, cancellationToken) is { } json ? json.LimitUsd is not null : null;
                case IPropertyReferenceOperation property:
                    return api.IsUnnamedProperty(property.Property) ? false : null;
                case ILocalReferenceOperation or IFieldReferenceOperation:
                    hops++;
                    request = variables.InitializerOf(request, cancellationToken);
                    break;
                case IParenthesizedOperation parenthesized:
                    request = parenthesized.Operand;
                    break;
                case IConversionOperation { Conversion.IsIdentity: true } conversion:
                    request = conversion.Operand;
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    private IEnumerable<(EndKind Kind, bool? HasLimit)> Follow(IOperation request, string setting, bool? hasLimit)
    {
        var pending = new Stack<(IOperation Request, bool? HasLimit)>();
        pending.Push((request, hasLimit));
        while (pending.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (request, hasLimit) = pending.Pop();
            if (Chain.NextCall(request) is { } call)
            {
                var method = call.TargetMethod;
                if (api.IsUse(method))
                {
                    yield return (EndKind.Used, hasLimit);
                }
                else if (!api.IsStep(method))
                {
                    yield return (EndKind.Unknown, hasLimit);
                    continue;
                }
                else if (MethodNames.SettingOf(method.Name) == setting)
                {
                    yield return (EndKind.Replaced, hasLimit);
                    continue;
                }
                else if (MethodNames.SettingOf(method.Name) == MethodNames.LimitSetting)
                {
                    hasLimit = method.Name == MethodNames.Limit;
                }

                if (SymbolEqualityComparer.Default.Equals(method.ReturnType, method.ContainingType))
                {
                    pending.Push((call, hasLimit));
                }

                continue;
            }

            var value = Chain.OutermostOf(request);
            switch (value.Parent)
            {
                case IConditionalOperation { Type: not null } conditional when conditional.Condition != value:
                case ICoalesceOperation:
                case IArrayInitializerOperation or ICollectionExpressionOperation:
                case IArrayCreationOperation:
                case IConversionOperation { Operand: ICollectionExpressionOperation or IArrayCreationOperation }:
                    pending.Push((value.Parent, hasLimit));
                    break;
                case IArgumentOperation { Parent: IInvocationOperation consumer }:
                    yield return (IsUse(consumer) ? EndKind.Used : EndKind.Unknown, hasLimit);
                    break;
                case IReturnOperation { Parent: IBlockOperation { Parent: IAnonymousFunctionOperation { Parent: IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation consumer } } } } }:
                    yield return (api.IsUpdateCall(consumer.TargetMethod) ? EndKind.Used : EndKind.Unknown, hasLimit);
                    break;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                    if (!TryPushReferences(local, value, hasLimit))
                    {
                        yield return (EndKind.Unknown, hasLimit);
                    }

                    break;
                case IFieldInitializerOperation { InitializedFields: { Length: 1 } fields }:
                    if (!TryPushReferences(fields[0], value, hasLimit))
                    {
                        yield return (EndKind.Unknown, hasLimit);
                    }

                    break;
                default:
                    yield return (EndKind.Unknown, hasLimit);
                    break;
            }
        }

        bool TryPushReferences(ISymbol variable, IOperation initializer, bool? limit)
        {
            if (_visited.Count >= Variables.MaxHops || !_visited.Add(variable)
                || variables.ReferencesTo(variable, initializer, cancellationToken) is not { } references)
            {
                return false;
            }

            var isReferenced = false;
            foreach (var reference in references)
            {
                isReferenced = true;
                pending.Push((reference, limit));
            }

            return isReferenced;
        }
    }

    private bool IsUse(IInvocationOperation consumer) => api.CreatesKeys(consumer.TargetMethod) || api.IsUpdateCall(consumer.TargetMethod);
}
