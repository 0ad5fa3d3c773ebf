using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CSharp;
using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;

/// <summary>Tests every fix on code with a comment or directive at each position between two tokens, and with other line breaks, tabs and
/// nested lambdas. Nothing else may change, the compiler may not report more, and a second Fix All finds nothing.</summary>
public class MessyCodeTests
{
    private const string Usings =
        "using System; using System.Collections.Generic; using System.Linq; using System.Threading.Tasks; using OpenRouterKeys.Fluent;\n";

    // Each line is a method body of its own.
    private static readonly Dictionary<FluentCodeFixProvider, string[]> s_bodies = new()
    {
        [new NameIsIllFormedFix()] =
        [
            """_ = KeyRequest.Named("a\n" ).Limit(1m);""",
            "_ = request!.WithName(name: (@\"a\tb\"))!;",
        ],
        [new LimitIsNegativeFix()] =
        [
            "_ = KeyRequest.Named(\"a\").Limit(- 1m).IncludesByok();",
            "_ = request?.Limit(usd: (decimal)(-1_0));",
        ],
        [new LimitIsTooPreciseFix()] =
        [
            "_ = KeyRequest.Named(\"a\").Limit(-(1_234_567_890.123_456m)).IncludesByok();",
            "_ = request?.Limit(usd: +1234567890123456);",
        ],
        [new ResetWithoutLimitFix()] =
        [
            "_ = KeyRequest.Named(\"a\").ResetsDaily().ToJson();",
            "_ = KeyRequest.Named(\"a\")\n    .ResetsDaily().ResetsMonthly()\n    .IncludesByok()\n    .Resets(LimitReset.Weekly)\n    .ToJson();",
            "_ = (KeyRequest.Named(\"a\")!\n    .ResetsDaily()!)!.\n    ResetsWeekly().\n    ToJson();",
            "var r = KeyRequest.Unnamed.ResetsDaily(); var s = r\n    .ResetsWeekly(); _ = await client.CreateAsync(s);",
        ],
        [new DiscardedResultFix()] =
        [
            "request.Limit(1m);",
            "if (amount > 0m) request!.Limit(1m)!.IncludesByok();",
            "maybe?.Limit(1m).Limit(2m);",
            "request?.Limit(1m);",
            "this._own.Limit(1m);",
            "_own\n    .Limit(1m)\n    .IncludesByok();",
            "(request).Limit(1m).CreatedBy(F(() => { request.IncludesByok(); }));",
            "foreach (var r in new[] { request }) { r.Limit(1m); }",
        ],
        [new RepeatedSettingFix()] =
        [
            "_ = KeyRequest.Named(\"a\").Limit(1m).Limit(2m);",
            "_ = KeyRequest.Named(\"a\")!.Limit(1)!.Limit(2)!.IncludesByok();",
            "_ = KeyRequest.Named(\"a\")?.Limit(1)?.Limit(2);",
            "_ = (KeyRequest.Named(\"a\")!.Limit(1))!.Limit(2);",
            "_ = KeyRequest.Named(\"a\")\n    .Limit(1m)\n    .ResetsDaily()\n    .Limit(2m).ResetsWeekly()\n    .Limit(3m);",
            "_ = KeyRequest.Named(\"a\").WithName(\"b\").Limit(1m).WithName(text).Limit(2m);",
            "_ = KeyRequest.Named(\"a\")\n    .WithName(KeyRequest.Named(\"b\").Limit(1m).Limit(2m).Name);",
            "var cap = 1m; _ = KeyRequest.Named(\"a\").Limit(cap).Limit(2m);",
            "_ = KeyRequest.Named(\"a\").Limit(_cap).Limit(2m);",
            "_ = KeyRequest.Named(\"a\").CreatedBy(F(() => { _ = KeyRequest.Named(\"b\").Limit(1m).Limit(2m); }));",
        ],
        [new DiscardedCreatedKeyFix()] =
        [
            "await client.CreateAsync(request);",
            "if (amount > 0m) _ = await client.CreateAsync(request).ConfigureAwait(false); else await request.SendAsync(client);",
            "Func<Task> created = async () => { await client.CreateAsync(request); }; await created();",
        ],
        [new ResetIsUndefinedFix()] =
        [
            """"_ = KeyRequest.FromJson("""{"name":"a","limit":1,"limit_reset":"Daily"}""");"""",
        ],
        [new UnknownPropertyFix()] =
        [
            """"_ = KeyRequest.FromJson("""{"name":"a","limits":1}""");"""",
            """_ = KeyRequest.FromJson("{\"name\":\"a\",\"limit\":1,\"limit\" : 1}");""",
        ],
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var id in s_bodies.Keys.Select(fix => fix.FixableDiagnosticIds[0]))
            {
                foreach (var inserted in new[] { "", "/* {0} */", " // {0}\n", "\n#if !NEVER\n", "\r\n\t", "\n#if NEVER\n, x\n#endif\n" })
                {
                    cases.Add(id, inserted);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Comments_are_kept_and_the_compiler_reports_nothing_new(string id, string inserted)
    {
        var (provider, bodies) = s_bodies.Single(pair => pair.Key.FixableDiagnosticIds[0] == id);
        var runner = new FixRunner(provider);
        foreach (var body in bodies)
        {
            var document = FixRunner.CreateDocument(CreateSource(body, inserted));
            var before = await Snapshot.OfAsync(document);
            var first = (await runner.AnalyzeAsync(document.Project)).FirstOrDefault();
            foreach (var fix in first is null ? [] : await runner.GetFixesAsync(document, first))
            {
                var operation = (await fix.GetOperationsAsync(TestContext.Current.CancellationToken)).OfType<ApplyChangesOperation>().Single();
                Check(before, await Snapshot.OfAsync(operation.ChangedSolution.GetDocument(document.Id)!));
                Assert.Matches("^(Assign|Change|Remove|Rename|Round) ", fix.Title);
            }

            var fixedDocument = (await runner.FixAllAsync(document)).GetDocument(document.Id)!;
            var after = await Snapshot.OfAsync(fixedDocument);
            Check(before, after);
            Assert.Equal(after.Text, await TextOf((await runner.FixAllAsync(fixedDocument)).GetDocument(document.Id)!));
        }
    }

    public static TheoryData<string, string> LineBreaks =>
        [.. from fix in s_bodies.Keys from inserted in new[] { "", "\r\n\t" } select new TheoryDataRow<string, string>(fix.FixableDiagnosticIds[0], inserted)];

    [Theory]
    [MemberData(nameof(LineBreaks))]
    public async Task First_body_of_each_fix_is_fixed_without_a_comment(string id, string inserted)
    {
        var (provider, bodies) = s_bodies.Single(pair => pair.Key.FixableDiagnosticIds[0] == id);
        var runner = new FixRunner(provider);
        var document = FixRunner.CreateDocument(CreateSource(bodies[0], inserted));
        var count = (await runner.AnalyzeAsync(document.Project)).Length;
        Assert.InRange(count, 1, 100);
        Assert.Empty(await runner.AnalyzeAsync((await runner.FixAllAsync(document)).GetProject(document.Project.Id)!));
    }

    // One class for each position.
    private static string CreateSource(string body, string inserted)
    {
        var tokens = SyntaxFactory.ParseTokens(body).Where(token => token.Span.Length > 0).ToList();
        var source = new StringBuilder(Usings);
        for (var index = 0; index < (inserted.Length == 0 ? 1 : tokens.Count); index++)
        {
            var text = body.Insert(tokens[index].SpanStart, string.Format(null, inserted, index));
            source.Append(null, $$"""
                class C{{index}}
                {
                    private KeyRequest _own = KeyRequest.Unnamed;
                    private decimal _cap = 1m;
                    public string F(Action action) { action(); return _own.Name; }
                    public async Task M(OpenRouterKeysClient client, KeyRequest request, KeyRequest? maybe, decimal amount, string text)
                    {
                        await Task.Yield();
                        {{text}}
                        {{(index == 0 ? $"Action outer = () => {{ Func<Task> inner = async () => {{ await Task.Yield(); {body} }}; inner(); }};" : "")}}
                    }
                {{(text.Contains("!NEVER", StringComparison.Ordinal) ? "#endif" : "")}}
                }

                """);
        }

        return inserted.StartsWith('\r') ? source.Replace("\r\n", "\n").Replace("\n", "\r\n").Replace("    ", "\t").ToString() : source.ToString();
    }

    private static void Check(Snapshot before, Snapshot after)
    {
        var message = $"{before.Text}\n\n{after.Text}";
        Assert.True(after.Comments.SequenceEqual(before.Comments), message);
        Assert.False(after.Text.Contains("!!", StringComparison.Ordinal), message);
        Assert.True(after.Text.Split('\n').Count(string.IsNullOrWhiteSpace) <= before.Text.Split('\n').Count(string.IsNullOrWhiteSpace), message);
        Assert.True(before.Text.Contains('\r', StringComparison.Ordinal) == after.Text.Contains('\r', StringComparison.Ordinal), message);
        Assert.True(
            after.Text.Count(c => c == '\r') == (after.Text.Contains('\r', StringComparison.Ordinal) ? after.Text.Count(c => c == '\n') : 0), message);
        Assert.True(
            after.Warnings.All(pair => pair.Value <= before.Warnings.GetValueOrDefault(pair.Key)), $"{string.Join(", ", after.Warnings)}\n{message}");
    }

    private static async Task<string> TextOf(Document document) => (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString();

    private static async Task<List<string>> CommentsOf(Document document) =>
        [.. (await document.GetSyntaxRootAsync(TestContext.Current.CancellationToken))!.DescendantTrivia()
            .Where(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            .Select(trivia => trivia.ToString()).Order(StringComparer.Ordinal)];

    private static async Task<Dictionary<string, int>> WarningsOf(Document document) =>
        (await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken))!.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .GroupBy(diagnostic => diagnostic.Id).ToDictionary(warnings => warnings.Key, warnings => warnings.Count());

    /// <summary>What a fix may not change, or only in one direction.</summary>
    private sealed record Snapshot(string Text, List<string> Comments, Dictionary<string, int> Warnings)
    {
        public static async Task<Snapshot> OfAsync(Document document) => new(await TextOf(document), await CommentsOf(document), await WarningsOf(document));
    }
}
