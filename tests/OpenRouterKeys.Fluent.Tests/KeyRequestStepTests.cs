namespace OpenRouterKeys.Fluent.Tests;

public class KeyRequestStepTests
{
    private static readonly KeyRequest Original = KeyRequest.Named("ci-bot");

    public static TheoryData<string, Func<KeyRequest, KeyRequest>, Func<KeyRequest, object?>, object?> Steps => new()
    {
        { "WithName", r => r.WithName("other"), r => r.Name, "other" },
        { "Limit", r => r.Limit(25.50m), r => r.LimitUsd, 25.5m },
        { "Limit 0", r => r.Limit(0m), r => r.LimitUsd, 0m },
        { "Unlimited", r => r.Limit(1m).Unlimited(), r => r.LimitUsd, null },
        { "ResetsDaily", r => r.ResetsDaily(), r => r.LimitReset, LimitReset.Daily },
        { "ResetsWeekly", r => r.ResetsWeekly(), r => r.LimitReset, LimitReset.Weekly },
        { "ResetsMonthly", r => r.ResetsMonthly(), r => r.LimitReset, LimitReset.Monthly },
        { "NeverResets", r => r.ResetsDaily().NeverResets(), r => r.LimitReset, LimitReset.Never },
        { "Resets", r => r.Resets(LimitReset.Weekly), r => r.LimitReset, LimitReset.Weekly },
        { "IncludesByok", r => r.IncludesByok(), r => r.IncludeByokInLimit, true },
        { "IncludesByok false", r => r.IncludesByok(false), r => r.IncludeByokInLimit, false },
        { "ExpiresAt", r => r.ExpiresAt(TestTime.Parse("2030-01-02T05:04:05+02:00")), r => r.Expiration, TestTime.Parse("2030-01-02T03:04:05Z") },
        { "ExpiresIn", r => r.ExpiresIn(TimeSpan.FromDays(1), TestTime.NewProvider()), r => r.Expiration, TestTime.Now.AddDays(1) },
        { "InWorkspace", r => r.InWorkspace(Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11")), r => r.WorkspaceId, Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11") },
        { "CreatedBy", r => r.CreatedBy("user_1"), r => r.CreatorUserId, "user_1" },
        { "ForExternalUser", r => r.ForExternalUser(" customer-1 "), r => r.ExternalUser, " customer-1 " },
        { "ForExternalUser key", r => r.ForExternalUser("u", ApiKey.From("k")), r => r.ExternalApiKey, ApiKey.From("k") },
        { "ForExternalUser again", r => r.ForExternalUser("u", ApiKey.From("k")).ForExternalUser("v"), r => r.ExternalApiKey, null },
    };

    [Theory]
    [MemberData(nameof(Steps), DisableDiscoveryEnumeration = true)]
    public void Step_sets_one_property_of_a_copy(string step, Func<KeyRequest, KeyRequest> apply, Func<KeyRequest, object?> property, object? expected)
    {
        var copy = apply(Original);

        Assert.Equal(expected, property(copy));
        Assert.Equal(KeyRequest.Named("ci-bot"), Original);
        Assert.True(step is "Unlimited" or "NeverResets" || copy != Original, step);
    }

    [Fact]
    public void Named_sets_only_the_name() =>
        Assert.Equal(
            (null, LimitReset.Never, null, null, null, null, null, null),
            (Original.LimitUsd, Original.LimitReset, Original.IncludeByokInLimit, Original.Expiration, Original.WorkspaceId, Original.CreatorUserId,
                Original.ExternalUser, Original.ExternalApiKey));

    [Fact]
    public void Unnamed_has_an_empty_name_until_WithName()
    {
        Assert.Equal("", KeyRequest.Unnamed.Name);
        Assert.Equal(Original, KeyRequest.Unnamed.WithName("ci-bot"));
    }

    [Fact]
    public void ExpiresAt_converts_to_UTC() =>
        Assert.Equal(TimeSpan.Zero, Original.ExpiresAt(TestTime.Parse("2030-01-01T00:00:00-11:30")).Expiration!.Value.Offset);

    [Fact]
    public void ExpiresIn_is_limited_to_the_range_of_DateTimeOffset()
    {
        Assert.Equal(DateTimeOffset.MaxValue, Original.ExpiresIn(TimeSpan.MaxValue, TestTime.NewProvider()).Expiration);
        Assert.Equal(DateTimeOffset.MinValue, Original.ExpiresIn(TimeSpan.MinValue, TestTime.NewProvider()).Expiration);
    }

    [Fact]
    public void Requests_with_equal_amounts_are_equal_and_have_equal_JSON()
    {
        Assert.Equal(Original.Limit(25m), Original.Limit(25.00m));
        Assert.Equal(Original.Limit(25m).GetHashCode(), Original.Limit(25.00m).GetHashCode());
        Assert.Equal(Original.Limit(25m).ToJson(), Original.Limit(25.00m).ToJson());
        Assert.Equal(Original.Limit(0m).ToJson(), Original.Limit(-0.0m).ToJson());
    }

    [Fact]
    public void CopyOf_copies_every_setting_of_a_key()
    {
        var key = new KeyInfo
        {
            Hash = "h1", Name = "tenant", LimitUsd = 5.0m, LimitReset = LimitReset.Weekly, IncludeByokInLimit = true,
            ExpiresAt = TestTime.Parse("2031-01-01T02:00:00+02:00"), WorkspaceId = Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11"), CreatorUserId = "user_1",
        };

        Assert.Equal(
            KeyRequest.Named("tenant").Limit(5m).ResetsWeekly().IncludesByok().ExpiresAt(TestTime.Parse("2031-01-01T00:00:00Z"))
                .InWorkspace(Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11")).CreatedBy("user_1"),
            KeyRequest.CopyOf(key));
    }

    [Fact]
    public void Requests_with_equal_external_users_and_API_keys_are_equal()
    {
        var request = Original.ForExternalUser("u", ApiKey.From("key-1"));

        Assert.Equal(request, Original.ForExternalUser("u", ApiKey.From("key-1")));
        Assert.Equal(request.GetHashCode(), Original.ForExternalUser("u", ApiKey.From("key-1")).GetHashCode());
        Assert.NotEqual(request, Original.ForExternalUser("u", ApiKey.From("key-2")));
        Assert.NotEqual(request, Original.ForExternalUser("u"));
        Assert.NotEqual(request, Original.ForExternalUser("v", ApiKey.From("key-1")));
    }

    [Fact]
    public void Null_name_creator_or_external_user_is_reported_by_Validate()
    {
        Assert.Equal(["ORK1001"], KeyRequest.Named(null!).Validate().Errors.Select(e => e.ErrorCode));
        Assert.Equal(["ORK1009"], Original.CreatedBy(null!).Validate().Errors.Select(e => e.ErrorCode));
        Assert.Equal(["ORK1012"], Original.ForExternalUser(null!).Validate().Errors.Select(e => e.ErrorCode));
    }
}
