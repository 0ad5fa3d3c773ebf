using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.PropertyTests;

/// <summary>Tests that the analyzer does not throw for incomplete code: a program in which any one token is deleted, doubled, swapped with
/// the next one, or the last one.</summary>
public class IncompleteCodeTests
{
    private const string Source = """"
        using System; using System.Threading.Tasks; using OpenRouterKeys.Fluent; using static OpenRouterKeys.Fluent.KeyRequest;
        class C
        {
            static readonly KeyRequest Tier = KeyRequest.Unnamed.Limit(5m).ResetsMonthly().ExpiresIn(TimeSpan.FromDays(1));
            const string Json = "{\"name\":\"\"}";
            static async Task M(OpenRouterKeysClient client, KeyRequest request, ApiKey key, decimal? amount)
            {
                var usd = -1m; const string name = "a" + "b"; (usd, _) = (1m, 2);
                _ = KeyRequest.FromJson("""
                    { "name": "a", "limit": -1, "external": { "user": "", "usr": 1 } }
                    """);
                _ = FromJson(@"{""name"":1}"); _ = FromJson(Json); _ = FromJson($"{{}}");
                request.Limit(usd: -1m); request?.Resets((LimitReset)7).CreatedBy(null!).InWorkspace(new());
                _ = request.ForExternalUser(user: "", ApiKey.From("short")).ForExternalUser("u", apiKey: key);
                var r = Named(name).ResetsDaily().ResetsWeekly().ExpiresAt(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)); r.Validate();
                await r.SendAsync(client); _ = await client.CreateAsync(Tier.WithName("x").Limit(amount.Value)).ConfigureAwait(false);
                var all = new[] { r, Tier }; client.CreateManyAsync(all, null); client.CreateManyAsync([Tier, ..all], null); _ = KeyPolicy.FromJson("{]"); _ = KeyUpdate.Empty.Unlimited();
                Console.WriteLine($"k {key.Reveal()}" + key.Reveal()); throw new Exception("sk-or-v1-" + "0123456789abcdef0123456789abcdef");
            }
        }
        """";

    private const string Policy = """
        { "require_limit": true, "max_limit_usd": 0.5, "require_expiration": true, "max_lifetime_days": 1, "name_patterns": ["x"], "require_workspace": true }
        """;

    private static readonly SyntaxToken[] Tokens = [.. CSharpSyntaxTree.ParseText(Source).GetRoot().DescendantTokens().Where(token => token.Span.Length > 0)];

    // Several programs are compiled together, each in its own namespace.
    private const int ProgramsPerCompilation = 32;

    public static TheoryData<string> Edits => ["deleted", "doubled", "swapped", "truncated"];

    [Theory]
    [MemberData(nameof(Edits))]
    public void Edit_of_any_token_does_not_make_the_analyzer_throw(string edit)
    {
        foreach (var programs in Enumerable.Range(0, Tokens.Length - 1).Select(index => Edit(edit, index)).Chunk(ProgramsPerCompilation))
        {
            var exception = TestProgram.AnalyzeWithPolicy(Policy, [.. programs.Select(Parse)]).FirstOrDefault(diagnostic => diagnostic.Id == "AD0001");
            Assert.True(exception is null, $"{exception}\n{string.Join('\n', programs)}");
        }
    }

    [Fact]
    public void Unedited_program_violates_most_rules() =>
        Assert.InRange(TestProgram.AnalyzeWithPolicy(Policy, Parse(Source, 0)).Select(diagnostic => diagnostic.Id).Distinct().Count(), 16, 28);

    private static SyntaxTree Parse(string program, int n) => CSharpSyntaxTree.ParseText(
        $"namespace N{n} {{ {program} }}", new(LanguageVersion.Latest), cancellationToken: TestContext.Current.CancellationToken);

    private static string Edit(string edit, int index)
    {
        var text = SourceText.From(Source);
        var (token, next) = (Tokens[index], Tokens[index + 1]);
        var edited = edit switch
        {
            "deleted" => text.WithChanges(new TextChange(token.Span, "")),
            "doubled" => text.WithChanges(new TextChange(token.Span, $"{token.Text} {token.Text}")),
            "swapped" => text.WithChanges(new TextChange(token.Span, next.Text), new TextChange(next.Span, token.Text)),
            _ => text.GetSubText(new TextSpan(0, token.Span.End)),
        };
        return edited.ToString();
    }
}
