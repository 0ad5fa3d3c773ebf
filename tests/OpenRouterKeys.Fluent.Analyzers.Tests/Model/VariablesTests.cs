using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpenRouterKeys.Fluent.Analyzers.Model;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Model;

/// <summary>Tests which variables are searched for in the program.</summary>
public class VariablesTests
{
    [Theory]
    [InlineData("class C { internal readonly object X = 1; object M(C c) => c.X; }", true)]
    [InlineData("class C { internal static readonly object X = 1; object M() => X; }", true)]
    [InlineData("class C { object M() { object X = 1; return X; } }", true)]
    [InlineData("class C { internal object X = 1; object M(C c) => c.X; }", false)]
    [InlineData("class C { internal static object X = 1; object M() => X; }", false)]
    [InlineData("class C { private object X = 1; object M() => X; }", false)]
    [InlineData("class C { int M(int[] a) { ref int X = ref a[0]; return X; } }", false)]
    public void Only_a_variable_that_can_be_stable_is_searched(string code, bool isSearched)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var tree = CSharpSyntaxTree.ParseText(code, cancellationToken: cancellationToken);
        var compilation = CSharpCompilation.Create("App", [tree], Verify.References);
        var model = compilation.GetSemanticModel(tree);
        var declarator = tree.GetRoot(cancellationToken).DescendantNodes().OfType<VariableDeclaratorSyntax>().Single();
        var (variable, initializer) = (model.GetDeclaredSymbol(declarator, cancellationToken)!, model.GetOperation(declarator.Initializer!.Value, cancellationToken)!);

        var references = new Variables(compilation).ReferencesTo(variable, initializer, cancellationToken);

        Assert.Equal(isSearched, references is not null);
        Assert.Equal(isSearched ? 1 : 0, references?.Count() ?? 0);
    }
}
