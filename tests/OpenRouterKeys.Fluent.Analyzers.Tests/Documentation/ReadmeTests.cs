using System.Text.RegularExpressions;
using OpenRouterKeys.Fluent.Analyzers.Tests.PropertyTests;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Documentation;

/// <summary>Tests that the analyzer reports exactly the diagnostics in the comments of the README's code. The library's tests compile it.</summary>
public sealed partial class ReadmeTests
{
    private const string Header = "using System; using System.IO; using System.Linq; using System.Threading; using System.Threading.Tasks; using OpenRouterKeys.Fluent;\n"
        + "class Example { static async Task Run(IOpenRouterKeysClient client, KeyRequest request, Func<CreatedKey, CancellationToken, Task> store, CancellationToken cancellationToken) {\n";

    public static TheoryData<string> Snippets => [.. Code().Matches(RulePage.ReadFile("README.md")).Select(match => match.Groups["code"].Value)];

    [Theory]
    [MemberData(nameof(Snippets))]
    public void Diagnostics_match_the_comments(string code)
    {
        var expected = code.Split('\n')
            .Select((line, n) => (Id: ExpectedDiagnostic().Match(line).Groups["id"].Value, Line: n))
            .Where(diagnostic => diagnostic.Id.Length > 0);
        var reported = TestProgram.Analyze(Header + code + "}}")
            .Select(diagnostic => (diagnostic.Id, Line: diagnostic.Location.GetLineSpan().StartLinePosition.Line - 2));

        Assert.Equal(expected.OrderBy(diagnostic => diagnostic.Line), reported.OrderBy(diagnostic => diagnostic.Line));
    }

    [GeneratedRegex(@"```csharp\r?\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"// (error|warning) (?<id>ORK\d{4})$")]
    private static partial Regex ExpectedDiagnostic();
}
