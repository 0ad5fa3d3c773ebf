using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>The analyzers of the newest installed SDK, which every project uses, and two popular packages.</summary>
internal sealed class OtherAnalyzers : IAnalyzerAssemblyLoader
{
    public static IReadOnlyList<(string Name, ImmutableArray<DiagnosticAnalyzer> Analyzers)> All { get; } =
    [
        ("Sdk", Load(GetSdkAnalyzersFolder(), "*.NetAnalyzers.dll")),
        ("Xunit", Load(AppContext.BaseDirectory, "OtherAnalyzers/xunit.analyzers.dll")),
        ("Meziantou", Load(AppContext.BaseDirectory, "OtherAnalyzers/Meziantou.Analyzer.dll")),
    ];

    public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);

    public void AddDependencyLocation(string fullPath)
    {
    }

    private static ImmutableArray<DiagnosticAnalyzer> Load(string folder, string files)
    {
        var loader = new OtherAnalyzers();
        ImmutableArray<DiagnosticAnalyzer> analyzers =
        [
            .. Directory.EnumerateFiles(folder, files)
                .SelectMany(file => new AnalyzerFileReference(file, loader).GetAnalyzers(LanguageNames.CSharp))
                .Where(analyzer => analyzer is not DiagnosticSuppressor),
        ];
        return analyzers.IsEmpty ? throw new InvalidOperationException($"There are no analyzers in {files}.") : analyzers;
    }

    // The runtime is in shared/Microsoft.NETCore.App/<version>, next to the folder of the SDKs.
    private static string GetSdkAnalyzersFolder() => Directory
        .EnumerateDirectories(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../sdk"))
        .OrderBy(folder => Version.TryParse(Path.GetFileName(folder), out var version) ? version : new Version(0, 0))
        .Select(folder => Path.Combine(folder, "Sdks/Microsoft.NET.Sdk/analyzers"))
        .Last();
}
