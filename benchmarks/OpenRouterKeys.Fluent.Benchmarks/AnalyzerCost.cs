extern alias analyzers;

using System.Collections.Immutable;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>What the analyzer costs over one that is called for the same calls, statements and literals and does nothing: 1,000 files,
/// without and with a chain of four steps each.</summary>
[MemoryDiagnoser]
public class AnalyzerCost
{
    private const int Files = 1000;
    private static readonly ImmutableArray<DiagnosticAnalyzer> NothingAlone = [new NothingAnalyzer()];
    private static readonly ImmutableArray<DiagnosticAnalyzer> OursAlone = [new analyzers::OpenRouterKeys.Fluent.Analyzers.OpenRouterKeysAnalyzer()];

    private SyntaxTree[] _files = [];
    private MetadataReference[] _references = [];

    /// <summary>Whether each file holds a chain.</summary>
    [Params(false, true)]
    public bool Chains { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _references = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !path.Contains("Analyzers", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path))];
        _files = [.. Enumerable.Range(0, Files).Select(n => CSharpSyntaxTree.ParseText(Source(n)))];
        if (Count(OursAlone) != 0)
        {
            throw new InvalidOperationException("The programs are right, and something is reported.");
        }
    }

    [Benchmark(Baseline = true)]
    public int Nothing() => Count(NothingAlone);

    [Benchmark]
    public int Ours() => Count(OursAlone);

    // A new compilation each time: an old one remembers what it has bound.
    private int Count(ImmutableArray<DiagnosticAnalyzer> analyzers) =>
        CSharpCompilation.Create("Many", _files, _references, new(OutputKind.DynamicallyLinkedLibrary))
            .WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(new([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult().Length;

    private string Source(int n) => string.Create(CultureInfo.InvariantCulture, $$"""
        using OpenRouterKeys.Fluent;
        static class F{{n}}
        {
            static object Key() => {{(Chains ? $"KeyRequest.Named(\"customer-{n}\").Limit({n}m).ResetsMonthly().CountsByok()" : $"\"customer-{n}\".Trim().ToUpperInvariant().Replace('A', 'B').PadLeft(20)")}};
            static int Sum(int[] numbers)
            {
                var sum = {{n}};
                foreach (var number in numbers) { sum += number > 3 ? number : System.Math.Max(number, {{n}}); }
                System.Console.WriteLine($"{sum} of {numbers.Length}");
                return sum;
            }
        }
        """);
}
