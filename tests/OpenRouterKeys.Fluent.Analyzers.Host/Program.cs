using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using OpenRouterKeys.Fluent.Analyzers;

// Compiles and analyzes programs. A stack overflow terminates the process that runs the analyzer, so tests start this one.
// Standard input: a JSON array of programs; a program is an array of files.
// Output: two lines for each program, "compiled" and then "analyzed" or the exception that the analyzer threw.
const string CrashingProgram = "class Crash;"; // proves that the tests notice a crash
MetadataReference[] references =
[
    .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
        .Select(path => MetadataReference.CreateFromFile(path)),
];
var programs = JsonSerializer.Deserialize<string[][]>(await Console.In.ReadToEndAsync())!;

// On threads of the pool, as in a compiler; the main thread may have a larger stack.
await Task.Run(async () =>
{
    foreach (var files in programs)
    {
        var compilation = CSharpCompilation.Create(
            "Program",
            files.Select(file => CSharpSyntaxTree.ParseText(file, new(LanguageVersion.Latest))),
            references,
            new(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        compilation.GetDiagnostics();
        Console.WriteLine("compiled");
        if (files[0] == CrashingProgram)
        {
            Recurse(0);
        }

        var diagnostics = await compilation.WithAnalyzers([new OpenRouterKeysAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        var exception = diagnostics.FirstOrDefault(diagnostic => diagnostic.Id == "AD0001");
        Console.WriteLine(exception is null ? "analyzed" : exception.ToString().ReplaceLineEndings(" "));
    }
});

static int Recurse(int depth) => Recurse(depth + 1) + 1;
