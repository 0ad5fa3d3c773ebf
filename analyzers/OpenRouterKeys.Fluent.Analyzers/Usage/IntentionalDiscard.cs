using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>Calls whose result a program discards intentionally: in an assertion of a test framework, in a <c>try</c> whose <c>catch</c> handles an
/// exception of the library, in a mock's expectation, and in an expression tree, which is not executed here.</summary>
internal sealed class IntentionalDiscard(KeyApi api, Variables variables)
{
    private const int MaxFilterNodes = 64;
    private const string NSubstitute = "NSubstitute";

    // By the syntax of a lambda or local function, so that its uses are searched once.
    private readonly ConcurrentDictionary<SyntaxNode, bool> _isAssertedByFunction = new();
    private readonly ConcurrentDictionary<ISymbol, bool> _isAssertedByVariable = new(SymbolEqualityComparer.Default);

    /// <summary>Whether the result of the call is discarded intentionally.</summary>
    public bool Includes(IInvocationOperation call, CancellationToken cancellationToken) =>
        IsInHandledTry(call) || IsInAssertion(call, cancellationToken) || IsMockExpectation(call, cancellationToken);

    /// <summary>Whether the operation is in a function that an assertion calls, or in an expression tree.</summary>
    public bool IsInAssertion(IOperation operation, CancellationToken cancellationToken)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation && IsAsserted(parent, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    // A lambda in the block may run elsewhere, where the exception is not caught.
    private bool IsInHandledTry(IOperation operation)
    {
        for (IOperation child = operation; child.Parent is { } parent and not (IAnonymousFunctionOperation or ILocalFunctionOperation); child = parent)
        {
            if (parent is ITryOperation handler && handler.Body == child)
            {
                foreach (var handled in handler.Catches)
                {
                    if (api.IsExceptionType(handled.ExceptionType) || (handled.Filter is { } filter && MentionsException(filter)))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    // catch (Exception exception) when (exception is KeyRequestRejectedException)
    private bool MentionsException(IOperation filter) => filter.DescendantsAndSelf().Take(MaxFilterNodes).Any(node => node switch
    {
        IIsTypeOperation test => api.IsExceptionType(test.TypeOperand),
        IPatternOperation pattern => api.IsExceptionType(pattern.NarrowedType),
        _ => false,
    });

    private bool IsAsserted(IOperation function, CancellationToken cancellationToken)
    {
        if (!_isAssertedByFunction.TryGetValue(function.Syntax, out var isAsserted))
        {
            isAsserted = IsExpressionTree(function) || IsUsedInAssertion(function, cancellationToken);
            _isAssertedByFunction.TryAdd(function.Syntax, isAsserted);
        }

        return isAsserted;
    }

    private bool IsUsedInAssertion(IOperation function, CancellationToken cancellationToken)
    {
        if (function is ILocalFunctionOperation local)
        {
            return variables.UsesOfMember(local.Symbol, function, cancellationToken).Any(IsInAssertionCall);
        }

        var value = DelegateUses.OutermostOf(function);
        return VariableOf(value) is { } variable ? IsAsserted(variable, value, cancellationToken) : IsInAssertionCall(value);
    }

    // The variable may be assigned again: tests reuse it for the next assertion.
    private bool IsAsserted(ILocalSymbol variable, IOperation value, CancellationToken cancellationToken)
    {
        if (!_isAssertedByVariable.TryGetValue(variable, out var isAsserted))
        {
            isAsserted = variables.UsesOf(variable, value, cancellationToken).Any(IsInAssertionCall);
            _isAssertedByVariable.TryAdd(variable, isAsserted);
        }

        return isAsserted;
    }

    private static ILocalSymbol? VariableOf(IOperation value) => value.Parent switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => local,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment when assignment.Value == value => local,
        _ => null,
    };

    // A lambda that is not a delegate is an expression tree, or part of incomplete code.
    private static bool IsExpressionTree(IOperation function) => function is IAnonymousFunctionOperation and not { Parent: IDelegateCreationOperation };

    private static bool IsInAssertionCall(IOperation use)
    {
        for (var parent = use.Parent; parent is not null; parent = parent.Parent)
        {
            var called = parent switch
            {
                IInvocationOperation call => call.TargetMethod,
                IObjectCreationOperation creation => creation.Constructor,
                ICollectionExpressionOperation collection => collection.Type, // TheoryData
                _ => (ISymbol?)null,
            };
            if (called is not null && IsOfTestFramework(called))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfTestFramework(ISymbol symbol) => Namespaces.RootOf(symbol.ContainingNamespace) switch
    {
        "Xunit" or "NUnit" or "TUnit" or "Shouldly" or "FluentAssertions" or "AwesomeAssertions" or NSubstitute or "Moq" or "FakeItEasy" => true,
        "Microsoft" => Namespaces.IsIn(symbol.ContainingNamespace, "Microsoft.VisualStudio.TestTools.UnitTesting"),
        _ => false,
    };

    // client.Received().CreateAsync(request), request.SendAsync(client.Received()), client.CreateAsync(Arg.Any<KeyRequest>()), also with the receiver
    // in a local. Functions in arguments are separate code.
    private bool IsMockExpectation(IInvocationOperation call, CancellationToken cancellationToken)
    {
        var pending = new Stack<IOperation>();
        pending.Push(call);
        while (pending.Count > 0)
        {
            foreach (var child in pending.Pop().ChildOperations)
            {
                if (IsOfNSubstitute(child)
                    || (child is ILocalReferenceOperation && variables.InitializerOf(child, cancellationToken) is { } initializer && IsReceived(initializer)))
                {
                    return true;
                }

                if (child is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
                {
                    pending.Push(child);
                }
            }
        }

        return false;
    }

    // Substitute.For creates a substitute, on which calls are real.
    private static bool IsReceived(IOperation initializer) =>
        IsOfNSubstitute(initializer) && ((IInvocationOperation)initializer).TargetMethod.ContainingType.Name != "Substitute";

    private static bool IsOfNSubstitute(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: var method } && Namespaces.RootOf(method.ContainingNamespace) == NSubstitute;
}
