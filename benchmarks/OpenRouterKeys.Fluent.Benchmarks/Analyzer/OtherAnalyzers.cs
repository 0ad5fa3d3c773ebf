using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>The analyzers that every project has from the SDK, as its newest version on this machine brings them.</summary>
internal sealed class SdkAnalyzers : IAnalyzerAssemblyLoader
{
    public static ImmutableArray<DiagnosticAnalyzer> Load()
    {
        var loader = new SdkAnalyzers();
        return [.. Directory.EnumerateFiles(Folder, "*.NetAnalyzers.dll")
            .SelectMany(file => new AnalyzerFileReference(file, loader).GetAnalyzers(LanguageNames.CSharp))
            .Where(analyzer => analyzer is not DiagnosticSuppressor)];
    }

    public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);

    public void AddDependencyLocation(string fullPath)
    {
    }

    // The runtime lies in shared/Microsoft.NETCore.App/<version> beside the SDKs.
    private static string Folder => Directory.EnumerateDirectories(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../sdk"))
        .OrderBy(folder => Version.TryParse(Path.GetFileName(folder), out var version) ? version : new Version(0, 0))
        .Select(folder => Path.Combine(folder, "Sdks/Microsoft.NET.Sdk/analyzers"))
        .Last();
}
