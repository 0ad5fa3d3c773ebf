using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

/// <summary>Tests the files that <c>apply</c> and <c>validate</c> accept, as spreadsheets and other programs write them.</summary>
public sealed class RowFormatTests : IDisposable
{
    private static readonly Encoding Utf16 = new UnicodeEncoding(bigEndian: false, byteOrderMark: true);

    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<Encoding> Encodings => [new UTF8Encoding(true), Utf16, Encoding.BigEndianUnicode];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("name;limit;include_byok_in_limit\r\nAda;5;TRUE\r\n")]
    [InlineData("name\tlimit\tinclude_byok_in_limit\r\nAda\t5\tTrue\r\n")]
    [InlineData("sep=;\r\nname;limit;include_byok_in_limit\r\nAda;5;true")]
    [InlineData("sep=|\r\nname|limit|include_byok_in_limit\r\nAda|5|true")]
    [InlineData("\"Name\";\"LIMIT\";\"Include BYOK in Limit\"\nAda;5;TRUE\n")]
    [InlineData(" name , limit,include-byok-in-limit\n  Ada ,  5 , TRUE \n")]
    [InlineData("\n,,\nname,limit,include_byok_in_limit,,\n , , ,,\nAda,5,TRUE,,\n,,\n\n")]
    [InlineData("name;limit;include_byok_in_limit\nAda;5,00;TRUE")]
    [InlineData("name,hash,limit,usage,include_byok_in_limit\nAda,h1,5,0.1,TRUE")]
    public async Task Csv_of_a_spreadsheet_is_read(string csv) =>
        await AssertCreatesAsync("""{"name":"Ada","limit":5,"include_byok_in_limit":true}""", "keys.csv", csv);

    [Theory]
    [InlineData("name;limit\na;12,5", "12.5")]
    [InlineData("name;limit\na;12.5", "12.5")]
    [InlineData("name;limit\na;0,125", "0.125")]
    [InlineData("name\tlimit\na\t12,5", "12.5")]
    public async Task Decimal_comma_is_read_if_a_comma_is_not_the_delimiter(string csv, string limit) =>
        await AssertCreatesAsync($$"""{"name":"a","limit":{{limit}}}""", "keys.csv", csv);

    [Fact]
    public async Task White_space_inside_the_quotation_marks_of_a_name_is_kept() =>
        await AssertCreatesAsync("""{"name":" a ","limit":5}""", "keys.csv", "name,limit\n \" a \" , \" 5 \"\n");

    [Theory]
    [InlineData("""[{"name":"Ada","limit":5}]""")]
    [InlineData("""{"keys":[{"name":"Ada","limit":5}]}""")]
    [InlineData("""{"simulated":true,"data":[{"hash":"h1","name":"Ada","label":"sk","disabled":false,"limit":5,"limit_remaining":5,"usage":0,"workspace_id":null,"external_user":null}]}""")]
    [InlineData("""{"name":"Ada","limit":5}""")]
    [InlineData("\r\n{\"name\":\"Ada\",\"limit\":5}\r\n\r\n")]
    public async Task Json_is_read(string json) => await AssertCreatesAsync("""{"name":"Ada","limit":5}""", "keys.json", json);

    [Fact]
    public async Task Json_lines_are_read_and_report_each_invalid_line()
    {
        var valid = await CommandRunner.Default.RunAsync("validate", _directory.Write("keys.jsonl", "{\"name\":\"a\",\"limit\":5}\n\n{\"name\":\"b\"}\n"));
        var file = _directory.Write("bad.jsonl", "{\"name\":\"a\"}\n{\"name\":}\n {\"usage\":1,\n{\"name\":\"b\",\"limits\":5}\n");
        var invalid = await CommandRunner.Default.RunAsync("validate", file);

        Assert.Equal(new(0, "2 requests are valid." + Environment.NewLine, ""), valid);
        Assert.Equal(2, invalid.ExitCode);
        Assert.Equal([$"ORK4001 {file}:2:9", $"ORK4001 {file}:3:13", $"ORK4002 {file}:4:13"], invalid.ErrorLines.Select(line => line.Split(": ")[0]));
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Encoding_with_a_byte_order_mark_is_read(Encoding encoding)
    {
        const string Created = """{"name":"Zo\u00EB \uD83D\uDD11"}""";

        await AssertCreatesAsync(Created, "keys.csv", "name\nZoë 🔑\n", encoding);
        await AssertCreatesAsync(Created, "keys.json", """[{"name":"Zoë 🔑"}]""", encoding);
        await File.WriteAllTextAsync(_directory["one.json"], """{"name":"Zoë 🔑"}""", encoding, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_directory["policy.json"], """{"require_limit":true}""", encoding, TestContext.Current.CancellationToken);
        var created = await CommandRunner.Default.RunAsync("create", "--from-json", _directory["one.json"], "--dry-run");
        var violated = await CommandRunner.Default.RunAsync("validate", _directory["one.json"], "--policy", _directory["policy.json"]);

        Assert.Equal(Created, created.Output.TrimEnd());
        Assert.StartsWith("ORK5001 ", violated.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keys.csv", "name\nab\n", ":2:2: The text contains a lone surrogate (0xD83D).")]
    [InlineData("keys.json", "[\n{\"name\":\"ab\"}]", ":2:11: The text contains a lone surrogate (0xD83D).")]
    public async Task Lone_surrogate_in_UTF_16_is_rejected(string name, string text, string error)
    {
        var at = text.IndexOf("ab", StringComparison.Ordinal) + 2;
        byte[] bytes = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)];
        (bytes[at * 2], bytes[(at * 2) + 1]) = (0x3D, 0xD8); // the b
        await File.WriteAllBytesAsync(_directory[name], bytes, TestContext.Current.CancellationToken);

        var run = await CommandRunner.Default.RunAsync("apply", _directory[name], "--simulator");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(_directory[name] + error, run.ErrorLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_in_another_encoding_is_rejected_at_its_position()
    {
        await File.WriteAllBytesAsync(_directory["latin1.csv"], [.. "name\ncaf"u8, 0xE9], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(_directory["utf16.csv"], Encoding.Unicode.GetBytes("name\na"), TestContext.Current.CancellationToken);

        var latin1 = await CommandRunner.Default.RunAsync("validate", _directory["latin1.csv"]);
        var utf16 = await CommandRunner.Default.RunAsync("validate", _directory["utf16.csv"]);

        Assert.Contains(":2:4: The byte 0xE9 is not valid UTF-8. Save the file as UTF-8", Assert.Single(latin1.ErrorLines), StringComparison.Ordinal);
        Assert.EndsWith(" In Excel, select the file type CSV UTF-8.", Assert.Single(latin1.ErrorLines), StringComparison.Ordinal);
        Assert.Contains(":1:2: The text contains a NUL character. Save the file as UTF-8", Assert.Single(utf16.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("k.xlsx", "PK\u0003\u0004\u0014\0\u0006xl/workbook.xml", "is an Excel workbook. In Excel, save it as CSV UTF-8.")]
    [InlineData("renamed.csv", "PK\u0003\u0004\u0014\0\u0006xl/workbook.xml", "is an Excel workbook. In Excel, save it as CSV UTF-8.")]
    [InlineData("k.xls", "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1", "is an Excel workbook. In Excel, save it as CSV UTF-8.")]
    [InlineData("k.ods", "PK\u0003\u0004\u0014mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "is an OpenDocument spreadsheet. Save it as CSV in UTF-8.")]
    [InlineData("k.zip", "PK\u0003\u0004\u0014\0a.csv", "is a ZIP archive or a document, not text. If it contains a table, save the table as CSV in UTF-8.")]
    [InlineData("k.pdf", "%PDF-1.7\n%", "is a PDF document. Save its table as CSV in UTF-8.")]
    [InlineData("k.csv", "\u0089PNG\r\n\u001A\n\0\0\0\rIHDR", "is a binary file, not text. Check that it is the right file.")]
    public async Task Binary_file_is_named_instead_of_its_first_byte(string name, string bytes, string error)
    {
        await File.WriteAllBytesAsync(_directory[name], Encoding.Latin1.GetBytes(bytes), TestContext.Current.CancellationToken);

        var run = await CommandRunner.Default.RunAsync("validate", _directory[name]);
        var policy = await CommandRunner.Default.RunAsync("validate", "-", "--policy", _directory[name]);

        Assert.Equal((2, $"{_directory[name]} {error}"), (run.ExitCode, Assert.Single(run.ErrorLines)));
        Assert.EndsWith("Check that it is the right file.", Assert.Single(policy.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_without_a_name_column_is_one_error_with_its_columns()
    {
        var file = _directory.Write("klasse.csv", "Nachname;Vorname;Schüler-ID;E-Mail;\nLovelace;Ada;1;a@b.c;\n");

        var missing = await CommandRunner.Default.RunAsync("validate", file);
        var misspelled = await CommandRunner.Default.RunAsync("validate", file, "--name-column", "Schuler ID");
        var decomposed = await CommandRunner.Default.RunAsync("validate", file, "--name-column", "Schu\u0308ler-ID");
        var json = await new CommandRunner { Input = """[{"Schüler":1}]""" }.RunAsync("validate", "-", "--name-column", "Schu\u0308ler");
        var misspelledJson = await new CommandRunner { Input = """[{"Schüler":1}]""" }.RunAsync("validate", "-", "--name-column", "Schüller");

        const string Columns = "The columns are 'Nachname', 'Vorname', 'Schüler-ID', 'E-Mail'.";
        Assert.Equal(
            $"{file}:1: There is no column 'name'. {Columns} Select the one with the keys' names: --name-column COLUMN.", Assert.Single(missing.ErrorLines));
        Assert.Equal($"{file}:1: There is no column 'Schuler ID'. {Columns} Did you mean 'Schüler-ID'?", Assert.Single(misspelled.ErrorLines));
        Assert.Equal((0, 0), (decomposed.ExitCode, json.ExitCode));
        Assert.Equal("ORK4003 stdin:1:2: 'Schüller' is missing. Did you mean 'Schüler'?", Assert.Single(misspelledJson.ErrorLines));
    }

    [Fact]
    public async Task Ignored_columns_are_not_listed_if_the_file_is_invalid()
    {
        var run = await CommandRunner.Default.RunAsync("validate", _directory.Write("keys.csv", "ID,Group,limit\n1,a,x\n"), "--name-column", "ID");

        Assert.Contains(":2: limit: ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ignored_properties_do_not_change_the_positions()
    {
        var file = _directory.Write("keys.json", """
            {"data":[{"hash":"hü","name":"a", "usage":
              {"a":[1,2]},"limit":-1,"label":"x"},
             {"label":"x","limits":5,"name":"b","disabled":1,"disabled":true}]}
            """);

        var run = await CommandRunner.Default.RunAsync("apply", file, "--simulator");

        Assert.Equal(
            [$"ORK1004 {file}:2:23", $"ORK4002 {file}:3:15", $"ORK4003 {file}:3:48", $"ORK4002 {file}:3:50"],
            run.ErrorLines[..^1].Select(line => line.Split(": ")[0]));
        Assert.EndsWith("'limits' is not a property of a key request. Did you mean 'limit'?", run.ErrorLines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"keys":[{"name":"a"}],"total":1}""", "ORK4002", ":1:24: 'total' is not part of a list of requests. Remove it, or add --ignore-other-columns.")]
    [InlineData("""{"keys":[],"more":[]}""", "ORK4003", ":1:1: The JSON is neither a request nor a list of requests. Write a JSON array of requests,")]
    [InlineData("""{"name":"a","tags":["b"]}""", "ORK4002", ":1:13: 'tags' is not a property of a key request. Use name, limit,")]
    [InlineData("""{"limits":5}""", "ORK4002", ":1:2: 'limits' is not a property of a key request. Did you mean 'limit'?")]
    [InlineData("name,limit\na,5", "ORK4001", ". If it is CSV, add --csv. Write a JSON array of requests,")]
    public async Task Other_json_reports_what_is_expected(string json, string rule, string error)
    {
        var run = await new CommandRunner { Input = json }.RunAsync("validate", "-");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(run.ErrorLines, line => line.StartsWith(rule, StringComparison.Ordinal) && line.Contains(error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_columns_are_ignored_and_named_with_the_option()
    {
        var csv = await DryRunAsync("keys.csv", "name,E-mail,limits\na,a@b.c,5", "--ignore-other-columns");
        var json = await DryRunAsync("keys.json", """{"rows":[{"name":"a","e_mail":"a@b.c","limits":5}],"total":1}""", "--ignore-other-columns");

        var missing = await DryRunAsync("missing.csv", "nome\na", "--ignore-other-columns");

        Assert.All([csv, json], run => Assert.Contains("{\"name\":\"a\"}", run.Output, StringComparison.Ordinal));
        Assert.Contains(missing.ErrorLines, line => line.Contains(":1: There is no column 'name'.", StringComparison.Ordinal));
        Assert.EndsWith("keys.csv: Ignored columns: 'E-mail', 'limits' (did you mean 'limit'?).", csv.ErrorLines[0], StringComparison.Ordinal);
        Assert.EndsWith("keys.json: Ignored properties: 'total', 'e_mail', 'limits' (did you mean 'limit'?).", json.ErrorLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roster_takes_its_names_from_a_column_and_its_settings_from_options()
    {
        const string Created = """{"name":"4711","limit":5,"limit_reset":"monthly"}""";
        string[] options = ["--name-column", "Student ID", "--limit", "5", "--reset", "monthly"];

        var csv = await DryRunAsync("roster.csv", "Name;Student ID;E-mail;Limit\nAda;4711;a@b.c;\nGrace;4712;;7,5\n", options);
        var json = await DryRunAsync("roster.json", """[{"name":"Ada","Student ID":4711},{"Student ID":"4712","limit":7.5}]""", options);

        Assert.All([csv, json], run =>
        {
            Assert.Contains(Created, run.Output, StringComparison.Ordinal);
            Assert.Contains("""{"name":"4712","limit":7.5,"limit_reset":"monthly"}""", run.Output, StringComparison.Ordinal);
        });
        Assert.EndsWith("Ignored columns: 'Name', 'E-mail'.", csv.ErrorLines[0], StringComparison.Ordinal);
        Assert.EndsWith("Ignored properties: 'name'.", json.ErrorLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roster_without_its_name_column_lists_the_columns()
    {
        var csv = await CommandRunner.Default.RunAsync("validate", _directory.Write("roster.csv", "Name;Mail\nAda;"), "--name-column", "ID");
        var json = await CommandRunner.Default.RunAsync("validate", _directory.Write("roster.json", """[{"name":"Ada"}, {"ID":true}]"""), "--name-column", "ID");

        Assert.EndsWith(
            ":1: There is no column 'ID'. The columns are 'Name', 'Mail'. Use one of these for --name-column.",
            csv.ErrorLines[^1],
            StringComparison.Ordinal);
        Assert.EndsWith("roster.json:1:2: 'ID' is missing. Every key needs a name.", json.ErrorLines[^2], StringComparison.Ordinal);
        Assert.EndsWith("roster.json:1:24: 'ID' must be a string or a number: the key's name.", json.ErrorLines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_overrides_the_options()
    {
        var csv = await DryRunAsync(
            "keys.csv",
            "name,limit,limit_reset,expires_at\na,,,\nb,none,,\nc,7,Never,\nd,7,never,NEVER\n",
            "--limit", "5", "--reset", "daily", "--byok", "--creator", "user_1", "--expires", "2099-01-01");

        const string Rest = """
            "include_byok_in_limit":true,"expires_at":"2099-01-01T00:00:00Z","creator_user_id":"user_1"}
            """;
        Assert.Contains("""{"name":"a","limit":5,"limit_reset":"daily",""" + Rest.Trim(), csv.Output, StringComparison.Ordinal);
        Assert.Contains("""{"name":"b",""" + Rest.Trim(), csv.Output, StringComparison.Ordinal);
        Assert.Contains("""{"name":"c","limit":7,""" + Rest.Trim(), csv.Output, StringComparison.Ordinal);
        Assert.Contains("""{"name":"d","limit":7,"include_byok_in_limit":true,"creator_user_id":"user_1"}""", csv.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Violation_of_an_option_is_reported_once()
    {
        var run = await CommandRunner.Default.RunAsync("validate", _directory.Write("keys.csv", "name\na\nb\n"), "--limit", "-5", "--expires", "2020-01-01", "--workspace", Guid.Empty.ToString());

        Assert.Equal(["ORK1004 --limit", "ORK1008 --expires", "ORK1010 --workspace"], run.ErrorLines.Select(line => line.Split(": ")[0]));
    }

    [Theory]
    [InlineData("keys.json", """[{"name":"a","limit":null,"limit_reset":null},{"name":"b"}]""")]
    [InlineData("keys.csv", "name,limit,limit_reset\na,none,never\nb,,\n")]
    public async Task Settings_are_removed_by_null_none_and_never(string name, string text)
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        simulator.Add(new() { Hash = "h1", Name = "a", LimitUsd = 5, LimitReset = LimitReset.Daily });
        simulator.Add(new() { Hash = "h2", Name = "b", LimitUsd = 5, LimitReset = LimitReset.Daily });

        var run = await simulator.RunAsync("apply", _directory.Write(name, text));
        var again = await simulator.RunAsync("apply", _directory[name]);

        Assert.Equal((0, 0), (run.ExitCode, again.ExitCode));
        Assert.Equal("""{"limit":null,"limit_reset":null}""", Assert.Single(simulator.Requests, request => request.Method == "PATCH").Body);
    }

    [Theory]
    [InlineData("keys.json", """[{"name":"a","disabled":true},{"name":"b","disabled":false},{"name":"c"}]""")]
    [InlineData("keys.csv", "name,Disabled\na,TRUE\nb,FALSE\nc,\n")]
    public async Task Disabled_is_applied_to_existing_keys(string name, string text)
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        simulator.Add(new() { Hash = "h1", Name = "a" });
        simulator.Add(new() { Hash = "h2", Name = "b", IsDisabled = true });
        simulator.Add(new() { Hash = "h3", Name = "c", IsDisabled = true });

        var run = await simulator.RunAsync("apply", _directory.Write(name, text));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([("a", true), ("b", false), ("c", true)], simulator.Keys.Select(key => (key.Name, key.IsDisabled)).Order());
    }

    [Fact]
    public async Task Relative_expiration_is_for_new_keys_only()
    {
        await using var simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);
        var time = new FakeTimeProvider(new(2098, 1, 1, 0, 0, 0, 500, TimeSpan.Zero));
        simulator.Add(new() { Hash = "h1", Name = "a" });
        simulator.Add(new() { Hash = "h2", Name = "c", ExpiresAt = new(2098, 2, 1, 0, 0, 0, TimeSpan.Zero) });
        var file = _directory.Write("keys.csv", "name\na\nb\nc\n");

        var run = await simulator.RunAsync(
            new CommandRunner { TimeProvider = time }, "apply", file, "--expires", "30d", "--dry-run", "--json");
        var unchanged = await simulator.RunAsync(new CommandRunner { TimeProvider = time }, "apply", file, "--dry-run");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("""{"name":"b","expires_at":"2098-01-31T00:00:00Z"}""", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", run.Error + unchanged.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ada", "ada")]
    [InlineData("Ada L", "Ada  L")]
    [InlineData("Zoë", "Zoe\u0308")]
    [InlineData("Việt", "Vie\u0323\u0302t")]
    [InlineData("ά", "\u1F71")]
    [InlineData("ガ", "カ\u3099")]
    [InlineData("한", "\u1112\u1161\u11AB")]
    [InlineData("key", "\uFF4B\uFF45\uFF59")]
    [InlineData("file", "\uFB01le")]
    [InlineData("key", "k\u200Bey")]
    public async Task Names_that_look_the_same_are_a_warning(string first, string second)
    {
        var run = await CommandRunner.Default.RunAsync("validate", _directory.Write("keys.csv", $"name\n\"{first}\"\nother\n\"{second}\"\n"));

        Assert.Equal((0, "3 requests are valid." + Environment.NewLine), (run.ExitCode, run.Output));
        Assert.Contains($"keys.csv:4: warning: The names \"", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Contains("(line 2) differ only in case, white space or the form of their characters", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("josé", "josè")]
    [InlineData("team 1", "team 2")]
    public async Task Different_names_are_no_warning(string first, string second)
    {
        var run = await CommandRunner.Default.RunAsync("validate", _directory.Write("keys.csv", $"name\n{first}\n{second}\n"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Validate_counts_the_requests()
    {
        Assert.Equal(new(0, "valid" + Environment.NewLine, ""), await ValidateAsync("""{"name":"a"}"""));
        Assert.Equal(new(0, "1 request is valid." + Environment.NewLine, ""), await ValidateAsync("""[{"name":"a"}]"""));
        Assert.Equal(new(0, "2 requests are valid." + Environment.NewLine, ""), await ValidateAsync("name\na\nb", "--csv"));
        Assert.Contains("The file contains no requests.", (await ValidateAsync("[]")).Error, StringComparison.Ordinal);

        static Task<CommandResult> ValidateAsync(string input, params string[] options) =>
            new CommandRunner { Input = input }.RunAsync(["validate", "-", .. options]);
    }

    [Fact]
    public async Task Bidirectional_and_invisible_characters_are_escaped_in_tables()
    {
        var run = await CommandRunner.Default.RunAsync("apply", "--dry-run", "--simulator", _directory.Write("keys.csv", "name\na\u202Eb\u200D\u00ADc\uDB40\uDC41\n"));

        Assert.Contains(@"a\u202Eb\u200D\u00ADc\uDB40\uDC41", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', run.Output);
    }

    [Fact]
    public async Task Long_list_of_ignored_properties_is_truncated()
    {
        var rows = Enumerable.Range(0, 100).Select(row => $$"""{"name":"n{{row}}","p{{row}}":1}""");

        var run = await DryRunAsync("keys.json", $"[{string.Join(',', rows)}]", "--ignore-other-columns");

        Assert.EndsWith("'p18', 'p19' and 80 more.", run.ErrorLines[0], StringComparison.Ordinal);
    }

    private async Task AssertCreatesAsync(string json, string file, string text, Encoding? encoding = null)
    {
        await File.WriteAllTextAsync(_directory[file], text, encoding ?? new UTF8Encoding(false), TestContext.Current.CancellationToken);

        var run = await CommandRunner.Default.RunAsync("apply", _directory[file], "--dry-run", "--json", "--simulator");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(json, Assert.Single(JsonElement.Parse(run.Output).EnumerateArray()).GetProperty("request").GetRawText());
    }

    private Task<CommandResult> DryRunAsync(string file, string text, params string[] options) =>
        CommandRunner.Default.RunAsync(["apply", _directory.Write(file, text), "--dry-run", "--json", "--simulator", .. options]);
}
