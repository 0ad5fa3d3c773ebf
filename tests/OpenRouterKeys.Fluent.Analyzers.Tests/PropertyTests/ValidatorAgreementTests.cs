using System.Globalization;
using System.Text.Json;
using FluentValidation.Results;
using FsCheck;
using FsCheck.Fluent;
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

    // The default is for CI. By hand: AGREEMENT_CALL_SITES=100000.
    private static readonly int CallSites = int.Parse(Environment.GetEnvironmentVariable("AGREEMENT_CALL_SITES") ?? "20000", CultureInfo.InvariantCulture);

    [Fact]
    public void Analyzer_and_validator_agree_on_generated_chains() => Check(RequestChainArbitrary.All(), CallSites / 2 / RequestChainArbitrary.Count, chains =>
    {
        foreach (var (expression, ids, result) in TestProgram.Run("FluentValidation.Results.ValidationResult", chains.Expressions))
        {
            var errorCodes = Assert.IsType<ValidationResult>(result, exactMatch: false).Errors.Select(error => error.ErrorCode);
            Assert.Equal((expression, Format(errorCodes)), (expression, Format(ids)));
        }
    });

    [Fact]
    public void Analyzer_and_validator_agree_on_generated_policies() => Check(RequestChainArbitrary.WithPolicies(), CallSites / 4 / RequestChainArbitrary.CountWithPolicy, chains =>
    {
        foreach (var (expression, ids, result) in TestProgram.Run("FluentValidation.Results.ValidationResult", chains.Expressions, chains.Policy))
        {
            // The analyzer does not use the current time, so it knows the lifetime of a key only from ExpiresIn.
            var hasUnknownLifetime = expression.Contains("ExpiresAt(", StringComparison.Ordinal)
                || (expression.Contains("expires_at", StringComparison.Ordinal) && !expression.Contains("ExpiresIn(", StringComparison.Ordinal));
            var errorCodes = Assert.IsType<ValidationResult>(result, exactMatch: false).Errors.Select(error => error.ErrorCode).Where(id => !(hasUnknownLifetime && id == "ORK5005"));
            Assert.Equal((chains.Policy, expression, Format(errorCodes)), (chains.Policy, expression, Format(ids)));
        }
    });

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

    [Fact]
    public void Analyzer_and_FromJson_agree_on_generated_documents() =>
        Check(RequestTextArbitrary.All(), CallSites / 4 / RequestTextArbitrary.Count, texts => AssertAgreement(texts.Texts));

    [Fact]
    public void Analyzer_and_JsonSerializer_agree_on_generated_documents() => Check(RequestTextArbitrary.All(), CallSites / 4 / RequestTextArbitrary.Count, texts =>
    {
        foreach (var (expression, ids, result) in TestProgram.Run("KeyRequest", [.. texts.Texts.Select((text, n) => $"System.Text.Json.JsonSerializer.Deserialize<KeyRequest>({ToLiteral(text, n)})")]))
        {
            // The serializer cannot encode a lone surrogate, and it reports text after the value only after it has read the value.
            if (result is ArgumentException)
            {
                continue;
            }

            var errors = result is JsonException { InnerException: InvalidKeyRequestException invalid } ? invalid.Violations.Select(violation => violation.Id) : result is JsonException ? ["ORK4001"] : [];
            Assert.Equal((expression, ids.Contains("ORK4001") && result is JsonException ? "ORK4001" : Format(errors)), (expression, Format(ids.Where(id => id != "ORK1005"))));
        }
    });

    // A failure prints the seed and the smallest input.
    private static void Check<T>(Arbitrary<T> inputs, int count, Action<T> test) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(count).WithQuietOnSuccess(true), Prop.ForAll(inputs, test));

    private static void AssertAgreement(IReadOnlyList<string> texts)
    {
        foreach (var (expression, ids, result) in TestProgram.Run("FluentValidation.Results.ValidationResult", [.. texts.Select((text, n) => $"KeyRequest.FromJson({ToLiteral(text, n)}).Validate()")]))
        {
            if (result is ValidationResult validation)
            {
                // FromJson and the analyzer do not use the current time.
                var errorCodes = validation.Errors.Select(error => error.ErrorCode).Where(id => id != "ORK1008");
                Assert.Equal((expression, Format(errorCodes)), (expression, Format(ids)));
            }
            else
            {
                var errors = Assert.IsType<InvalidKeyRequestException>(result).Violations.Select(violation => violation.Id);
                Assert.Equal((expression, Format(errors)), (expression, Format(ids.Where(id => id != "ORK1005"))));
            }
        }
    }

    private static string ToLiteral(string text, int n) => (n % 3) switch
    {
        0 => SymbolDisplay.FormatLiteral(text, quote: true),
        1 => $"@\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        _ => $"\"{string.Concat(text.Select(c => $"\\u{(int)c:x4}"))}\"",
    };

    // ORK2xxx and ORK3xxx apply to source code only, so the validator does not report them.
    private static string Format(IEnumerable<string> ids) => string.Join(' ', ids.Where(id => id[3] is not ('2' or '3')).Distinct().Order());
}
