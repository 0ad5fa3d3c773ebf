using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;

/// <summary>Tests Fix All in a whole solution.</summary>
public class FixAllTests
{
    private const string Source = """
        using OpenRouterKeys.Fluent;
        class C
        {
            void M(KeyRequest request)
            {
                KeyRequest.Unnamed.Limit(1m); // no fix
                request.Limit(2m);
        #if A
                request.Limit(3m);
        #else
                request.Limit(4m);
        #endif
            }
        }
        """;

    [Fact]
    public async Task First_diagnostic_without_a_fix_does_not_stop_Fix_All()
    {
        var document = FixRunner.CreateDocument(Source);
        var solution = await new FixRunner(new DiscardedResultFix()).FixAllAsync(document, FixAllScope.Solution, equivalenceKey: null);
        Assert.Equal(
            Source.Replace("        request.Limit(2", "        request = request.Limit(2", StringComparison.Ordinal)
                .Replace("        request.Limit(4", "        request = request.Limit(4", StringComparison.Ordinal),
            (await solution.GetDocument(document.Id)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
    }

    [Fact]
    public async Task Linked_file_is_changed_once()
    {
        using var workspace = new AdhocWorkspace();
        var first = FixRunner.AddProject(workspace.CurrentSolution, "First", "A").AddDocument("C.cs", Source, filePath: "/C.cs");
        var second = FixRunner.AddProject(first.Project.Solution, "Second").AddDocument("C.cs", Source, filePath: "/C.cs");
        Assert.True(workspace.TryApplyChanges(second.Project.Solution));
        first = workspace.CurrentSolution.GetDocument(first.Id)!;

        var solution = await new FixRunner(new DiscardedResultFix()).FixAllAsync(first, FixAllScope.Solution, nameof(DiscardedResultFix));

        Assert.True(workspace.TryApplyChanges(solution));
        foreach (var document in new[] { first, second })
        {
            var text = (await workspace.CurrentSolution.GetDocument(document.Id)!.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
            Assert.Equal(Source.Replace("        request.", "        request = request.", StringComparison.Ordinal), text);
        }
    }
}
