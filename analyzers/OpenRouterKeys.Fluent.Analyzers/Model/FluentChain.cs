using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.Analyzers.Model;

/// <summary>The calls that build a request, from a visible start: <c>KeyRequest.Named</c>, <c>KeyRequest.Unnamed</c>, or a stable
/// variable that is initialized with such a chain.</summary>
internal sealed class FluentChain
{
    private readonly List<IInvocationOperation> _calls = [];

    private FluentChain()
    {
    }

    /// <summary>The calls that set something, first to last.</summary>
    public IReadOnlyList<IInvocationOperation> Calls => _calls;

    /// <summary>The number of leading calls that are in the initializers of stable variables, not in this expression.</summary>
    public int VariableCallCount { get; private set; }

    /// <summary>Returns the chain that ends with the expression, or null if part of it is not visible.</summary>
    public static FluentChain? From(IOperation? expression, KeyApi api, CancellationToken cancellationToken)
    {
        var chain = new FluentChain();
        return chain.TryCollect(expression, api, cancellationToken) ? chain : null;
    }

    /// <summary>Whether another step follows the call in the same chain.</summary>
    public static bool IsContinued(IInvocationOperation call, KeyApi api)
    {
        IOperation operation = call;
        while (operation.Parent is IParenthesizedOperation or IConversionOperation { IsImplicit: true, Conversion.IsIdentity: true })
        {
            operation = operation.Parent;
        }

        return operation.Parent is IInvocationOperation next && next.Instance == operation && api.IsStep(next.TargetMethod);
    }

    private bool TryCollect(IOperation? expression, KeyApi api, CancellationToken cancellationToken)
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
                case IInvocationOperation { TargetMethod: { IsStatic: true, Name: MethodNames.Named } } named when api.IsRequestMethod(named.TargetMethod):
                    _calls.Insert(0, named);
                    return true;
                case IPropertyReferenceOperation property:
                    return api.IsUnnamedProperty(property.Property);
                case ILocalReferenceOperation or IFieldReferenceOperation:
                    return From(StableVariable.InitializerOf(expression, cancellationToken), api, cancellationToken) is { } initializer && Prepend(initializer);
                default:
                    return false;
            }
        }
    }

    private bool Prepend(FluentChain initializer)
    {
        _calls.InsertRange(0, initializer.Calls);
        VariableCallCount = initializer.Calls.Count;
        return true;
    }
}
