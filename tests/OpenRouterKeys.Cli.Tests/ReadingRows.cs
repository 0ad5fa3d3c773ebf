namespace OpenRouterKeys.Cli.Tests;

public sealed class ReadingRows : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_row_of_CSV_says_what_a_request_says()
    {
        var run = await Run.Of("apply", "--dry-run", "--simulator", _folder.Write("keys.csv", """
            name,limit,limit_reset,include_byok_in_limit,expires_at,workspace_id,creator_user_id
            a,5.50,daily,true,2099-12-31,0df9e665-d932-5740-b2c7-b52af166bc11,user_1

            "b, ""the second""
            and last",,,,,,
            c,0,,false,,,
            """));

        Assert.Equal(2, run.ExitCode); // a name with a line break breaks ORK1003
        Assert.StartsWith("ORK1003 ", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("keys.csv:4: ", run.ErrorLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fields_of_CSV_reach_the_plan()
    {
        var run = await Run.Of("apply", "--dry-run", "--simulator", _folder.Write("keys.CSV", """
            limit,name,limit_reset,include_byok_in_limit,expires_at
            5.50,"a, b",daily,true,2099-12-31
            ,c,,,
            """));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("""{"name":"a, b","limit":5.5,"limit_reset":"daily","include_byok_in_limit":true,"expires_at":"2099-12-31T00:00:00Z"}""", run.Output, StringComparison.Ordinal);
        Assert.Contains("""{"name":"c"}""", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(":1: The first line names the columns", "")]
    [InlineData(":1: The first line names the columns", "nome\na")]
    [InlineData(":1: The first line names the columns", "name,name\na,b")]
    [InlineData(":2: limit: '1,5' is no amount", "name,limit\na,\"1,5\"")]
    [InlineData(":3: limit_reset: 'yearly' is no interval", "name,limit_reset\na,daily\nb,yearly")]
    [InlineData(":2: include_byok_in_limit: 'yes' is neither", "name,include_byok_in_limit\na,yes")]
    [InlineData(":2: expires_at: '31.12.2099' is no instant", "name,expires_at\na,31.12.2099")]
    [InlineData(":2: The row has 3 fields where the header has 2.", "name,limit\na,1,5")]
    [InlineData(":2: A quote stands inside a field", "name,limit\na\"b,1")]
    [InlineData(":3: The name \"a\" stands on line 2 too.", "name\na\na")]
    [InlineData("ORK1001 ", "name,limit\n,1")]
    [InlineData("ORK1004 ", "name,limit\na,-1")]
    [InlineData("ORK1008 ", "name,expires_at\na,2025-12-01")]
    public async Task What_is_wrong_with_CSV_is_told_with_its_line(string message, string csv)
    {
        var run = await Run.Of("apply", _folder.Write("keys.csv", csv.ReplaceLineEndings("\n")), "--simulator");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(run.ErrorLines, line => line.Contains(message, StringComparison.Ordinal));
        Assert.Equal("Nothing was sent.", run.ErrorLines[^1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[{}")]
    [InlineData("[] []")]
    public async Task What_is_no_array_is_told(string json)
    {
        var run = await Run.Of("apply", _folder.Write("keys.json", json), "--simulator");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("ORK4001 ", run.ErrorLines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_bad_row_of_JSON_is_told_where_it_stands_in_the_file()
    {
        var file = _folder.Write("keys.json", """
            [{"name":"ü","limit":1}, {"name":"b","limit":-1},
             {"name":"c",
              "limt":5}, 7,
             {"name":"\u00fc"}]
            """);

        var run = await Run.Of("apply", file, "--simulator");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal(
            [$"ORK1004 {file}:1:46", $"ORK4002 {file}:3:3", $"ORK4003 {file}:3:14", $"{file}:4"],
            run.ErrorLines[..^1].Select(line => line.Split(": ")[0]));
    }

    [Fact]
    public async Task A_pasted_key_in_a_row_is_not_echoed()
    {
        var secret = "sk-or-v1-" + new string('a', 64);

        var csv = await Run.Of("apply", _folder.Write("keys.csv", $"name,limit\n{secret},{secret}"), "--simulator");
        var json = await Run.Of("apply", _folder.Write("keys.json", $$"""[{"name":"{{secret}}","{{secret}}":1}]"""), "--simulator");

        Assert.All([csv, json], run => Assert.Equal((2, ""), (run.ExitCode, run.Output)));
        Assert.DoesNotContain("aaaa", csv.Error + json.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_may_come_from_standard_input()
    {
        var json = await new Setting { Input = """[{"name":"a"}]""" }.RunAsync("apply", "-", "--dry-run", "--simulator");
        var csv = await new Setting { Input = "name\na\n" }.RunAsync("apply", "-", "--csv", "--dry-run", "--simulator");

        Assert.All([json, csv], run => Assert.Contains("create", run.Output, StringComparison.Ordinal));
    }
}
