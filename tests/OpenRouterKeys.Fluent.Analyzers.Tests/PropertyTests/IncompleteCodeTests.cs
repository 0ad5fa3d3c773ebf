using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Laws;

/// <summary>Half-typed code: a program with any token deleted, doubled or swapped with the next never makes the analyzer throw.</summary>
public class CrashLaws
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
                    { "name": "a", "limit": -1 }
                    """);
                _ = FromJson(@"{""name"":1}"); _ = FromJson(Json); _ = FromJson($"{{}}");
                request.Limit(usd: -1m); request?.Resets((LimitReset)7).CreatedBy(null!).InWorkspace(new());
                var r = Named(name).ResetsDaily().ResetsWeekly().ExpiresAt(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)); r.Validate();
                await r.SendAsync(client); _ = await client.CreateAsync(Tier.WithName("x").Limit(amount.Value)).ConfigureAwait(false);
                Console.WriteLine($"k {key.Reveal()}" + key.Reveal()); throw new Exception("sk-or-v1-" + "0123456789abcdef0123456789abcdef");
            }
        }
        """";

    private static readonly SyntaxToken[] Tokens = [.. CSharpSyntaxTree.ParseText(Source).GetRoot().DescendantTokens().Where(token => token.Span.Length > 0)];

    // So many programs are compiled as one, each in a namespace of its own.
    private const int AtOnce = 8;

    public static TheoryData<string> Edits => ["deleted", "doubled", "swapped", "cut off"];

    [Theory]
    [MemberData(nameof(Edits))]
    public void No_edit_of_a_token_makes_the_analyzer_throw(string edit)
    {
        foreach (var programs in Enumerable.Range(0, Tokens.Length - 1).Select(at => Edited(edit, at)).Chunk(AtOnce))
        {
            var thrown = Program.Analyze([.. programs.Select(Parsed)]).FirstOrDefault(d => d.Id == "AD0001");
            Assert.True(thrown is null, $"{thrown}\n{string.Join('\n', programs)}");
        }
    }

    [Fact]
    public void The_program_as_it_stands_keeps_most_rules_busy() =>
        Assert.InRange(Program.Analyze(Parsed(Source, 0)).Select(d => d.Id).Distinct().Count(), 12, 20);

    private static SyntaxTree Parsed(string program, int n) => CSharpSyntaxTree.ParseText(
        $"namespace N{n} {{ {program} }}", new(LanguageVersion.Latest), cancellationToken: TestContext.Current.CancellationToken);

    private static string Edited(string edit, int at)
    {
        var text = SourceText.From(Source);
        var (token, next) = (Tokens[at].Span, Tokens[at + 1].Span);
        var changed = edit switch
        {
            "deleted" => text.WithChanges(new TextChange(token, "")),
            "doubled" => text.WithChanges(new TextChange(token, $"{Tokens[at].Text} {Tokens[at].Text}")),
            "swapped" => text.WithChanges(new TextChange(token, Tokens[at + 1].Text), new TextChange(next, Tokens[at].Text)),
            _ => text.GetSubText(new TextSpan(0, token.End)),
        };
        return changed.ToString();
    }
}
