using OpenRouterKeys.Fluent.Analyzers.Tests.Documentation;
using OpenRouterKeys.Fluent.Analyzers.Tests.PropertyTests;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Crashes;

/// <summary>Tests that no program ends the process of the analyzer by a stack overflow, makes it throw, or makes it run endlessly.</summary>
public class AnalyzerCrashTests(AnalyzerHost host) : IClassFixture<AnalyzerHost>
{
    private const string HalfTyped = """
        class A { static readonly KeyRequest Pro = Pro.Limit(-Cap).ResetsDaily(); static readonly decimal Cap = -Cap; string M() => Pro.ToJson(); }
        ---
        class A { async Task M() { for (KeyRequest r = r.Limit(1m), s = r; ; s = s.Limit(2m)) { await client.CreateAsync(flag ? r : s); r.Validate(); } } }
        ---
        class A { const string Text = "{" + Text + $"{Text}}}"; void M() { KeyRequest.FromJson(Text).WithName(nameof(Text)); Console.WriteLine($"{key?.Reveal()}"); } }
        ---
        class A<T> { static readonly KeyRequest X = A<A<T>>.X?.Limit(1)!; Func<KeyUpdate, KeyUpdate> F = u => F(u.Limit(1m)); Task M() => client.UpdateAsync("h", F); }
        ---
        KeyRequest a = b.ExpiresIn(-t), b = a ?? b; TimeSpan t = -t; await foreach (var r in client.CreateManyAsync([a, .. new[] { b }], Store)) { a = r.Request; }
        """;

    [Fact]
    public async Task Variable_that_is_initialized_from_itself_does_not_crash() => await AssertNoFailureAsync(CyclicPrograms.All);

    [Fact]
    public async Task Cycle_of_references_does_not_crash() => await AssertNoFailureAsync(
        [.. Split(RulePage.ReadFile("tests/OpenRouterKeys.Fluent.Analyzers.Tests/Crashes/cycles.txt")).Select(CreateProgram)]);

    [Fact]
    public async Task Long_or_deeply_nested_code_does_not_crash() => await AssertNoFailureAsync(LongPrograms.All);

    [Fact]
    public async Task Half_typed_code_does_not_crash() => await AssertNoFailureAsync(
        [.. Split(HalfTyped).SelectMany(program => Enumerable.Range(0, program.Length + 1).Select(length => CreateProgram(program[..length])))]);

    // In each identifier's place, the variable or member that is being declared there, and one that is declared elsewhere.
    [Fact]
    public async Task Identifier_replaced_by_the_declared_variable_does_not_crash() =>
        await AssertNoFailureAsync([.. IncompleteCodeTests.ProgramsWithReplacedIdentifiers.Select(CreateProgram)]);

    // Proves that the tests above notice a crash.
    [Fact]
    public async Task Crash_is_reported_with_the_program_and_the_following_programs_are_analyzed()
    {
        var failures = await host.FindFailuresAsync(
            [new("first", "class A { }"), new("second", "class Crash;"), new("third", "class A { }"), new("fourth", "class Crash;")]);

        Assert.Collection(
            failures,
            failure => Assert.Matches(@"^second: the process ended with \d+ \(Stack overflow\. at Program\..*Recurse.*\)\n", failure),
            failure => Assert.Matches(@"^fourth: the process ended with \d+ \(Stack overflow\. at Program\..*Recurse.*\)\n", failure));
    }

    private async Task AssertNoFailureAsync(IReadOnlyList<HostedProgram> programs)
    {
        Assert.NotEmpty(programs);
        var failures = await host.FindFailuresAsync(programs);
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private static HostedProgram CreateProgram(string code) => new("program", code);

    private static string[] Split(string programs) => programs.ReplaceLineEndings("\n").Split("\n---\n");
}
