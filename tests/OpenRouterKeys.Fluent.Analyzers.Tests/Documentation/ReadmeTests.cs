using System.Text.RegularExpressions;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Documentation;

/// <summary>The README's code is reported as it announces, and nowhere else. That it compiles is the library's tests' to say.</summary>
public sealed partial class ReadmeTests
{
    private const string Before = "using System; using System.IO; using System.Linq; using System.Threading; using System.Threading.Tasks; using OpenRouterKeys.Fluent;\n"
        + "class Shown { static async Task Run(IOpenRouterKeysClient client, KeyRequest request, Func<CreatedKey, CancellationToken, Task> store, CancellationToken cancellationToken) {\n";

    public static TheoryData<string> Snippets => [.. Code().Matches(File.ReadAllText(Path.Combine(RulePage.Root, "README.md"))).Select(match => match.Groups["code"].Value)];

    [Theory]
    [MemberData(nameof(Snippets))]
    public void Its_code_is_reported_as_announced(string code)
    {
        var announced = code.Split('\n').Select((line, n) => (Id: Announcement().Match(line).Groups["id"].Value, Line: n)).Where(place => place.Id.Length > 0);
        var reported = Laws.Program.Analyze(Before + code + "}}").Select(d => (d.Id, Line: d.Location.GetLineSpan().StartLinePosition.Line - 2));

        Assert.Equal(announced.OrderBy(place => place.Line), reported.OrderBy(place => place.Line));
    }

    [GeneratedRegex(@"```csharp\r?\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"// (error|warning) (?<id>ORK\d{4})$")]
    private static partial Regex Announcement();
}
