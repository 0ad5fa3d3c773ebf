using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using OpenRouterKeys.Fluent.Analyzers.Tests.Policies;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.PropertyTests;

/// <summary>Analyzes programs, and runs the same code to compare the results.</summary>
internal static class TestProgram
{
    private static readonly CSharpCompilation EmptyCompilation = CSharpCompilation.Create(
        "TestProgram", [], Verify.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = [new OpenRouterKeysAnalyzer()];

    public static ImmutableArray<Diagnostic> Analyze(params string[] files) => Analyze([.. files.Select(file => CSharpSyntaxTree.ParseText(file, new(LanguageVersion.Latest)))]);

    public static ImmutableArray<Diagnostic> Analyze(params SyntaxTree[] trees) => Analyze(EmptyCompilation.AddSyntaxTrees(trees));

    /// <summary>Analyzes a program in a project with a policy file.</summary>
    public static ImmutableArray<Diagnostic> AnalyzeWithPolicy(string policy, params string[] files) =>
        AnalyzeWithPolicy(policy, [.. files.Select((file, n) => CSharpSyntaxTree.ParseText(file, new(LanguageVersion.Latest), $"{n}.cs"))]);

    public static ImmutableArray<Diagnostic> AnalyzeWithPolicy(string policy, params SyntaxTree[] trees) => Analyze(EmptyCompilation.AddSyntaxTrees(trees), policy);

    private static ImmutableArray<Diagnostic> Analyze(CSharpCompilation compilation, string? policy = null) =>
        compilation.WithAnalyzers(Analyzers, PolicyFile.OptionsFor(policy)).GetAnalyzerDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Compiles each expression as a method, and returns the ids that the analyzer reports for it and what the method returns or
    /// throws. The expressions can use the policy file's content as <c>Policy</c>.</summary>
    public static IEnumerable<(string Expression, string[] Ids, object? Result)> Run(string returnType, IReadOnlyList<string> expressions, string? policy = null)
    {
        var source = "using System; using System.Threading; using OpenRouterKeys.Fluent; public static class P { static readonly KeyPolicy Policy = "
            + $"KeyPolicy.FromJson({SymbolDisplay.FormatLiteral(policy ?? "{}", quote: true)});\n"
            + string.Join('\n', expressions.Select((expression, n) => $"public static {returnType} M{n}() => {expression};")) + "\n}";
        var compilation = EmptyCompilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, new(LanguageVersion.Latest)));
        var idsByLine = Analyze(compilation, policy).ToLookup(d => d.Location.GetLineSpan().StartLinePosition.Line - 1, d => d.Id);
        var methods = Load(compilation).GetMethods(BindingFlags.Public | BindingFlags.Static).ToDictionary(method => method.Name);
        return expressions.Select((expression, n) => (expression, idsByLine[n].Distinct().Order().ToArray(), Invoke(methods[$"M{n}"])));
    }

    private static Type Load(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(5)));
        image.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image).GetType("P")!;
    }

    private static object? Invoke(MethodInfo method)
    {
        try
        {
            return method.Invoke(null, null);
        }
        catch (TargetInvocationException exception)
        {
            return exception.InnerException;
        }
    }
}
