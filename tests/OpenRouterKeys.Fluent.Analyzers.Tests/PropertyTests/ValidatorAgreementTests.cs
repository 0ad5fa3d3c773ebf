using FluentValidation;
using FluentValidation.Results;
using FsCheck.Xunit;
using Microsoft.CodeAnalysis.CSharp;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Laws;

/// <summary>The analyzer is the validator, run on what the compiler knows: of the same code both say the same.</summary>
public class AgreementLaws
{
    private static readonly string[] Seeds =
    [
        """{"name":"ci-bot","limit":25.50,"limit_reset":"monthly","include_byok_in_limit":true,"expires_at":"2127-12-31T23:59:59Z","creator_user_id":"u","workspace_id":"0df9e665-d932-5740-b2c7-b52af166bc11"}""",
        """{ "name": "\u0061\n", "limit": -1.5e+3, "limit_reset": "hourly", "expires_at": "2020-01-01T00:00:00Z", "limits": 1 }""",
        """{"name":"sk-or-v1-0123456789abcdef","limit_reset":"daily","creator_user_id":" ","workspace_id":"00000000-0000-0000-0000-000000000000"}""",
        """{"name":"a","limit":1234567890.1234567890,"limit":0,"include_byok_in_limit":null,"expires_at":null}""",
    ];

    [Property(Arbitrary = [typeof(ChainArbitrary)], MaxTest = 4, QuietOnSuccess = true)]
    public void Of_chains_the_analyzer_reports_what_the_validator_finds(Chains chains)
    {
        foreach (var (line, analyzer, result) in Program.Run("FluentValidation.Results.ValidationResult", chains.Lines))
        {
            Assert.Equal((line, Text(Assert.IsType<ValidationResult>(result, exactMatch: false).Errors.Select(e => e.ErrorCode))), (line, Text(analyzer)));
        }
    }

    public static TheoryData<string> Edits => ["deleted", "doubled", "replaced"];

    [Theory]
    [MemberData(nameof(Edits))]
    public void Of_JSON_the_analyzer_reports_what_FromJson_finds(string edit)
    {
        var texts = Seeds.SelectMany(seed => Enumerable.Range(0, seed.Length).Select(at => edit switch
        {
            "deleted" => seed.Remove(at, 1),
            "doubled" => seed.Insert(at, seed[at].ToString()),
            _ => $"{seed[..at]}\"{seed[(at + 1)..]}",
        })).Concat(Seeds).ToList();
        AgreeOn(texts);
    }

    [Property(Arbitrary = [typeof(JsonArbitrary)], MaxTest = 2, QuietOnSuccess = true)]
    public void Of_any_JSON_the_analyzer_reports_what_FromJson_finds(JsonTexts texts) => AgreeOn(texts.Lines);

    private static void AgreeOn(IReadOnlyList<string> texts)
    {
        foreach (var (line, analyzer, result) in Program.Run("KeyRequest", [.. texts.Select((text, n) => $"KeyRequest.FromJson({Literal(text, n)})")]))
        {
            if (result is KeyRequest request)
            {
                var warnings = request.Validate().Errors.Where(e => e.Severity == Severity.Warning).Select(e => e.ErrorCode);
                Assert.Equal((line, Text(warnings)), (line, Text(analyzer)));
            }
            else
            {
                var errors = Assert.IsType<InvalidKeyRequestException>(result).Violations.Select(rule => rule.Id);
                Assert.Equal((line, Text(errors)), (line, Text(analyzer.Where(id => id is not ("ORK1005" or "ORK1007")))));
            }
        }
    }

    private static string Literal(string text, int n) => (n % 3) switch
    {
        0 => SymbolDisplay.FormatLiteral(text, quote: true),
        1 => $"@\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        _ => $"\"{string.Concat(text.Select(c => $"\\u{(int)c:x4}"))}\"",
    };

    // ORK3001 is a rule on source, which the validator has no part in.
    private static string Text(IEnumerable<string> ids) => string.Join(' ', ids.Where(id => !id.StartsWith("ORK3", StringComparison.Ordinal)).Distinct().Order());
}
