using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using OpenRouterKeys.Fluent.Analyzers.Tests.Configuration;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Policies;

/// <summary>Tests that the build reports for a policy file what <c>KeyPolicy.FromFile</c>, and so the host, reports: the same messages at the same
/// places.</summary>
public sealed class PolicyAgreementTests : IDisposable
{
    private static readonly string[] Valid =
    [
        "{}", " \r\n{ }\t", "{\"require_limit\":null,\"max_limit_usd\":null,\"name_patterns\":null,\"max_lifetime_days\":null}", "{\"$schema\":\"x\"}",
        "{\"$schema\":\"\",\"$schema\":\"x\"}", "{\"max_limit_usd\":1e3}", "{\"max_limit_usd\":1E+2}", "{\"max_limit_usd\":-0}", "{\"max_limit_usd\":-0.0e5}",
        "{\"max_limit_usd\":79228162514264337593543950335}", "{\"max_limit_usd\":0.0000000000000000000000000001}", "{\"max_limit_usd\":100.000}",
        "{\"max_limit_usd\":0,\"require_reset\":false}", "{\"max_lifetime_days\":1e3}", "{\"max_lifetime_days\":2147483647}", "{\"max_lifetime_days\":10.0}",
        "{\"name_patterns\":[]}", "{\"name_patterns\":[\" \"]}", "{\"name_patterns\":[\"*\",\"**\",\"?\",\"a\",\"a\"]}", "{\"name_patterns\":[\"\uFFFD\"]}", "{\"name_patterns\":[\"\\u0063i-*\",\"\u00E9*\",\"\uD83D\uDE00\"]}",
        "{\"\\u0072equire_limit\":true}", "{\"max_limit_usd\":0.10}",
    ];

    private static readonly string[] Invalid =
    [
        "", " ", "\n\n", "null", "[]", "[{}]", "5", "\"text\"", "true", "{", "}", "{}}", "{}{}", "{},", "{\"require_limit\"}", "{\"require_limit\":}", "{require_limit:true}",
        "{'require_limit':true}", "{\"require_limit\":True}", "{\"require_limit\":tru}", "{\"require_limit\":true,}", "{\"name_patterns\":[\"a\",]}", "// c\n{}", "{}//",
        "{/*c*/\"require_limit\":true}", "{\"require_limit\":/*c*/true}", "# c\n{}", "{\"require_limit\":\"true\"}", "{\"require_limit\":0}", "{\"require_limit\":[]}",
        "{\"Require_Limit\":true}", "{\"requireLimit\":true}", "{\"require_limit \":true}", "{\"\":1}", "{\"$Schema\":\"x\"}", "{\"$schema\":null}", "{\"$schema\":{}}",
        "{\"require_limit\":true,\n \"require_limit\":true}", "{\"max_limit_usd\":5,\"max_limit_usd\":null}", "{\"max_limit_usd\":null,\r\n\"max_limit_usd\":5}",
        "{\"max_limit_usd\":-1}", "{\"max_limit_usd\":-1e-28}", "{\"max_limit_usd\":1e400}", "{\"max_limit_usd\":1e-30}", "{\"max_limit_usd\":79228162514264337593543950336}",
        "{\"max_limit_usd\":01}", "{\"max_limit_usd\":+1}", "{\"max_limit_usd\":.5}", "{\"max_limit_usd\":5.}", "{\"max_limit_usd\":NaN}", "{\"max_limit_usd\":0x10}", "{\"max_limit_usd\":1_000}",
        "{\"max_limit_usd\":\"5\"}", "{\"max_limit_usd\":{\"max_limit_usd\":5}}", "{\"max_lifetime_days\":0}", "{\"max_lifetime_days\":-2147483649}", "{\"max_lifetime_days\":1e99}",
        "{\"max_lifetime_days\":0.5}", "{\"max_lifetime_days\":true}", "{\"name_patterns\":\"*\"}", "{\"name_patterns\":{}}", "{\"name_patterns\":[\"\",null,[],\"a\",{},1]}",
        "{\"name_patterns\":[\"a\tb\"]}", "{\"name_patterns\":[\"\\x\"]}", "{\"name_patterns\":[\"\\ud8\"]}", "{\"name_patterns\":[\"a\0b\"]}", "\0", "{}\0", "{\"require_limit\":\0true}",
        "{\"require_reset\":true,\r\"max_limit_usd\":0}", "{\"max_limit_usd\":0e5,\"require_reset\":true}", "{\"a\":1,\"b\":{\"require_limit\":1},\"max_limit\":[1,2]}",
        "\uFEFF\uFEFF{}", "{\n\"require_limit\": true;\n}", "{\"require_limit\":true \"require_reset\":true}",
    ];

    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("openrouter-keys-policy-").FullName, "openrouter-keys.policy.json");

    public static TheoryData<byte[]> NotUtf8 => new(
        [.. "{\"name_patterns\":[\"caf"u8, 0xE9, .. "*\"]}"u8],
        [.. "{\n  \"a\": 1,\n  \"b"u8, 0xFF, .. "\": 1\n}"u8],
        [.. "{} "u8, 0x80],
        [0xC3],
        [.. "{\"name_patterns\":[\"caf\u00E9"u8, 0xC3],
        [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("{\"require_limit\":true}")],
        [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes("{}")],
        Encoding.Unicode.GetPreamble(),
        Encoding.Unicode.GetBytes("{}"));

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Fact]
    public async Task Build_and_library_report_the_same_for_valid_and_invalid_files()
    {
        foreach (var (json, isValid) in Valid.Select(json => (json, true)).Concat(Invalid.Select(json => (json, false))))
        {
            foreach (var hasMark in new[] { false, true })
            {
                var expected = await VerifyAsync([.. hasMark ? Encoding.UTF8.GetPreamble() : [], .. Encoding.UTF8.GetBytes(json)]);
                Assert.True(isValid == (expected.Count == 0), json);
            }
        }
    }

    [Theory]
    [MemberData(nameof(NotUtf8))]
    public async Task Build_and_library_report_the_same_for_a_file_that_is_not_UTF_8(byte[] content) =>
        Assert.Contains("it contains a byte that is not UTF-8, or a NUL character", Assert.Single(await VerifyAsync(content)), StringComparison.Ordinal);

    // The compiler's option CodePage.
    [Fact]
    public async Task File_that_is_UTF_8_is_valid_in_a_project_with_another_code_page()
    {
        var utf8 = "{\"name_patterns\":[\"caf\u00E9*\"],\"max_limit_usd\":-1}"u8.ToArray();
        var diagnostics = await AppSettingsRun.AnalyzeAsync(SourceText.From(Encoding.Latin1.GetString(utf8), Encoding.Latin1));

        Assert.StartsWith("The maximum limit is negative.", Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private async Task<List<string>> VerifyAsync(byte[] content)
    {
        await File.WriteAllBytesAsync(_path, content, TestContext.Current.CancellationToken);
        var expected = Record.Exception(() => KeyPolicy.FromFile(_path)) is InvalidKeyPolicyException invalid
            ? invalid.Violations.Select(violation => $"{violation.Line}:{violation.Column}: {violation.Id} {violation.Message}").ToList()
            : [];
        foreach (var text in Decode(content))
        {
            var actual = (await AppSettingsRun.AnalyzeAsync(text)).Select(diagnostic =>
            {
                var start = diagnostic.Location.GetLineSpan().StartLinePosition;
                return $"{start.Line + 1}:{start.Character + 1}: {diagnostic.Id} {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
            });

            Assert.Equal([Encoding.Latin1.GetString(content), .. expected.Order()], [Encoding.Latin1.GetString(content), .. actual.Order()]);
        }

        return expected;
    }

    // As the compiler: by the byte order mark, as UTF-8, or in the code page of the machine.
    private static SourceText[] Decode(byte[] content)
    {
        var utf8 = SourceText.From(new MemoryStream(content), new UTF8Encoding(false));
        try
        {
            _ = SourceText.From(new MemoryStream(content), new UTF8Encoding(false, throwOnInvalidBytes: true));
            return [utf8];
        }
        catch (DecoderFallbackException)
        {
            return [utf8, SourceText.From(new MemoryStream(content), Encoding.Latin1)];
        }
    }
}
