using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>Where one setting of a request or update goes: through the rest of its chain, and through stable variables.</summary>
internal sealed class RequestFlow(KeyApi api, Variables variables, CancellationToken cancellationToken)
{
    private readonly HashSet<ISymbol> _visited = new(SymbolEqualityComparer.Default);

    /// <summary>The end of one path.</summary>
    internal enum EndKind
    {
        /// <summary>The path leaves the visible code, or the request is only one of several that are used there.</summary>
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
        foreach (var (kind, _) in Follow(request, setting, hasLimitAtStart: null))
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
        foreach (var (kind, _) in Follow(request, setting, hasLimitAtStart: null))
        {
            if (kind != EndKind.Replaced)
            {
                return false;
            }

            isReplaced = true;
        }

        return isReplaced;
    }

    /// <inheritdoc cref="RequestSettings.this" />
    public bool? HasLimit(IOperation? request) => RequestSettings.Of(request, api, variables, cancellationToken)[MethodNames.LimitSetting];

    private IEnumerable<(EndKind Kind, bool? HasLimit)> Follow(IOperation start, string setting, bool? hasLimitAtStart)
    {
        var pending = new Stack<(IOperation Request, bool? HasLimit, bool IsAlternative)>();
        pending.Push((start, hasLimitAtStart, false));
        while (pending.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (request, hasLimit, isAlternative) = pending.Pop();
            var used = isAlternative ? EndKind.Unknown : EndKind.Used;
            if (Chain.NextCall(request) is { } call)
            {
                if (ApplyCall(call) is { } end)
                {
                    yield return (end, hasLimit);
                }

                continue;
            }

            var value = Chain.OutermostOf(request);
            switch (value.Parent)
            {
                case IConditionalOperation { Type: not null } conditional when conditional.Condition != value:
                case ICoalesceOperation:
                    pending.Push((value.Parent, hasLimit, true));
                    break;
                case IArrayInitializerOperation or ICollectionExpressionOperation or IArrayCreationOperation:
                case IConversionOperation { IsImplicit: true }:
                    pending.Push((value.Parent, hasLimit, isAlternative));
                    break;
                case IArgumentOperation { Parent: IInvocationOperation consumer }:
                    yield return (IsUse(consumer) ? used : EndKind.Unknown, hasLimit);
                    break;
                case IReturnOperation { Parent: IBlockOperation { Parent: IAnonymousFunctionOperation { Parent: IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation consumer } } } } }:
                    yield return (api.IsUpdateCall(consumer.TargetMethod) ? used : EndKind.Unknown, hasLimit);
                    break;
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } when TryPushReferences(local):
                case IFieldInitializerOperation { InitializedFields: { Length: 1 } fields } when TryPushReferences(fields[0]):
                    break;
                default:
                    yield return (EndKind.Unknown, hasLimit);
                    break;
            }

            // Returns the end of the path, or null if only the path goes on.
            EndKind? ApplyCall(IInvocationOperation call)
            {
                var method = call.TargetMethod;
                if (api.IsUse(method))
                {
                    if (SymbolEqualityComparer.Default.Equals(method.ReturnType, method.ContainingType))
                    {
                        pending.Push((call, hasLimit, isAlternative)); // EnsureValid
                    }

                    return used;
                }

                if (!api.IsStep(method))
                {
                    return EndKind.Unknown;
                }

                var changed = MethodNames.SettingOf(method.Name);
                if (changed == setting)
                {
                    return EndKind.Replaced;
                }

                pending.Push((call, changed == MethodNames.LimitSetting ? method.Name == MethodNames.Limit : hasLimit, isAlternative));
                return null;
            }

            bool TryPushReferences(ISymbol variable)
            {
                if (_visited.Count >= Variables.MaxHops || !_visited.Add(variable)
                    || variables.ReferencesTo(variable, value, cancellationToken) is not { } references)
                {
                    return false;
                }

                var isReferenced = false;
                foreach (var reference in references)
                {
                    isReferenced = true;
                    pending.Push((reference, hasLimit, isAlternative));
                }

                return isReferenced;
            }
        }
    }

    private bool IsUse(IInvocationOperation consumer) => api.CreatesKeys(consumer.TargetMethod) || api.IsUpdateCall(consumer.TargetMethod);
}
