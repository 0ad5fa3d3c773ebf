using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OpenRouterKeys.Fluent.Tests.Documentation;

/// <summary>The snippets of the README compile, and its tables are complete.</summary>
public partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Root(), "README.md"));

    // The usings and the variables that snippets use without declaring them.
    private const string Prefix = """
        using System; using System.IO; using System.Linq; using System.Net.Http; using System.Text.Json; using System.Threading; using System.Threading.Tasks;
        using Flurl.Http; using OpenRouterKeys.Fluent; using OpenRouterKeys.Fluent.Testing; using Xunit;
        static class Snippet { static async Task Run(
            IOpenRouterKeysClient client, KeyRequest request, Func<CreatedKey, CancellationToken, Task> store, string hash, CancellationToken cancellationToken) {
            await Task.CompletedTask;
        """;

    private static readonly string[] Variables = ["client", "request", "hash"];

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
    public void Snippet_compiles_without_warnings(int line, string code)
    {
        // If the snippet declares one of these variables itself, the parameter gets another name.
        var body = code.Replace("using OpenRouterKeys.Fluent;", "", StringComparison.Ordinal);
        var prefix = Variables.Aggregate(Prefix, (text, name) => Regex.IsMatch(body, $@"\bvar {name} =") ? text.Replace($" {name},", $" other_{name},", StringComparison.Ordinal) : text);
        var compilation = CSharpCompilation.Create(
            "Readme",
            [CSharpSyntaxTree.ParseText(prefix + body + "}}", cancellationToken: TestContext.Current.CancellationToken)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable,
                specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress)])); // Flurl references an older System.Net.Http

        Assert.True(
            compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity >= DiagnosticSeverity.Warning).ToList() is [],
            $"README.md line {line}: {string.Join('\n', compilation.GetDiagnostics(TestContext.Current.CancellationToken))}");
    }

    [Fact]
    public void First_snippet_starts_before_line_25() => Assert.True(Snippets.First().Data.Item1 < 25);

    [Fact]
    public void Tables_contain_every_step_and_exception()
    {
        var types = typeof(KeyRequest).Assembly.GetExportedTypes();
        var steps = typeof(KeyRequest).GetMethods().Where(m => m.ReturnType == typeof(KeyRequest) && !m.IsSpecialName && m.Name is not ("FromJson" or "EnsureValid" or "<Clone>$"));
        var exceptions = types.Where(t => t.IsSubclassOf(typeof(OpenRouterKeysException)) && t != typeof(NoSuchKeyException));

        Assert.All(steps, step => Assert.Contains($"{step.Name}(", Readme, StringComparison.Ordinal));
        Assert.All(exceptions, exception => Assert.Contains($"| `{exception.Name}`", Readme, StringComparison.Ordinal));
    }

    [Fact]
    public void Speed_table_links_to_results_of_the_same_date_in_which_all_thresholds_pass()
    {
        var source = Regex.Match(Readme, @"Measured on (?<date>[\d-]+) \(\[.*?\]\((?<file>benchmarks/results/[\d-]+\.md)\)\)");
        var results = File.ReadAllText(Path.Combine(Root(), source.Groups["file"].Value));

        Assert.StartsWith($"# {source.Groups["date"].Value}\n", results, StringComparison.Ordinal);
        Assert.DoesNotContain("FAIL", results, StringComparison.Ordinal);
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../.."));

    [GeneratedRegex(@"```csharp\r?\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();
}
