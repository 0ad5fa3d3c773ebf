using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

/// <summary>Compares the snippets in the package's README and in its recipes with tested source.</summary>
public sealed partial class ReadmeTests
{
    private const string Folder = "src/OpenRouterKeys.Fluent.DependencyInjection/";

    private static readonly string Readme = Read(Folder + "README.md");
    private static readonly string RecipesPage = Read(Folder + "RECIPES.md");

    public static TheoryData<string> ReadmeSnippets => [.. SnippetRegex().Matches(Readme).Select(match => match.Groups["code"].Value)];

    public static TheoryData<string> RecipeFiles =>
    [
        .. from file in Directory.EnumerateFiles(PathOf("tests/Recipes"), "*", SearchOption.AllDirectories)
           let path = Path.GetRelativePath(PathOf("."), file).Replace('\\', '/')
           where path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith("/appsettings.json", StringComparison.Ordinal)
           where !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal)
           select path,
    ];

    [Theory]
    [MemberData(nameof(ReadmeSnippets))]
    public void Readme_snippet_is_part_of_tested_source(string code)
    {
        string[] sources =
        [
            "tests/OpenRouterKeys.Fluent.DependencyInjection.Tests/Recipes/Snippets.cs",
            "tests/Recipes/CustomerKeys/appsettings.json",
            "tests/Recipes/CustomerKeys/appsettings.Development.json",
        ];

        Assert.Contains(sources, source => Unindent(Read(source)).Contains(Unindent(code), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(RecipeFiles))]
    public void Recipe_file_is_complete_in_recipes(string path) => Assert.Contains(
        $"`{Path.GetFileName(path)}`:\n\n```{(path.EndsWith(".cs", StringComparison.Ordinal) ? "csharp" : "json")}\n{Read(path)}```\n", RecipesPage, StringComparison.Ordinal);

    [Fact]
    public void Every_snippet_of_recipes_is_a_recipe_file() => Assert.Equal(RecipeFiles.Count, SnippetRegex().Count(RecipesPage));

    private static string Unindent(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()));

    private static string Read(string path) => File.ReadAllText(PathOf(path));

    private static string PathOf(string path, [CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../..", path));

    [GeneratedRegex(@"```(csharp|json)\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex SnippetRegex();
}
