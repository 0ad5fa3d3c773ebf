using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Laws;

/// <summary>A program of one method a line: what the analyzer says of each, and what each returns when that very code is run.</summary>
internal static class Program
{
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Law", [], Verify.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = [new OpenRouterKeysAnalyzer()];

    /// <summary>The ids by line, in order.</summary>
    public static ImmutableArray<Diagnostic> Analyze(string source) => Analyze(CSharpSyntaxTree.ParseText(source, new(LanguageVersion.Latest)));

    public static ImmutableArray<Diagnostic> Analyze(params SyntaxTree[] trees) => Analyze(Empty.AddSyntaxTrees(trees));

    private static ImmutableArray<Diagnostic> Analyze(CSharpCompilation compilation) =>
        compilation.WithAnalyzers(Analyzers).GetAnalyzerDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Compiles the lines as members and calls each, and gives what the rules and the run say of it.</summary>
    public static IEnumerable<(string Line, string[] Analyzer, object? Result)> Run(string type, IReadOnlyList<string> lines)
    {
        var source = "using System; using OpenRouterKeys.Fluent; public static class P {\n"
            + string.Join('\n', lines.Select((line, n) => $"public static {type} M{n}() => {line};")) + "\n}";
        var compilation = Empty.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, new(LanguageVersion.Latest)));
        var reported = Analyze(compilation).ToLookup(d => d.Location.GetLineSpan().StartLinePosition.Line - 1, d => d.Id);
        var methods = Load(compilation).GetMethods(BindingFlags.Public | BindingFlags.Static).ToDictionary(method => method.Name);
        return lines.Select((line, n) => (line, reported[n].Distinct().Order().ToArray(), Call(methods[$"M{n}"])));
    }

    private static Type Load(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(5)));
        image.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image).GetType("P")!;
    }

    private static object? Call(MethodInfo method)
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
