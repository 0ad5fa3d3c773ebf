using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Tests;

public class AllocationTests
{
    [Theory]
    [InlineData("\"a\".Trim().PadLeft(20).Replace('a', 'b')", true)]
    [InlineData("System.Linq.Enumerable.Where(new[] { 1 }, n => n > 0).GetEnumerator().MoveNext()", true)]
    [InlineData("OpenRouterKeys.Fluent.KeyRequest.Named(\"a\").Limit(5m)", false)]
    public void A_call_that_is_not_ours_allocates_nothing(string expression, bool isFree)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var tree = CSharpSyntaxTree.ParseText($"class C {{ object M() => {expression}; }}", cancellationToken: cancellation);
        var compilation = CSharpCompilation.Create("App", [tree], Verify.References, new(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary));
        var (api, model) = (KeyApi.Find(compilation)!, compilation.GetSemanticModel(tree));
#pragma warning disable CS0618 // Through the compiler, its own allocations would count.
        var calls = tree.GetRoot(cancellation).DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Select(call => new OperationAnalysisContext(
                model.GetOperation(call, cancellation)!, compilation.Assembly, compilation, new AnalyzerOptions([]), _ => { }, _ => true, cancellation))
            .ToArray();
#pragma warning restore CS0618

        AllocatedBy(calls, api);

        Assert.Equal(isFree, AllocatedBy(calls, api) == 0);
    }

    private static long AllocatedBy(OperationAnalysisContext[] calls, KeyApi api)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var call in calls)
        {
            OpenRouterKeysAnalyzer.AnalyzeCall(call, api);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
