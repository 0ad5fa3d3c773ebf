using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using OpenRouterKeys.Fluent.Analyzers.Model;
using OpenRouterKeys.Fluent.Analyzers.Policies;
using OpenRouterKeys.Fluent.Analyzers.Usage;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Analyzers.Tests;

/// <summary>Tests that code without calls of the library costs no allocation.</summary>
public class AllocationTests
{
    [Theory]
    [InlineData("return \"a\".Trim().PadLeft(20).Replace('a', 'b');", true)]
    [InlineData("return System.Linq.Enumerable.Where(new[] { 1 }, n => n > 0).GetEnumerator().MoveNext();", true)]
    [InlineData("System.Threading.Tasks.Task.Delay(1)?.ConfigureAwait(false).GetAwaiter().GetResult(); _ = \"a\".Trim(); return 5;", true)]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(new { A = 1 }); return new System.Uri(\"a\");", true)]
    [InlineData("return OpenRouterKeys.Fluent.KeyRequest.Named(\"a\").Limit(5m);", false)]
    public void Code_of_another_library_allocates_nothing(string statements, bool isAllocationFree)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var tree = CSharpSyntaxTree.ParseText($"class C {{ object M() {{ {statements} }} }}", cancellationToken: cancellationToken);
        var compilation = CSharpCompilation.Create("App", [tree], Verify.References, new(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary));
        var (api, model, variables) = (KeyApi.Find(compilation)!, compilation.GetSemanticModel(tree), new Variables(compilation));
        var missingSettings = new MissingSettings(PolicyJson.Read("{\"require_limit\":true}"), api, variables);
        var intentional = new IntentionalDiscard(api, variables);
        var serialized = new SerializedKey(api, variables, intentional);
        var body = model.GetOperation(tree.GetRoot(cancellationToken).DescendantNodes().OfType<BlockSyntax>().First(), cancellationToken)!;
#pragma warning disable CS0618 // A run through the compiler would include the compiler's allocations.
        var operations = body.Descendants()
            .Select(operation => new OperationAnalysisContext(operation, compilation.Assembly, compilation, new AnalyzerOptions([]), _ => { }, _ => true, cancellationToken))
            .ToArray();
#pragma warning restore CS0618

        MeasureAllocatedBytes();

        Assert.Equal(isAllocationFree, MeasureAllocatedBytes() == 0);

        long MeasureAllocatedBytes()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var operation in operations)
            {
                if (operation.Operation is IInvocationOperation)
                {
                    OpenRouterKeysAnalyzer.AnalyzeCall(operation, api, variables);
                    missingSettings.Analyze(new(operation, api, variables, null));
                }

                OpenRouterKeysAnalyzer.AnalyzeStatement(operation, api, intentional);
                serialized.AnalyzeCall(operation);
                serialized.AnalyzeCreation(operation);
                serialized.AnalyzeReturn(operation);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
