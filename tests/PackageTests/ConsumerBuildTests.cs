using System.Text.RegularExpressions;

namespace OpenRouterKeys.PackageTests;

/// <summary>Builds the projects of Consumers.slnx, which reference only the package or one another, and checks the reported diagnostics.</summary>
public sealed partial class ConsumerBuildTests(ConsumerBuildTests.Build build) : IClassFixture<ConsumerBuildTests.Build>
{
    [Theory]
    [InlineData("Violations/Program.cs")]
    [InlineData("Dependent/Refund.cs")]
    public void Diagnostics_match_comments(string file) => Assert.Equal(build.GetExpectedDiagnostics(file), build.GetDiagnostics(file));

    [Fact]
    public void Every_rule_is_reported() =>
        Assert.Equal(19, build.GetDiagnostics("Violations/Program.cs").Select(diagnostic => diagnostic[^7..]).Distinct().Count()); // except ORK1005

    [Theory]
    [InlineData("Valid/Tiers.cs")]
    [InlineData("Disabled/Program.cs")]
    [InlineData("DependentDisabled/Refund.cs")]
    public void Valid_code_and_projects_with_disabled_analyzers_have_no_diagnostics(string file) => Assert.Empty(build.GetDiagnostics(file));

    [Fact]
    public void Only_rules_of_the_package_are_reported() => Assert.All(build.DiagnosticIds, id => Assert.StartsWith("ORK", id, StringComparison.Ordinal));

    [Theory]
    [InlineData("Valid")]
    [InlineData("Disabled")]
    [InlineData("DependentDisabled")]
    public void Project_without_errors_is_built(string project) =>
        Assert.True(File.Exists(Path.Combine(build.Folder, project, "bin", "Debug", "net10.0", project + ".dll")), build.Output);

    public sealed partial class Build(PackageFeed feed) : IAsyncLifetime
    {
        public string Folder => feed.ConsumersFolder;

        public string Output { get; private set; } = "";

        public IEnumerable<string> DiagnosticIds => DiagnosticRegex().Matches(Output).Select(match => match.Groups["id"].Value);

        public async ValueTask InitializeAsync() =>
            Output = (await DotNetCommand.RunAsync(Folder, ["build", $"-p:VersionUnderTest={PackageFeed.Version}"])).Output;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        /// <returns>The diagnostics of the file in the form <c>7: error ORK1004</c>, with the line first.</returns>
        public IEnumerable<string> GetDiagnostics(string file) => DiagnosticRegex().Matches(Output)
            .Where(match => match.Groups["file"].Value.Replace('\\', '/').EndsWith("/" + file, StringComparison.Ordinal))
            .Select(match => (Line: int.Parse(match.Groups["line"].ValueSpan, null), Text: $"{match.Groups["severity"]} {match.Groups["id"]}"))
            .Distinct()
            .Order()
            .Select(diagnostic => $"{diagnostic.Line}: {diagnostic.Text}");

        /// <returns>The comments at the ends of the file's lines, in the same form.</returns>
        public IEnumerable<string> GetExpectedDiagnostics(string file) => File.ReadLines(Path.Combine(Folder, file))
            .Select((line, index) => (Match: CommentRegex().Match(line), Line: index + 1))
            .Where(comment => comment.Match.Success)
            .Select(comment => $"{comment.Line}: {comment.Match.Groups["diagnostic"].Value}");

        [GeneratedRegex(@"^\s*(?<file>.+)\((?<line>\d+),\d+\): (?<severity>error|warning) (?<id>\w+): ", RegexOptions.Multiline)]
        private static partial Regex DiagnosticRegex();

        [GeneratedRegex(@"// (?<diagnostic>(error|warning) ORK\d{4})$")]
        private static partial Regex CommentRegex();
    }
}
