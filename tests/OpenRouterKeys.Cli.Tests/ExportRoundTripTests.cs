using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Cli.Tests;

/// <summary><c>apply</c> accepts what <c>export</c> writes, and changes nothing.</summary>
public sealed class ExportRoundTripTests : IAsyncLifetime
{
    private static readonly Guid Team = new("0df9e665-d932-5740-b2c7-b52af166bc11");

    private static readonly string[] Names =
    [
        "plain", "=1+1", "+a", "-1", "@a", "a, b", "\"quoted\"", "a \"b\"", " leading", "trailing ", "\u00a0no-break", "\u00fcber",
        "\U0001F600", "true", "none", "sep=;", "# a", "'a'", "a;b", "NULL",
    ];

    private readonly TemporaryDirectory _directory = new();
    private OpenRouterSimulator _simulator = null!;

    public async ValueTask InitializeAsync() => _simulator = await OpenRouterSimulator.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _directory.Dispose();
        await _simulator.DisposeAsync();
    }

    [Theory]
    [InlineData("keys.csv", false)]
    [InlineData("keys.json", false)]
    [InlineData("keys.csv", true)]
    [InlineData("keys.json", true)]
    public async Task Every_key_is_kept(string file, bool isForTeam)
    {
        Guid? workspace = isForTeam ? Team : null;
        Add(workspace);
        string[] options = [.. file.EndsWith(".json", StringComparison.Ordinal) ? ["--json"] : Array.Empty<string>(), .. isForTeam ? ["--workspace", Team.ToString()] : Array.Empty<string>()];

        var exported = await _simulator.RunAsync(["export", .. options]);
        var applied = await _simulator.RunAsync("apply", _directory.Write(file, exported.Output));

        Assert.Equal(0, exported.ExitCode);
        Assert.Equal($"Created 0, kept {Names.Length + 4}, updated 0, deleted 0, failed 0.", applied.OutputLines[^1]);
        Assert.Equal(0, applied.ExitCode);
        Assert.All(_simulator.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Theory]
    [InlineData("keys.csv")]
    [InlineData("keys.json", "--json")]
    public async Task Changed_keys_are_restored(string file, params string[] options)
    {
        _simulator.Add(new() { Hash = "h1", Name = "limited", LimitUsd = 12.5m, LimitReset = LimitReset.Daily, IncludeByokInLimit = true });
        _simulator.Add(new() { Hash = "h2", Name = "unlimited" });
        var path = _directory.Write(file, (await _simulator.RunAsync(["export", .. options])).Output);
        await _simulator.RunAsync("update", "h1", "--limit", "none", "--reset", "never", "--byok", "false");
        await _simulator.RunAsync("update", "h2", "--limit", "1", "--reset", "weekly");

        var applied = await _simulator.RunAsync("apply", path);

        Assert.Equal(0, applied.ExitCode);
        var (limited, unlimited) = (_simulator.Keys.Single(key => key.Hash == "h1"), _simulator.Keys.Single(key => key.Hash == "h2"));
        Assert.Equal((12.5m, LimitReset.Daily, true), (limited.LimitUsd, limited.LimitReset, limited.IncludeByokInLimit));
        Assert.Equal((null, LimitReset.Never), (unlimited.LimitUsd, unlimited.LimitReset));
    }

    private void Add(Guid? workspace)
    {
        foreach (var name in Names)
        {
            _simulator.Add(new() { Hash = $"h{name}", Name = name, WorkspaceId = workspace, LimitUsd = 1 });
        }

        _simulator.Add(new() { Hash = "unlimited", Name = "unlimited", WorkspaceId = workspace, LimitReset = LimitReset.Weekly, IncludeByokInLimit = true });
        _simulator.Add(new() { Hash = "expiring", Name = "expiring", WorkspaceId = workspace, LimitUsd = 0.000001m, ExpiresAt = new(2099, 1, 2, 3, 4, 5, 678, TimeSpan.Zero) });
        _simulator.Add(new() { Hash = "owned", Name = "owned", WorkspaceId = workspace, LimitUsd = 0, CreatorUserId = "user_1", ExternalUser = "customer-7" });
        _simulator.Add(new() { Hash = "new", Name = "rotated", WorkspaceId = workspace, LimitUsd = 5 });
        _simulator.Add(new() { Hash = "old", Name = "rotated", WorkspaceId = workspace, LimitUsd = 4, IsDisabled = true });
        _simulator.Add(new() { Hash = "expired", Name = "expired", WorkspaceId = workspace, ExpiresAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) });
    }
}
