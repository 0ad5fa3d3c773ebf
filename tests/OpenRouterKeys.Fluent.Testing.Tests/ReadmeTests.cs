namespace OpenRouterKeys.Fluent.Testing.Tests;

public sealed class ReadmeTests
{
    [Theory]
    [InlineData("CustomerKeyTests.cs")]
    [InlineData("MonthlyLimitTests.cs")]
    [InlineData("TeamKeyTests.cs")]
    public void Readme_contains_the_tested_example(string file)
    {
        var example = Read(file);

        Assert.Contains(example[example.IndexOf("public sealed class", StringComparison.Ordinal)..].Trim(), Read("README.md"), StringComparison.Ordinal);
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file));
}
