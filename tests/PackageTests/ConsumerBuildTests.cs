using System.Text.RegularExpressions;

namespace OpenRouterKeys.PackageTests;

/// <summary>Builds the projects of Consumers.slnx, which reference only the package or one another, and checks the reported diagnostics.</summary>
public sealed partial class ConsumerBuildTests(ConsumerBuildTests.Build build) : IClassFixture<ConsumerBuildTests.Build>
{
    [Theory]
    [InlineData("Violations/Program.cs")]
    [InlineData("Dependent/Refund.cs")]
    [InlineData("Policies/Console/Program.cs")]
    [InlineData("Policies/Console/appsettings.json")]
    [InlineData("Policies/Console/appsettings.Development.json")]
    [InlineData("Policies/Web/appsettings.json")]
    public void Diagnostics_match_comments(string file) => Assert.Equal(build.GetExpectedDiagnostics(file), build.GetDiagnostics(file));

    [Fact]
    public void Every_rule_is_reported() =>
        Assert.Equal(19, build.GetDiagnostics("Violations/Program.cs").Select(diagnostic => diagnostic[^7..]).Distinct().Count()); // except ORK1005

    [Theory]
    [InlineData("Valid/Tiers.cs")]
    [InlineData("Disabled/Program.cs")]
    [InlineData("DependentDisabled/Refund.cs")]
    [InlineData("Policies/Tests/LimitTests.cs")]
    [InlineData("Policies/Tests/appsettings.json")]
    [InlineData("Policies/Nested/Nested.cs")] // the policy file belongs to another repository
    [InlineData("Policies/Nested/appsettings.json")]
    public void Valid_code_and_projects_with_disabled_analyzers_have_no_diagnostics(string file) => Assert.Empty(build.GetDiagnostics(file));

    [Fact]
    public void Only_rules_of_the_package_are_reported() => Assert.All(build.DiagnosticIds, id => Assert.StartsWith("ORK", id, StringComparison.Ordinal));

    [Theory]
    [InlineData("Valid")]
    [InlineData("Disabled")]
    [InlineData("DependentDisabled")]
    public void Project_without_errors_is_built(string project) =>
        Assert.True(File.Exists(Path.Combine(build.Folder, project, "bin", "Debug", "net10.0", project + ".dll")), build.Output);

    [Theory]
    [InlineData("Library", "Library/openrouter-keys.policy.json")]
    [InlineData("Web", "openrouter-keys.policy.json")]
    [InlineData("Tests", "openrouter-keys.policy.json")]
    [InlineData("Nested", null)]
    public void Nearest_policy_file_is_copied_to_output_folder(string project, string? file) => Assert.Equal(
        file is null ? null : ReadPolicy(file), ReadPolicy($"{project}/bin/Debug/net10.0/openrouter-keys.policy.json"));

    // The file of the referenced project is another one.
    [Theory]
    [InlineData("Web", "openrouter-keys.policy.json")]
    [InlineData("Library", "Library/openrouter-keys.policy.json")]
    public async Task Policy_file_is_published_once(string project, string file)
    {
        var publish = await DotNetCommand.RunAsync(
            Path.Combine(build.Folder, "Policies", project), ["publish", "--no-build", "--configuration", "Debug", "--output", "published", $"-p:VersionUnderTest={PackageFeed.Version}"]);

        Assert.True(publish.ExitCode == 0, publish.Output);
        Assert.Equal(ReadPolicy(file), ReadPolicy($"{project}/published/openrouter-keys.policy.json"));
    }

    private string? ReadPolicy(string path) =>
        Path.Combine(build.Folder, "Policies", path) is var file && File.Exists(file) ? File.ReadAllText(file) : null;

    public sealed partial class Build(PackageFeed feed) : IAsyncLifetime
    {
        public string Folder => feed.ConsumersFolder;

        public string Output { get; private set; } = "";

        public IEnumerable<string> DiagnosticIds => DiagnosticRegex().Matches(Output).Select(match => match.Groups["id"].Value);

        public async ValueTask InitializeAsync()
        {
            Directory.CreateDirectory(Path.Combine(Folder, "Policies", "Nested", ".git"));
            Output = (await DotNetCommand.RunAsync(Folder, ["build", $"-p:VersionUnderTest={PackageFeed.Version}"])).Output;
        }

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
