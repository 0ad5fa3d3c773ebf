using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>A call that sends nothing: it tells NSubstitute what is, or was, to be called, as in
/// <c>await client.Received().CreateAsync(request)</c>. Other mocking libraries take the expression body of a lambda for it.</summary>
internal static class Expectation
{
    private const string Library = "NSubstitute";

    public static bool Is(IInvocationOperation call)
    {
        if (call.Descendants().Any(IsOfLibrary))
        {
            return true;
        }

        for (var parent = call.Parent; parent is not null; parent = parent.Parent)
        {
            if (IsOfLibrary(parent))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfLibrary(IOperation operation)
    {
        var space = operation is IInvocationOperation call ? call.TargetMethod.ContainingNamespace : null;
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name == Library;
    }
}
