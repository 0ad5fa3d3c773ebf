using System.Text;
using FluentValidation;
using OpenRouterKeys.Fluent.Json;
using OpenRouterKeys.Fluent.Provisioning;

namespace OpenRouterKeys.Fluent.Tests.Provisioning;

/// <summary>What an audit reports about one key.</summary>
public sealed class AuditFindingTests
{
    private static readonly Workspace Default = new() { Id = Guid.Parse("00000000-0000-4000-8000-000000000001"), Slug = "default" };
    private static readonly Workspace Team = new() { Id = Guid.Parse("66666666-7777-4888-8999-000000000000"), Slug = "team" };

    private static readonly KeyPolicy Strict = new()
    {
        RequireLimit = true,
        MaxLimitUsd = 100,
        RequireReset = true,
        RequireExpiration = true,
        MaxLifetimeDays = 365,
        NamePatterns = ["ci-*"],
        RequireWorkspace = true,
        RequireExternalUser = true,
    };

    /// <summary>Complies with the policy and has no finding.</summary>
    private static KeyInfo Good => new()
    {
        Hash = "h1",
        Name = "ci-bot",
        LimitUsd = 100,
        LimitRemainingUsd = 50,
        LimitReset = LimitReset.Monthly,
        CreatedAt = DaysAgo(100),
        ExpiresAt = DaysAgo(-200),
        LastUsedAt = DaysAgo(1),
        WorkspaceId = Team.Id,
        ExternalUser = "customer-7",
    };

    [Fact]
    public void Key_that_complies_has_no_finding() => Assert.Empty(Find(Good, Strict));

    [Fact]
    public void Violations_of_the_policy_are_errors_in_the_order_of_their_ids()
    {
        var findings = Find(new() { Hash = "h1", Name = "bot", CreatedAt = TestTime.Now, WorkspaceId = Default.Id }, Strict, workspace: Default);

        Assert.Equal(["ORK5001", "ORK5004", "ORK5006", "ORK5007", "ORK5008"], findings.Select(finding => finding.Id));
        Assert.All(findings, finding => Assert.Equal((Severity.Error, Default, "h1"), (finding.Severity, finding.Workspace, finding.Key.Hash)));
        Assert.Equal("The policy requires a limit. Set a limit in US dollars.", findings[0].Message);
    }

    [Fact]
    public void Limit_is_checked()
    {
        Assert.Equal(["ORK5002"], Ids(Good with { LimitUsd = 100.01m }, Strict));
        Assert.Equal(["ORK5003"], Ids(Good with { LimitReset = LimitReset.Never }, Strict));
        Assert.Equal(["ORK6001"], Ids(Good with { LimitUsd = null }));
        Assert.Equal("The key has no spending limit. Set one, because a leaked key can spend all credits of the account.", Find(Good with { LimitUsd = null })[0].Message);
    }

    [Fact]
    public void Key_without_limit_or_expiration_is_reported_once()
    {
        var key = Good with { LimitUsd = null, LimitRemainingUsd = null, ExpiresAt = null };

        Assert.Equal(["ORK6001", "ORK6002"], Ids(key));
        Assert.Equal(["ORK5001", "ORK6002"], Ids(key, new() { RequireLimit = true }));
        Assert.Equal(["ORK5004", "ORK6001"], Ids(key, new() { RequireExpiration = true }));

        // These violations say too that the key has no limit, or never expires.
        Assert.Equal(["ORK5002", "ORK5005"], Ids(key, new() { MaxLimitUsd = 100, MaxLifetimeDays = 365 }));
    }

    [Theory]
    [InlineData(365, 0, false)]
    [InlineData(366, 0, false)] // one day of tolerance
    [InlineData(366, 1, true)]
    [InlineData(800, 0, true)]
    public void Lifetime_has_a_tolerance_of_one_day(int days, long ticks, bool isReported)
    {
        var key = Good with { ExpiresAt = Good.CreatedAt!.Value.AddDays(days).AddTicks(ticks) };

        Assert.Equal(isReported ? ["ORK5005"] : [], Ids(key, Strict));
        Assert.Empty(Ids(key with { CreatedAt = null }, Strict)); // the lifetime is unknown
    }

    [Fact]
    public void Mark_of_CreateOnceAsync_is_ignored()
    {
        Assert.Empty(Ids(Good with { Name = "ci #3f2a91c04b7de856" }, Strict with { NamePatterns = ["ci"] }));
        Assert.Equal(["ORK5006"], Ids(Good with { Name = "ci #3f2a91c04b7de85" }, Strict with { NamePatterns = ["ci"] }));
    }

    [Fact]
    public void Only_a_key_that_is_known_to_be_in_the_default_workspace_lacks_a_workspace()
    {
        Assert.Equal(["ORK5007"], Ids(Good with { WorkspaceId = Default.Id }, Strict, workspace: Default));
        Assert.Empty(Ids(Good with { WorkspaceId = null }, Strict, workspace: Default));
        Assert.Empty(Ids(Good, Strict, workspace: Default));
        Assert.Empty(Ids(Good with { WorkspaceId = Default.Id }, Strict, workspace: null));
        Assert.Empty(Ids(Good with { WorkspaceId = Default.Id }, Strict, workspace: new() { Id = Default.Id }));
    }

    [Theory]
    [InlineData(91, 90, "ORK6003")]
    [InlineData(91, 89, null)]
    [InlineData(90, 90, null)] // the key is not older than 90 days
    [InlineData(91, null, "ORK6004")]
    [InlineData(90, null, null)]
    public void Idle_and_unused_keys_are_reported_if_they_are_old_enough(int age, int? daysSinceUse, string? id)
    {
        var key = Good with { CreatedAt = DaysAgo(age), LastUsedAt = daysSinceUse is { } days ? DaysAgo(days) : null };

        Assert.Equal(id is null ? [] : [id], Ids(key));
        Assert.Empty(Ids(key, options: new() { IdleAfter = TimeSpan.FromDays(91) }));
    }

    [Fact]
    public void Use_that_is_not_recorded_was_before_2026()
    {
        var key = Good with { CreatedAt = TestTime.Parse("2025-06-01T00:00:00Z"), LastUsedAt = null };
        const string BeforeRecords = "The key has not been used since before 2026. Disable it, or delete it if it is not needed anymore.";

        Assert.Equal(BeforeRecords, Assert.Single(Find(key with { Usage = new(0.01m, 0, 0, 0) })).Message);
        Assert.Equal(BeforeRecords, Assert.Single(Find(key with { ByokUsage = new(0.01m, 0, 0, 0) })).Message);
        Assert.Equal("ORK6003", Assert.Single(Find(key with { ByokUsage = new(0.01m, 0, 0, 0) })).Id);
        Assert.Equal("ORK6004", Assert.Single(Find(key)).Id);
        Assert.Equal("The key was created 365 days ago and was never used. Delete it if it is not needed.", Find(key)[0].Message);

        // It may have been used in December 2025, less than 160 days ago.
        Assert.Empty(Find(key with { Usage = new(0.01m, 0, 0, 0) }, options: new() { IdleAfter = TimeSpan.FromDays(160) }));
    }

    [Fact]
    public void Creation_time_is_needed_only_where_the_key_may_be_new()
    {
        Assert.Equal(["ORK6003"], Ids(Good with { CreatedAt = null, LastUsedAt = DaysAgo(91) }));
        Assert.Empty(Ids(Good with { CreatedAt = null, LastUsedAt = DaysAgo(90) }));
        Assert.Empty(Ids(Good with { CreatedAt = null, LastUsedAt = null }));
    }

    [Theory]
    [InlineData(-1, "ORK6005", "The key expired on 2026-05-31. Delete it if it is not needed anymore.")]
    [InlineData(0, "ORK6005", "The key expired on 2026-06-01. Delete it if it is not needed anymore.")]
    [InlineData(0.001, "ORK6006", "The key expires within 1 day, on 2026-06-01. Replace it before then if it is still needed.")]
    [InlineData(13.5, "ORK6006", "The key expires within 14 days, on 2026-06-15. Replace it before then if it is still needed.")]
    [InlineData(14, "ORK6006", "The key expires within 14 days, on 2026-06-15. Replace it before then if it is still needed.")]
    [InlineData(14.001, null, null)]
    public void Expired_and_expiring_keys_are_reported(double days, string? id, string? message)
    {
        var findings = Find(Good with { ExpiresAt = TestTime.Now.AddDays(days) });

        Assert.Equal((id, message), (findings.SingleOrDefault()?.Id, findings.SingleOrDefault()?.Message));
    }

    [Theory]
    [InlineData(100, 10.01, null)]
    [InlineData(100, 10.0, "90 %")]
    [InlineData(100, 0.4, "99 %")]
    [InlineData(100, 0.0, "100 %")]
    [InlineData(100, -50.0, "150 %")]
    [InlineData(0, 0.0, null)]
    [InlineData(0, -1.0, null)]
    [InlineData(100, null, null)]
    public void Nearly_spent_limit_is_reported(double limit, double? remaining, string? share)
    {
        var findings = Find(Good with { LimitUsd = (decimal)limit, LimitRemainingUsd = (decimal?)remaining });

        Assert.Equal(share is null ? [] : [$"{share} of the limit is spent. Raise the limit if the key needs more, or check what it is used for."], findings.Select(finding => finding.Message));
        Assert.All(findings, finding => Assert.Equal("ORK6007", finding.Id));
    }

    [Fact]
    public void Extreme_amounts_and_times_do_not_overflow()
    {
        var key = Good with
        {
            LimitUsd = decimal.MaxValue,
            LimitRemainingUsd = decimal.MinValue,
            CreatedAt = DateTimeOffset.MinValue,
            ExpiresAt = DateTimeOffset.MaxValue,
            LastUsedAt = DateTimeOffset.MaxValue,
        };

        Assert.Equal(["ORK6007"], Ids(key, options: new() { IdleAfter = TimeSpan.MaxValue, ExpiresWithin = TimeSpan.FromTicks(1) }));
        Assert.Equal(["ORK5002", "ORK5005", "ORK6006", "ORK6007"], Ids(key, new() { MaxLimitUsd = 1, MaxLifetimeDays = int.MaxValue / 1000 }, new() { ExpiresWithin = TimeSpan.MaxValue, NearLimit = 1 }));
    }

    [Theory]
    [InlineData("")]
    [InlineData(""" "limit":[],"limit_remaining":0,"limit_reset":7,"expires_at":"soon","name":{},"external_user":1,"last_used_at":"long ago","usage":"much","created_at":"2025-01-01T00:00:00Z","workspace_id":"default","include_byok_in_limit":1 """)]
    [InlineData(""" "limit":5,"limit_remaining":"none","limit_reset":"hourly","created_at":"2025-01-01T00:00:00Z","usage":0,"last_used_at":null """)] // no byok_usage
    public void Property_that_is_missing_or_cannot_be_read_is_no_finding(string properties)
    {
        var key = Read($$"""{"hash":"h1"{{(properties.Length > 0 ? "," : "")}}{{properties}}}""");

        // An absent expiration means that the key never expires: the API's contract does not require the property.
        Assert.DoesNotContain(Ids(key, Strict, workspace: Default), id => id is not "ORK5004");
        Assert.DoesNotContain(Ids(key, workspace: Default), id => id is not "ORK6002");
    }

    [Fact]
    public void Null_of_the_API_is_a_value()
    {
        var key = Read("""
            {"hash":"h1","name":"ci-bot","limit":null,"limit_reset":null,"expires_at":null,"external_user":null,"last_used_at":null,"usage":0,"byok_usage":0,"created_at":"2025-01-01T00:00:00Z"}
            """);

        Assert.Equal(["ORK5001", "ORK5004", "ORK5008", "ORK6004"], Ids(key, Strict));
    }

    private static KeyInfo Read(string json) => KeyResponse.ReadItem(Encoding.UTF8.GetBytes(json), [])!;

    private static DateTimeOffset DaysAgo(double days) => TestTime.Now.AddDays(-days);

    private static string[] Ids(KeyInfo key, KeyPolicy? policy = null, AuditOptions? options = null, Workspace? workspace = null) =>
        [.. Find(key, policy, options, workspace).Select(finding => finding.Id)];

    private static List<KeyFinding> Find(KeyInfo key, KeyPolicy? policy = null, AuditOptions? options = null, Workspace? workspace = null) =>
        new KeyCheck(policy, options ?? new(), TestTime.Now).FindIn(key, workspace);
}
