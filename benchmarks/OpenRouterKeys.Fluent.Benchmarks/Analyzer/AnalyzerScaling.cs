extern alias analyzers;

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using OpenRouterKeysAnalyzer = analyzers::OpenRouterKeys.Fluent.Analyzers.OpenRouterKeysAnalyzer;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Measures how the analyzer's time grows with the size of the code, for code that connects its parts in different ways.</summary>
internal static class AnalyzerScaling
{
    private const int Rounds = 5; // the minimum of these is one measurement, which excludes interference from other load

    // Larger sizes of the shape are not measured, so that an analyzer with a high exponent does not take minutes to fail.
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(0.5);

    private static readonly int[] Sizes = [100, 200, 400, 800];

    // The members of one class.
    private static readonly (string Name, Func<int, string> Members)[] Shapes =
    [
        ("AnalyzeScaling RequestVariables", size => Method(Repeat(size, n => $"var r{n} = KeyRequest.Named(\"n\").ResetsDaily(); _ = r{n}.ToJson();"))),
        (
            "AnalyzeScaling DerivedVariables",
            size => Method($"var r0 = KeyRequest.Named(\"n\");{Repeat(size, n => $"var r{n + 1} = r{n}.ResetsDaily(); _ = r{n + 1}.ToJson();")}")),
        (
            "AnalyzeScaling UsesOfStaticRequest",
            size => "static readonly KeyRequest Tier = KeyRequest.Named(\"n\").ResetsDaily();" + Method(Repeat(size, _ => "_ = Tier.CreatedBy(\"u\").ToJson();"))),
        (
            "AnalyzeScaling Violations",
            size => Method(Repeat(size, n =>
                $"request.Limit(-1m); var v{n} = KeyRequest.Named(\"\").Limit(1m).Limit(2m); client.CreateAsync(v{n}); _ = KeyRequest.FromJson(\"{{\"); Console.WriteLine(key.Reveal());"))),
        ("AnalyzeScaling CallsInChain", size => Method($"_ = KeyRequest.Named(\"n\"){Repeat(size, _ => ".ResetsDaily()")}.ToJson();")),
        (
            "AnalyzeScaling Fields",
            size => Repeat(size, n => $"static readonly KeyRequest F{n} = KeyRequest.Named(\"n\").ResetsDaily(); static string M{n}() => F{n}.ToJson();")),
        (
            "AnalyzeScaling DiscardedKeys",
            size => AsyncMethod(Repeat(size, n => $"await client.CreateAsync(request); var k{n} = key.Reveal(); Console.WriteLine(k{n});"))),
    ];

    /// <summary>The names of the measured shapes.</summary>
    public static IEnumerable<string> Names => Shapes.Select(shape => shape.Name);

    public static async Task<List<Measurement>> MeasureAsync(int rounds)
    {
        var measurements = new List<Measurement>();
        foreach (var name in Names)
        {
            measurements.AddRange(await MeasureAsync(name, rounds));
        }

        return measurements;
    }

    /// <summary>Measures one shape.</summary>
    public static async Task<List<Measurement>> MeasureAsync(string name, int rounds)
    {
        var members = Shapes.Single(shape => shape.Name == name).Members;
        var measurements = new List<Measurement>();
        await MeasureAsync(members(Sizes[0])); // compiles the analyzer's code for this shape
        foreach (var size in Sizes)
        {
            var source = members(size);
            var times = new List<TimeSpan>();
            for (var round = 0; round < rounds; round++)
            {
                times.Add(await MeasureMinimumAsync(source));
            }

            measurements.AddRange(times.Select(time => new Measurement($"{name}={size}", "Library", Metric.Time, time.TotalNanoseconds)));
            if (size > Sizes[0] && times.Max() > MaxTime)
            {
                break;
            }
        }

        return measurements;
    }

    private static async Task<TimeSpan> MeasureMinimumAsync(string members)
    {
        var minimum = TimeSpan.MaxValue;
        for (var round = 0; round < Rounds && (round == 0 || minimum < MaxTime); round++)
        {
            var time = await MeasureAsync(members);
            minimum = time < minimum ? time : minimum;
        }

        return minimum;
    }

    // Returns the time in the analyzer's own code, without the compiler's.
    private static async Task<TimeSpan> MeasureAsync(string members)
    {
        var tree = CSharpSyntaxTree.ParseText($$"""
            using System; using System.Threading.Tasks; using OpenRouterKeys.Fluent;
            class Program { {{members}} }
            """);
        var analyzer = new OpenRouterKeysAnalyzer();
        var compilation = GeneratedProject.Compile([tree]);
        var analysis = await compilation.WithAnalyzers(
            [analyzer], new CompilationWithAnalyzersOptions(new([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true)).GetAnalysisResultAsync(default);
        if (compilation.GetDiagnostics().Concat(analysis.GetAllDiagnostics()).FirstOrDefault(IsUnexpected) is { } unexpected)
        {
            throw new InvalidOperationException($"The generated code does not compile, or the analyzer threw: {unexpected}");
        }

        var time = analysis.AnalyzerTelemetryInfo[analyzer].ExecutionTime;
        return time > TimeSpan.Zero ? time : throw new InvalidOperationException("The compiler reported no time.");
    }

    private static bool IsUnexpected(Diagnostic diagnostic) =>
        diagnostic.Id == "AD0001" || (diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id.StartsWith("CS", StringComparison.Ordinal));

    private static string Method(string statements) =>
        $"static void M(OpenRouterKeysClient client, KeyRequest request, ApiKey key) {{ {statements} }}";

    private static string AsyncMethod(string statements) =>
        $"static async Task M(OpenRouterKeysClient client, KeyRequest request, ApiKey key) {{ {statements} }}";

    private static string Repeat(int count, Func<int, string> create) => string.Join('\n', Enumerable.Range(0, count).Select(create));
}
