using Microsoft.CodeAnalysis.CSharp;

namespace OpenRouterKeys.Fluent.Analyzers.Tests;

/// <summary>The compiler that the tests run. Tests whose input is in a newer C# are skipped with an older compiler.</summary>
public static class RoslynUnderTest
{
    public const string RequiresCSharp13 = "The input is C# 13, which requires Roslyn 4.12.";

    public static bool HasCSharp13 { get; } = Version >= new Version(4, 12);

    public static bool HasCSharp14 { get; } = Version >= new Version(5, 0);

    /// <summary>Whether the compiler survives local constants that are initialized from each other. Older ones overflow the stack themselves.</summary>
    public static bool SurvivesCyclesOfLocalConstants { get; } = Version >= new Version(4, 14);

    private static Version Version => typeof(CSharpCompilation).Assembly.GetName().Version!;
}
