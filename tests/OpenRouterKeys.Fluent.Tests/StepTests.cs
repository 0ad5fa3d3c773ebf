namespace OpenRouterKeys.Fluent.Tests;

/// <summary>One test a step: one fact differs, and the original is unchanged.</summary>
public class StepTests
{
    private static readonly KeyRequest Original = KeyRequest.Named("ci-bot");

    public static TheoryData<string, Func<KeyRequest, KeyRequest>, Func<KeyRequest, object?>, object?> Steps => new()
    {
        { "WithName", r => r.WithName("other"), r => r.Name, "other" },
        { "Limit", r => r.Limit(25.50m), r => r.LimitUsd, 25.5m },
        { "Limit of nothing", r => r.Limit(0m), r => r.LimitUsd, 0m },
        { "Unlimited", r => r.Limit(1m).Unlimited(), r => r.LimitUsd, null },
        { "ResetsDaily", r => r.ResetsDaily(), r => r.LimitReset, LimitReset.Daily },
        { "ResetsWeekly", r => r.ResetsWeekly(), r => r.LimitReset, LimitReset.Weekly },
        { "ResetsMonthly", r => r.ResetsMonthly(), r => r.LimitReset, LimitReset.Monthly },
        { "NeverResets", r => r.ResetsDaily().NeverResets(), r => r.LimitReset, LimitReset.Never },
        { "Resets", r => r.Resets(LimitReset.Weekly), r => r.LimitReset, LimitReset.Weekly },
        { "IncludesByok", r => r.IncludesByok(), r => r.IncludeByokInLimit, true },
        { "IncludesByok not", r => r.IncludesByok(false), r => r.IncludeByokInLimit, false },
        { "ExpiresAt", r => r.ExpiresAt(Instants.At("2030-01-02T05:04:05+02:00")), r => r.Expiration, Instants.At("2030-01-02T03:04:05Z") },
        { "ExpiresIn", r => r.ExpiresIn(TimeSpan.FromDays(1), Instants.Clock), r => r.Expiration, Instants.Now.AddDays(1) },
        { "InWorkspace", r => r.InWorkspace(Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11")), r => r.WorkspaceId, Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11") },
        { "CreatedBy", r => r.CreatedBy("user_1"), r => r.CreatorUserId, "user_1" },
    };

    [Theory]
    [MemberData(nameof(Steps), DisableDiscoveryEnumeration = true)]
    public void A_step_changes_one_fact_and_leaves_the_original(string step, Func<KeyRequest, KeyRequest> take, Func<KeyRequest, object?> fact, object? expected)
    {
        var changed = take(Original);

        Assert.Equal(expected, fact(changed));
        Assert.Equal(KeyRequest.Named("ci-bot"), Original);
        Assert.True(step.StartsWith("Unlimited", StringComparison.Ordinal) || step.StartsWith("Never", StringComparison.Ordinal) || changed != Original, step);
    }

    [Fact]
    public void A_new_request_states_its_name_and_nothing_else() =>
        Assert.Equal(
            (null, LimitReset.Never, null, null, null, null),
            (Original.LimitUsd, Original.LimitReset, Original.IncludeByokInLimit, Original.Expiration, Original.WorkspaceId, Original.CreatorUserId));

    [Fact]
    public void Unnamed_is_a_request_without_a_name_until_it_is_renamed()
    {
        Assert.Equal("", KeyRequest.Unnamed.Name);
        Assert.Equal(Original, KeyRequest.Unnamed.WithName("ci-bot"));
    }

    [Fact]
    public void An_expiry_is_kept_in_UTC() =>
        Assert.Equal(TimeSpan.Zero, Original.ExpiresAt(Instants.At("2030-01-01T00:00:00-11:30")).Expiration!.Value.Offset);

    [Fact]
    public void A_lifetime_beyond_the_calendar_means_its_end()
    {
        Assert.Equal(DateTimeOffset.MaxValue, Original.ExpiresIn(TimeSpan.MaxValue, Instants.Clock).Expiration);
        Assert.Equal(DateTimeOffset.MinValue, Original.ExpiresIn(TimeSpan.MinValue, Instants.Clock).Expiration);
    }

    [Fact]
    public void Equal_amounts_make_equal_requests_and_equal_texts()
    {
        Assert.Equal(Original.Limit(25m), Original.Limit(25.00m));
        Assert.Equal(Original.Limit(25m).GetHashCode(), Original.Limit(25.00m).GetHashCode());
        Assert.Equal(Original.Limit(25m).ToJson(), Original.Limit(25.00m).ToJson());
        Assert.Equal(Original.Limit(0m).ToJson(), Original.Limit(-0.0m).ToJson());
    }

    [Fact]
    public void Like_asks_for_another_such_key()
    {
        var key = new KeyInfo
        {
            Hash = "h1", Name = "tenant", LimitUsd = 5.0m, LimitReset = LimitReset.Weekly, IncludeByokInLimit = true,
            ExpiresAt = Instants.At("2031-01-01T02:00:00+02:00"), WorkspaceId = Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11"), CreatorUserId = "user_1",
        };

        Assert.Equal(
            KeyRequest.Named("tenant").Limit(5m).ResetsWeekly().IncludesByok().ExpiresAt(Instants.At("2031-01-01T00:00:00Z"))
                .InWorkspace(Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11")).CreatedBy("user_1"),
            KeyRequest.CopyOf(key));
    }

    [Fact]
    public void Null_texts_are_taken_and_found_by_validation()
    {
        Assert.Equal(["ORK1001"], KeyRequest.Named(null!).Validate().Errors.Select(e => e.ErrorCode));
        Assert.Equal(["ORK1009"], Original.CreatedBy(null!).Validate().Errors.Select(e => e.ErrorCode));
    }
}
