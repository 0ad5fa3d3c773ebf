using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>A request's calls from where it begins, which is seen: <c>KeyRequest.Named</c>, <c>KeyRequest.Unnamed</c> or a stable
/// variable that begins so.</summary>
internal sealed class FluentChain
{
    private readonly List<IInvocationOperation> _calls = [];

    private FluentChain()
    {
    }

    /// <summary>The calls that set something, first to last.</summary>
    public IReadOnlyList<IInvocationOperation> Calls => _calls;

    /// <summary>How many of the calls stand in other statements: those of the stable variables.</summary>
    public int CallsElsewhere { get; private set; }

    /// <summary>The chain that the expression ends; null where not all of it is seen.</summary>
    public static FluentChain? Of(IOperation? expression, KeyApi api, CancellationToken cancellationToken)
    {
        var chain = new FluentChain();
        return chain.Collect(expression, api, cancellationToken) ? chain : null;
    }

    /// <summary>Whether the next call of the chain is one of ours too, so that this one is not its end.</summary>
    public static bool GoesOn(IInvocationOperation call, KeyApi api)
    {
        IOperation operation = call;
        while (operation.Parent is IParenthesizedOperation or IConversionOperation { IsImplicit: true, Conversion.IsIdentity: true })
        {
            operation = operation.Parent;
        }

        return operation.Parent is IInvocationOperation next && next.Instance == operation && api.IsStep(next.TargetMethod);
    }

    private bool Collect(IOperation? expression, KeyApi api, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (expression)
            {
                case IParenthesizedOperation parenthesized:
                    expression = parenthesized.Operand;
                    break;
                case IConversionOperation { Conversion.IsIdentity: true } conversion:
                    expression = conversion.Operand;
                    break;
                case IInvocationOperation { Instance: { } instance } step when api.IsStep(step.TargetMethod):
                    _calls.Insert(0, step);
                    expression = instance;
                    break;
                case IInvocationOperation { TargetMethod: { IsStatic: true, Name: Steps.Named } } named when api.IsRequestMethod(named.TargetMethod):
                    _calls.Insert(0, named);
                    return true;
                case IPropertyReferenceOperation property:
                    return api.IsUnnamed(property.Property);
                case ILocalReferenceOperation or IFieldReferenceOperation:
                    return Of(StableVariable.InitializerOf(expression, cancellationToken), api, cancellationToken) is { } before && Prepend(before);
                default:
                    return false;
            }
        }
    }

    private bool Prepend(FluentChain before)
    {
        _calls.InsertRange(0, before.Calls);
        CallsElsewhere = before.Calls.Count;
        return true;
    }
}
