namespace OpenRouterKeys.Fluent.Testing.Tests;

public sealed class ReadmeTests
{
    [Theory]
    [InlineData("NewCustomerTests.cs")]
    [InlineData("NewMonthTests.cs")]
    public void The_readmes_example_is_the_one_that_is_tested(string file)
    {
        var example = Read(file);

        Assert.Contains(example[example.IndexOf("public sealed class", StringComparison.Ordinal)..].Trim(), Read("README.md"), StringComparison.Ordinal);
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file));
}
