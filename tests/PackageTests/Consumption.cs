using System.Text.RegularExpressions;

namespace OpenRouterKeys.PackageTests;

/// <summary>Users' projects, which reference nothing but the package or one another, built with the SDK. One build shows all.</summary>
public sealed partial class Consumption(Consumption.Build build) : IClassFixture<Consumption.Build>
{
    [Theory]
    [InlineData("Wrong/Program.cs")]
    [InlineData("Dependent/Refund.cs")]
    public void Each_rule_is_told_at_its_line(string file) => Assert.Equal(build.AnnouncedBy(file), build.ReportedIn(file));

    [Fact]
    public void Every_rule_is_told() =>
        Assert.Equal(19, build.ReportedIn("Wrong/Program.cs").Select(place => place[^7..]).Distinct().Count()); // all but ORK1005, switched off

    [Theory]
    [InlineData("Right/Tiers.cs")]
    [InlineData("Quiet/Program.cs")]
    [InlineData("QuietDependent/Refund.cs")]
    public void Right_code_and_projects_with_the_switch_hear_nothing(string file) => Assert.Empty(build.ReportedIn(file));

    [Fact]
    public void Nothing_else_is_reported() => Assert.All(build.Ids, id => Assert.StartsWith("ORK", id, StringComparison.Ordinal));

    [Theory]
    [InlineData("Right")]
    [InlineData("Quiet")]
    [InlineData("QuietDependent")]
    public void What_nobody_complains_of_is_built(string project) =>
        Assert.True(File.Exists(Path.Combine(build.Folder, project, "bin", "Debug", "net10.0", project + ".dll")), build.Output);

    /// <summary>The one build.</summary>
    public sealed partial class Build(Feed feed) : IAsyncLifetime
    {
        public string Folder => feed.Consumers;

        public string Output { get; private set; } = "";

        public IEnumerable<string> Ids => Diagnostic().Matches(Output).Select(match => match.Groups["id"].Value);

        public async ValueTask InitializeAsync() =>
            Output = (await DotNet.RunAsync(Folder, ["build", $"-p:VersionUnderTest={Feed.Version}"])).Output;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        /// <summary>As in <c>7: error ORK1004</c>.</summary>
        public IEnumerable<string> ReportedIn(string file) => Diagnostic().Matches(Output)
            .Where(match => match.Groups["file"].Value.Replace('\\', '/').EndsWith("/" + file, StringComparison.Ordinal))
            .Select(match => (Line: int.Parse(match.Groups["line"].ValueSpan, null), What: $"{match.Groups["severity"]} {match.Groups["id"]}"))
            .Distinct()
            .Order()
            .Select(place => $"{place.Line}: {place.What}");

        /// <summary>What the trailing comments of the file say, in the same form.</summary>
        public IEnumerable<string> AnnouncedBy(string file) => File.ReadLines(Path.Combine(Folder, file))
            .Select((line, index) => (Comment: Announcement().Match(line), Line: index + 1))
            .Where(place => place.Comment.Success)
            .Select(place => $"{place.Line}: {place.Comment.Groups["what"].Value}");

        [GeneratedRegex(@"^\s*(?<file>.+)\((?<line>\d+),\d+\): (?<severity>error|warning) (?<id>\w+): ", RegexOptions.Multiline)]
        private static partial Regex Diagnostic();

        [GeneratedRegex(@"// (?<what>(error|warning) ORK\d{4})$")]
        private static partial Regex Announcement();
    }
}
