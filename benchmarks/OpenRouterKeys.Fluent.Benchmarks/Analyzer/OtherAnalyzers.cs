using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>The analyzers that every project has from the SDK, as its newest version on this machine brings them, and two sets that many add.</summary>
internal sealed class OtherAnalyzers : IAnalyzerAssemblyLoader
{
    public static IReadOnlyList<(string Who, ImmutableArray<DiagnosticAnalyzer> Analyzers)> All { get; } =
    [
        ("Sdk", Load(SdkFolder(), "*.NetAnalyzers.dll")),
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

    // The runtime lies in shared/Microsoft.NETCore.App/<version> beside the SDKs.
    private static string SdkFolder() => Directory.EnumerateDirectories(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../sdk"))
        .OrderBy(folder => Version.TryParse(Path.GetFileName(folder), out var version) ? version : new Version(0, 0))
        .Select(folder => Path.Combine(folder, "Sdks/Microsoft.NET.Sdk/analyzers"))
        .Last();
}
