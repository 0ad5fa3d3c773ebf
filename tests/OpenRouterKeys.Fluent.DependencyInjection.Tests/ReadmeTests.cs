using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

/// <summary>Compares the snippets in the package's README with tested source.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string[] Sources =
    [
        "tests/Recipes/CustomerKeys/Program.cs",
        "tests/Recipes/CustomerKeys/appsettings.json",
        "tests/Recipes/CiJob/Program.cs",
        "tests/OpenRouterKeys.Fluent.DependencyInjection.Tests/Recipes/MonthlyRotation.cs",
        "tests/OpenRouterKeys.Fluent.DependencyInjection.Tests/Recipes/Snippets.cs",
    ];

    private static readonly string Readme = Read("src/OpenRouterKeys.Fluent.DependencyInjection/README.md");

    public static TheoryData<string> Snippets => [.. Snippet().Matches(Readme).Select(match => match.Groups["code"].Value)];

    [Theory]
    [MemberData(nameof(Snippets))]
    public void Snippet_is_part_of_tested_source(string code) =>
        Assert.Contains(Sources, source => Unindent(Read(source)).Contains(Unindent(code), StringComparison.Ordinal));

    [Theory]
    [InlineData("tests/Recipes/CustomerKeys/Program.cs")]
    [InlineData("tests/Recipes/CustomerKeys/appsettings.json")]
    [InlineData("tests/Recipes/CiJob/Program.cs")]
    public void Program_is_complete_in_readme(string source) => Assert.Contains(Read(source), Readme, StringComparison.Ordinal);

    private static string Unindent(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()));

    private static string Read(string path, [CallerFilePath] string file = "") => File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "../..", path));

    [GeneratedRegex(@"```(csharp|json)\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();
}
