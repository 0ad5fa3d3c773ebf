extern alias analyzers;

using System.Diagnostics;
using analyzers::OpenRouterKeys.Fluent.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using OpenRouterKeysAnalyzer = analyzers::OpenRouterKeys.Fluent.Analyzers.OpenRouterKeysAnalyzer;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Measures only the analyzer's own code, on a project's calls that are already bound. The time is the sum of each file's minimum, which
/// excludes interference from other load.</summary>
internal static class CallbackCost
{
    private const int Rounds = 10;

    public static (long Bytes, double Nanoseconds) Measure(GeneratedProject project)
    {
        var compilation = project.Compile();
        var (api, variables) = (KeyApi.Find(compilation)!, new Variables(compilation));
#pragma warning disable CS0618 // Running the analyzer in the compiler would measure the compiler too.
        var files = compilation.SyntaxTrees.Select(tree => (Model: compilation.GetSemanticModel(tree), tree))
            .Select(file => file.tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Select(call => new OperationAnalysisContext(
                    file.Model.GetOperation(call)!, compilation.Assembly, compilation, new AnalyzerOptions([]), _ => { }, _ => true, default))
                .ToArray())
            .ToArray();
#pragma warning restore CS0618
        var minimum = Enumerable.Repeat(TimeSpan.MaxValue, files.Length).ToArray();
        var bytes = 0L;

        // Each round covers all files, because a file that was just analyzed would still be in the processor's cache.
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var file = 0; file < files.Length; file++)
            {
                var started = Stopwatch.GetTimestamp();
                foreach (var call in files[file])
                {
                    OpenRouterKeysAnalyzer.AnalyzeCall(call, api, variables);
                }

                var elapsed = Stopwatch.GetElapsedTime(started);
                minimum[file] = elapsed < minimum[file] ? elapsed : minimum[file];
            }

            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return (bytes, minimum.Sum(time => time.TotalNanoseconds));
    }
}
