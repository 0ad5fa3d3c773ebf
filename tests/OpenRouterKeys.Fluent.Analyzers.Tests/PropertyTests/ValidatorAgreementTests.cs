using FluentValidation;
using FluentValidation.Results;
using FsCheck.Xunit;
using Microsoft.CodeAnalysis.CSharp;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.PropertyTests;

/// <summary>Tests that the analyzer reports for source code what the validator and <c>FromJson</c> report when the same code runs.</summary>
public class ValidatorAgreementTests
{
    private static readonly string[] Documents =
    [
        """{"name":"ci-bot","limit":25.50,"limit_reset":"monthly","include_byok_in_limit":true,"expires_at":"2127-12-31T23:59:59Z","creator_user_id":"u","workspace_id":"0df9e665-d932-5740-b2c7-b52af166bc11"}""",
        """{"name":"ci-bot","external":{"user":"customer-4711","api_key":"0123456789abcdef0123456789abcdef"},"limit":1}""",
        """{ "external": { "usr": [{"user": 1}], "user" : "\u0000", "api_key": "0123456789abcdef" }, "name": "a" }""",
        """{ "name": "\u0061\n", "limit": -1.5e+3, "limit_reset": "hourly", "expires_at": "2020-01-01T00:00:00Z", "limits": 1 }""",
        """{"name":"sk-or-v1-0123456789abcdef","limit_reset":"daily","creator_user_id":" ","workspace_id":"00000000-0000-0000-0000-000000000000"}""",
        """{"name":"a","limit":1234567890.1234567890,"limit":0,"include_byok_in_limit":null,"expires_at":null}""",
    ];

    [Property(Arbitrary = [typeof(RequestChainArbitrary)], MaxTest = 4, QuietOnSuccess = true)]
    public void Analyzer_and_validator_agree_on_generated_chains(RequestChains chains)
    {
        foreach (var (expression, ids, result) in TestProgram.Run("FluentValidation.Results.ValidationResult", chains.Expressions))
        {
            var errorCodes = Assert.IsType<ValidationResult>(result, exactMatch: false).Errors.Select(error => error.ErrorCode);
            Assert.Equal((expression, Format(errorCodes)), (expression, Format(ids)));
        }
    }

    public static TheoryData<string> Edits => ["deleted", "doubled", "replaced"];

    [Theory]
    [MemberData(nameof(Edits))]
    public void Analyzer_and_FromJson_agree_on_documents_with_one_edited_character(string edit)
    {
        var texts = Documents.SelectMany(document => Enumerable.Range(0, document.Length).Select(index => edit switch
        {
            "deleted" => document.Remove(index, 1),
            "doubled" => document.Insert(index, document[index].ToString()),
            _ => $"{document[..index]}\"{document[(index + 1)..]}",
        })).Concat(Documents).ToList();
        AssertAgreement(texts);
    }

    [Property(Arbitrary = [typeof(RequestTextArbitrary)], MaxTest = 2, QuietOnSuccess = true)]
    public void Analyzer_and_FromJson_agree_on_generated_documents(RequestTexts texts) => AssertAgreement(texts.Texts);

    private static void AssertAgreement(IReadOnlyList<string> texts)
    {
        foreach (var (expression, ids, result) in TestProgram.Run("KeyRequest", [.. texts.Select((text, n) => $"KeyRequest.FromJson({ToLiteral(text, n)})")]))
        {
            if (result is KeyRequest request)
            {
                var warnings = request.Validate().Errors.Where(error => error.Severity == Severity.Warning).Select(error => error.ErrorCode);
                Assert.Equal((expression, Format(warnings)), (expression, Format(ids)));
            }
            else
            {
                var errors = Assert.IsType<InvalidKeyRequestException>(result).Violations.Select(violation => violation.Id);
                Assert.Equal((expression, Format(errors)), (expression, Format(ids.Where(id => id is not ("ORK1005" or "ORK1007")))));
            }
        }
    }

    private static string ToLiteral(string text, int n) => (n % 3) switch
    {
        0 => SymbolDisplay.FormatLiteral(text, quote: true),
        1 => $"@\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        _ => $"\"{string.Concat(text.Select(c => $"\\u{(int)c:x4}"))}\"",
    };

    // ORK3001 applies to source code only, so the validator does not report it.
    private static string Format(IEnumerable<string> ids) => string.Join(' ', ids.Where(id => !id.StartsWith("ORK3", StringComparison.Ordinal)).Distinct().Order());
}
