extern alias analyzers;

using System.Diagnostics;
using analyzers::OpenRouterKeys.Fluent.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using OpenRouterKeysAnalyzer = analyzers::OpenRouterKeys.Fluent.Analyzers.OpenRouterKeysAnalyzer;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>What the analyzer itself does with the calls of a project, which are bound before. Each file's least time counts, so that other
/// work on the machine does not.</summary>
internal static class CallbackCost
{
    private const int Rounds = 10;

    public static (long Bytes, double Nanoseconds) Of(ManyFiles project)
    {
        var compilation = project.Compile();
        var api = KeyApi.Find(compilation)!;
        var (bytes, nanoseconds) = (0L, 0.0);
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
#pragma warning disable CS0618 // Running the analyzer through the compiler would measure the compiler.
            var calls = tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Select(call => new OperationAnalysisContext(
                    model.GetOperation(call)!, compilation.Assembly, compilation, new AnalyzerOptions([]), _ => { }, _ => true, default))
                .ToArray();
#pragma warning restore CS0618
            var (ofFile, least) = (0L, TimeSpan.MaxValue);
            for (var round = 0; round < Rounds; round++)
            {
                var (before, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
                foreach (var call in calls)
                {
                    OpenRouterKeysAnalyzer.AnalyzeCall(call, api);
                }

                var took = Stopwatch.GetElapsedTime(started);
                ofFile = GC.GetAllocatedBytesForCurrentThread() - before;
                least = took < least ? took : least;
            }

            bytes += ofFile;
            nanoseconds += least.TotalNanoseconds;
        }

        return (bytes, nanoseconds);
    }
}
