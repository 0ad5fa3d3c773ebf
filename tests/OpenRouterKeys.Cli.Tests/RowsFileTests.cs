namespace OpenRouterKeys.Cli.Tests;

public sealed class RowsFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Csv_row_with_a_line_break_is_reported_at_its_first_line()
    {
        var run = await CommandRunner.Default.RunAsync("apply", "--dry-run", "--simulator", _directory.Write("keys.csv", """
            name,limit,limit_reset,include_byok_in_limit,expires_at,workspace_id,creator_user_id
            a,5.50,daily,true,2099-12-31,0df9e665-d932-5740-b2c7-b52af166bc11,user_1

            "b, ""the second""
            and last",,,,,,
            c,0,,false,,,
            """));

        Assert.Equal(2, run.ExitCode); // ORK1003: the name contains a line break
        Assert.StartsWith("ORK1003 ", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("keys.csv:4: ", run.ErrorLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_fields_are_in_the_plan()
    {
        var run = await CommandRunner.Default.RunAsync("apply", "--dry-run", "--json", "--simulator", _directory.Write("keys.CSV", """
            limit,name,limit_reset,include_byok_in_limit,expires_at
            5.50,"a, b",daily,true,2099-12-31
            ,c,,,
            """));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("""{"name":"a, b","limit":5.5,"limit_reset":"daily","include_byok_in_limit":true,"expires_at":"2099-12-31T00:00:00Z"}""", run.Output, StringComparison.Ordinal);
        Assert.Contains("""{"name":"c"}""", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(":1: The file is empty. Write a header with the column 'name'", "")]
    [InlineData(":1: 'nome' is not a column. Did you mean 'name'?", "nome\na")]
    [InlineData(":1: 'limits' is not a column. Did you mean 'limit'?", "name,limits\na,5")]
    [InlineData(":1: 'Student' is not a column. Use name, limit, limit_reset,", "name,Student\na,b")]
    [InlineData("workspace_id or disabled, or add --ignore-other-columns.", "name,external\na,b")]
    [InlineData(":1: 'Name' is another column for 'name'. Remove or rename one of them.", "name,Name\na,b")]
    [InlineData(":1: There is no column 'name'. The delimiter is a comma, and the only column is 'name|limit'. Select the one", "name|limit\na|5")]
    [InlineData(":1: Column 2 has no name.", "name,,limit\na,,5")]
    [InlineData(":1: A quotation mark is inside an unquoted field.", "\"name,limit\na,5")]
    [InlineData(":2: A quotation mark is inside an unquoted field.", "name,limit\n\"a,5")]
    [InlineData(":2: The row has 1 field, but the header has 2. Add the missing fields.", "name,limit\na")]
    [InlineData(":3: The row has 3 fields, but the header has 2. Quote values that contain the delimiter, which is a semicolon.", "sep=;\nname;limit\na;1;5")]
    [InlineData(":2: limit: '$5' is not a valid amount. Write US dollars with a decimal point and without a symbol, such as 7.50.", "name,limit\na,$5")]
    [InlineData(":2: limit: '1.500' is ambiguous. Write 1500 or 1.5.", "name;limit\na;1.500")]
    [InlineData(":2: limit: '1,500' is ambiguous. Write 1500 or 1.5.", "name\tlimit\na\t1,500")]
    [InlineData(":2: limit: '1.500,00' is not a valid amount. Write US dollars without a symbol and without a thousands separator, such as 7.50 or 7,50.", "name;limit\na;1.500,00")]
    [InlineData(":2: expires_at: '30d' depends on the current time", "name,expires_at\na,30d")]
    [InlineData(":2: disabled: 'no' is not true or false. Use true or false.", "name,disabled\na,no")]
    [InlineData(":2: limit: '1,5' is not a valid amount", "name,limit\na,\"1,5\"")]
    [InlineData(":3: limit_reset: 'yearly' is not a valid interval", "name,limit_reset\na,daily\nb,yearly")]
    [InlineData(":2: include_byok_in_limit: 'yes' is not true or false. Use true or false.", "name,include_byok_in_limit\na,yes")]
    [InlineData(":2: expires_at: '31.12.2099' is not a valid date and time", "name,expires_at\na,31.12.2099")]
    [InlineData(":2: The row has 3 fields, but the header has 2.", "name,limit\na,1,5")]
    [InlineData(":2: A quotation mark is inside an unquoted field.", "name,limit\na\"b,1")]
    [InlineData(":3: The name \"a\" is already on line 2.", "name\na\na")]
    [InlineData("ORK1001 ", "name,limit\n,1")]
    [InlineData("ORK1004 ", "name,limit\na,-1")]
    [InlineData("ORK1008 ", "name,expires_at\na,2025-12-01")]
    public async Task Invalid_csv_reports_the_line(string message, string csv)
    {
        var run = await CommandRunner.Default.RunAsync("apply", _directory.Write("keys.csv", csv.ReplaceLineEndings("\n")), "--simulator");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(run.ErrorLines, line => line.Contains(message, StringComparison.Ordinal));
        Assert.Equal("Nothing was sent.", run.ErrorLines[^1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[{}")]
    [InlineData("[] []")]
    [InlineData("7")]
    [InlineData("name,limit\na,5")]
    [InlineData("{\"name\":\"a\"}\n{\"name\":")]
    public async Task Text_that_is_not_JSON_reports_ORK4001(string json)
    {
        var run = await CommandRunner.Default.RunAsync("apply", _directory.Write("keys.json", json), "--simulator");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("ORK4001 ", run.ErrorLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invalid_json_rows_report_their_position_in_the_file()
    {
        var file = _directory.Write("keys.json", """
            [{"name":"ü","limit":1}, {"name":"b","limit":-1},
             {"name":"c",
              "limt":5}, 7,
             {"name":"\u00fc"}]
            """);

        var run = await CommandRunner.Default.RunAsync("apply", file, "--simulator");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal(
            [$"ORK1004 {file}:1:46", $"ORK4002 {file}:3:3", $"ORK4003 {file}:3:14", $"{file}:4"],
            run.ErrorLines[..^1].Select(line => line.Split(": ")[0]));
    }

    [Fact]
    public async Task Key_in_a_row_is_not_displayed()
    {
        var secret = "sk-or-v1-" + new string('a', 64);

        var csv = await CommandRunner.Default.RunAsync("apply", _directory.Write("keys.csv", $"name,limit\n{secret},{secret}"), "--simulator");
        var json = await CommandRunner.Default.RunAsync("apply", _directory.Write("keys.json", $$"""[{"name":"{{secret}}","{{secret}}":1}]"""), "--simulator");

        Assert.All([csv, json], run => Assert.Equal((2, ""), (run.ExitCode, run.Output)));
        Assert.DoesNotContain("aaaa", csv.Error + json.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dash_reads_standard_input()
    {
        var json = await new CommandRunner { Input = """[{"name":"a"}]""" }.RunAsync("apply", "-", "--dry-run", "--simulator");
        var csv = await new CommandRunner { Input = "name\na\n" }.RunAsync("apply", "-", "--csv", "--dry-run", "--simulator");

        Assert.All([json, csv], run => Assert.Contains("create", run.Output, StringComparison.Ordinal));
    }
}
