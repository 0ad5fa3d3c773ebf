using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using OpenRouterKeys.Fluent.Analyzers;

// Analyzes programs. A stack overflow terminates the process that runs the analyzer, so tests start this one.
// Standard input: a line for each program, a JSON array of files.
// Output: a line for each program: "ok" or the exception that the analyzer threw.
const string CrashingProgram = "class Crash;"; // proves that the tests notice a crash

// Compiled, so that the programs' compilations share the symbols of the references.
var empty = CSharpCompilation.Create(
    "Program",
    [],
    ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
        .Select(path => MetadataReference.CreateFromFile(path)),
    new(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
empty.GetDiagnostics();

// On threads of the pool, as in a compiler; the main thread may have a larger stack.
await Task.Run(async () =>
{
    while (await Console.In.ReadLineAsync() is { } line)
    {
        var files = JsonSerializer.Deserialize<string[]>(line)!;
        if (files[0] == CrashingProgram)
        {
            Recurse(0);
        }

        var compilation = empty.AddSyntaxTrees(files.Select(file => CSharpSyntaxTree.ParseText(file, new(LanguageVersion.Latest))));
        var diagnostics = await compilation.WithAnalyzers([new OpenRouterKeysAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        var exception = diagnostics.FirstOrDefault(diagnostic => diagnostic.Id == "AD0001");
        Console.WriteLine(exception is null ? "ok" : exception.ToString().ReplaceLineEndings(" "));
    }
});

static int Recurse(int depth) => Recurse(depth + 1) + 1;
