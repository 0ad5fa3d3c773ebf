using Microsoft.CodeAnalysis;

namespace OpenRouterKeys.Fluent.Analyzers.Usage;

/// <summary>Compares namespaces with names, without an allocation.</summary>
internal static class Namespaces
{
    /// <summary>Whether the namespace has the full name, as in <c>System.Threading</c>.</summary>
    public static bool Is(INamespaceSymbol? symbol, string name)
    {
        for (var end = name.Length; symbol is { IsGlobalNamespace: false }; symbol = symbol.ContainingNamespace)
        {
            var start = end - symbol.Name.Length;
            if (start < 0 || string.CompareOrdinal(name, start, symbol.Name, 0, symbol.Name.Length) != 0)
            {
                return false;
            }

            if (start == 0)
            {
                return symbol.ContainingNamespace.IsGlobalNamespace;
            }

            if (name[start - 1] != '.')
            {
                return false;
            }

            end = start - 1;
        }

        return false;
    }

    /// <summary>Whether the namespace has the full name or is nested in such a namespace.</summary>
    public static bool IsIn(INamespaceSymbol? symbol, string name)
    {
        for (; symbol is { IsGlobalNamespace: false }; symbol = symbol.ContainingNamespace)
        {
            if (Is(symbol, name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns the name of the outermost namespace; null for the global namespace.</summary>
    public static string? RootOf(INamespaceSymbol? symbol)
    {
        while (symbol is { ContainingNamespace.IsGlobalNamespace: false })
        {
            symbol = symbol.ContainingNamespace;
        }

        return symbol is { IsGlobalNamespace: false } ? symbol.Name : null;
    }
}
