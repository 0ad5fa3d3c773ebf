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
#pragma warning disable CS0618 // Running the analyzer through the compiler would measure the compiler.
        var files = compilation.SyntaxTrees.Select(tree => (Model: compilation.GetSemanticModel(tree), tree))
            .Select(file => file.tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Select(call => new OperationAnalysisContext(
                    file.Model.GetOperation(call)!, compilation.Assembly, compilation, new AnalyzerOptions([]), _ => { }, _ => true, default))
                .ToArray())
            .ToArray();
#pragma warning restore CS0618
        var least = Enumerable.Repeat(TimeSpan.MaxValue, files.Length).ToArray();
        var bytes = 0L;

        // Round after round over all files, for a file that is looked at again at once is in the processor's cache, as no file of a user's is.
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var file = 0; file < files.Length; file++)
            {
                var started = Stopwatch.GetTimestamp();
                foreach (var call in files[file])
                {
                    OpenRouterKeysAnalyzer.AnalyzeCall(call, api);
                }

                var took = Stopwatch.GetElapsedTime(started);
                least[file] = took < least[file] ? took : least[file];
            }

            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        return (bytes, least.Sum(time => time.TotalNanoseconds));
    }
}
