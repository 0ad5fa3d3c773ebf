using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>A call that configures or verifies an NSubstitute mock, as in <c>await client.Received().CreateAsync(request)</c>. It sends
/// nothing. Other mocking libraries use the expression body of a lambda, which is not reported anyway.</summary>
internal static class MockExpectation
{
    private const string RootNamespace = "NSubstitute";

    public static bool Includes(IInvocationOperation call)
    {
        if (call.Descendants().Any(IsMockingCall))
        {
            return true;
        }

        for (var parent = call.Parent; parent is not null; parent = parent.Parent)
        {
            if (IsMockingCall(parent))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMockingCall(IOperation operation)
    {
        var namespaceSymbol = operation is IInvocationOperation call ? call.TargetMethod.ContainingNamespace : null;
        while (namespaceSymbol is { ContainingNamespace.IsGlobalNamespace: false })
        {
            namespaceSymbol = namespaceSymbol.ContainingNamespace;
        }

        return namespaceSymbol?.Name == RootNamespace;
    }
}
