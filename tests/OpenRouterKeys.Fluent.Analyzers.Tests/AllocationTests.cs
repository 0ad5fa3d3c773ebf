using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Tests;

/// <summary>Tests that code without calls of the library costs no allocation.</summary>
public class AllocationTests
{
    [Theory]
    [InlineData("\"a\".Trim().PadLeft(20).Replace('a', 'b')", true)]
    [InlineData("System.Linq.Enumerable.Where(new[] { 1 }, n => n > 0).GetEnumerator().MoveNext()", true)]
    [InlineData("OpenRouterKeys.Fluent.KeyRequest.Named(\"a\").Limit(5m)", false)]
    public void Call_of_another_library_allocates_nothing(string expression, bool isAllocationFree)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var tree = CSharpSyntaxTree.ParseText($"class C {{ object M() => {expression}; }}", cancellationToken: cancellationToken);
        var compilation = CSharpCompilation.Create("App", [tree], Verify.References, new(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary));
        var (api, variables, model) = (KeyApi.Find(compilation)!, new Variables(compilation), compilation.GetSemanticModel(tree));
#pragma warning disable CS0618 // A run through the compiler would include the compiler's allocations.
        var calls = tree.GetRoot(cancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Select(call => new OperationAnalysisContext(
                model.GetOperation(call, cancellationToken)!, compilation.Assembly, compilation, new AnalyzerOptions([]), _ => { }, _ => true, cancellationToken))
            .ToArray();
#pragma warning restore CS0618

        MeasureAllocatedBytes(calls, api, variables);

        Assert.Equal(isAllocationFree, MeasureAllocatedBytes(calls, api, variables) == 0);
    }

    private static long MeasureAllocatedBytes(OperationAnalysisContext[] calls, KeyApi api, Variables variables)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var call in calls)
        {
            OpenRouterKeysAnalyzer.AnalyzeCall(call, api, variables);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
