using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OpenRouterKeys.Fluent.Tests.Documentation;

/// <summary>What the README shows compiles, and its tables are whole.</summary>
public partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Root(), "README.md"));

    // What a reader of a later snippet has from the first, and a project's implicit usings.
    private const string Before = """
        using System; using System.IO; using System.Linq; using System.Net.Http; using System.Text.Json; using System.Threading; using System.Threading.Tasks;
        using Flurl.Http; using OpenRouterKeys.Fluent; using OpenRouterKeys.Fluent.Testing; using Xunit;
        static class Snippet { static async Task Run(
            IOpenRouterKeysClient client, KeyRequest request, Func<CreatedKey, CancellationToken, Task> store, string hash, CancellationToken cancellationToken) {
            await Task.CompletedTask;
        """;

    private static readonly string[] Given = ["client", "request", "hash"];

    public static TheoryData<int, string> Snippets
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (Match match in Snippet().Matches(Readme))
            {
                data.Add(Readme.AsSpan(0, match.Index).Count('\n') + 1, match.Groups["code"].Value);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Snippets))]
    public void Every_snippet_compiles(int line, string code)
    {
        // A snippet that declares what later ones take for given is compiled in its own scope.
        var body = code.Replace("using OpenRouterKeys.Fluent;", "", StringComparison.Ordinal);
        var before = Given.Aggregate(Before, (text, name) => Regex.IsMatch(body, $@"\bvar {name} =") ? text.Replace($" {name},", $" given_{name},", StringComparison.Ordinal) : text);
        var compilation = CSharpCompilation.Create(
            "Readme",
            [CSharpSyntaxTree.ParseText(before + body + "}}", cancellationToken: TestContext.Current.CancellationToken)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable,
                specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress)])); // Flurl names an older System.Net.Http

        Assert.True(
            compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity >= DiagnosticSeverity.Warning).ToList() is [],
            $"README.md line {line}: {string.Join('\n', compilation.GetDiagnostics(TestContext.Current.CancellationToken))}");
    }

    [Fact]
    public void First_snippet_starts_before_line_25() => Assert.True(Snippets.First().Data.Item1 < 25);

    [Fact]
    public void Every_step_and_exception_has_its_row()
    {
        var types = typeof(KeyRequest).Assembly.GetExportedTypes();
        var steps = typeof(KeyRequest).GetMethods().Where(m => m.ReturnType == typeof(KeyRequest) && !m.IsSpecialName && m.Name is not ("FromJson" or "EnsureValid" or "<Clone>$"));
        var exceptions = types.Where(t => t.IsSubclassOf(typeof(OpenRouterKeysException)) && t != typeof(NoSuchKeyException));

        Assert.All(steps, step => Assert.Contains($"{step.Name}(", Readme, StringComparison.Ordinal));
        Assert.All(exceptions, exception => Assert.Contains($"| `{exception.Name}`", Readme, StringComparison.Ordinal));
    }

    [Fact]
    public void The_speed_table_is_quoted_from_results_that_stand_beside_it()
    {
        var quoted = Regex.Match(Readme, @"Measured on (?<date>[\d-]+) \(\[.*?\]\((?<file>benchmarks/results/[\d-]+\.md)\)\)");
        var results = File.ReadAllText(Path.Combine(Root(), quoted.Groups["file"].Value));

        Assert.StartsWith($"# {quoted.Groups["date"].Value}\n", results, StringComparison.Ordinal);
        Assert.DoesNotContain("FAIL", results, StringComparison.Ordinal);
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../.."));

    [GeneratedRegex(@"```csharp\r?\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();
}
