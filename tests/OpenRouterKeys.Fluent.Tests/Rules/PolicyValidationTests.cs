using FluentValidation.Results;
using OpenRouterKeys.Fluent.Testing;
using OpenRouterKeys.Fluent.Tests.Provisioning;

namespace OpenRouterKeys.Fluent.Tests.Rules;

/// <summary>Tests the validators with a policy.</summary>
public class PolicyValidationTests
{
    private static readonly KeyPolicy Policy = new()
    {
        RequireLimit = true, MaxLimitUsd = 100m, RequireReset = true, RequireExpiration = true, MaxLifetimeDays = 30, NamePatterns = ["ci-*"], RequireWorkspace = true, RequireExternalUser = true,
    };

    private static readonly KeyRequest Allowed = KeyRequest.Named("ci-bot").Limit(100m).ResetsDaily().ExpiresAt(TestTime.Now.AddDays(30)).InWorkspace(Guid.NewGuid()).ForExternalUser("u");

    private static string Ids(ValidationResult result) => string.Join(' ', result.Errors.Select(error => $"{error.ErrorCode}:{error.PropertyName}"));

    [Fact]
    public void Request_that_the_policy_allows_is_valid() => Assert.Equal("", Ids(Allowed.Validate(Policy, TestTime.NewProvider())));

    [Fact]
    public void Every_violation_of_a_request_is_reported_with_its_property()
    {
        Assert.Equal(
            "ORK5006:Name ORK5001:LimitUsd ORK5004:Expiration ORK5007:WorkspaceId ORK5008:ExternalUser",
            Ids(KeyRequest.Named("bot").Validate(Policy)));
        Assert.Equal(
            "ORK5002:LimitUsd ORK5003:LimitReset ORK5005:Expiration",
            Ids(Allowed.Limit(100.01m).NeverResets().ExpiresAt(TestTime.Now.AddDays(30).AddTicks(1)).Validate(Policy, TestTime.NewProvider())));
    }

    [Fact]
    public void Validator_with_a_policy_reports_the_same()
    {
        var request = KeyRequest.Named("bot").Limit(-1m);

        Assert.Equal(Ids(request.Validate(Policy)), Ids(new KeyRequestValidator(Policy).Validate(request)));
        Assert.Equal("ORK1004:LimitUsd", Ids(new KeyRequestValidator().Validate(request)));
        Assert.Equal("ORK1004:LimitUsd", Ids(request.Validate()));
    }

    [Fact]
    public void EnsureValid_throws_for_the_policy()
    {
        var exception = Assert.Throws<InvalidKeyRequestException>(() => KeyRequest.Named("bot").EnsureValid(Policy));

        Assert.Equal(["ORK5006", "ORK5001", "ORK5004", "ORK5007", "ORK5008"], exception.Violations.Select(violation => violation.Id));
    }

    [Fact]
    public void Update_is_validated_for_what_it_sets()
    {
        Assert.Equal("", Ids(KeyUpdate.Empty.Disable().NeverResets().Validate(Policy)));
        Assert.Equal("", Ids(KeyUpdate.Empty.WithName("ci-bot").Limit(100m).Validate(Policy)));
        Assert.Equal("ORK5006:Name ORK5002:LimitUsd", Ids(KeyUpdate.Empty.WithName("bot").Limit(500m).Validate(Policy)));
        Assert.Equal("ORK5001:LimitUsd", Ids(KeyUpdate.Empty.Unlimited().Validate(Policy)));
        Assert.Equal("ORK5002:LimitUsd", Ids(KeyUpdate.Empty.Unlimited().Validate(Policy with { RequireLimit = false })));
        Assert.Equal("ORK5001:LimitUsd", Ids(new KeyUpdateValidator(Policy).Validate(KeyUpdate.Empty.Unlimited())));
        Assert.Equal("", Ids(KeyUpdate.Empty.Unlimited().Validate()));
        Assert.Throws<InvalidKeyRequestException>(() => KeyUpdate.Empty.Unlimited().EnsureValid(Policy));
    }

    [Fact]
    public void ORK5006_ignores_the_mark_of_CreateOnceAsync()
    {
        var policy = new KeyPolicy { NamePatterns = ["ci-bot"] };

        Assert.Equal("", Ids(KeyRequest.Named("ci-bot #0123456789abcdef").Validate(policy)));
        Assert.Equal("ORK5006:Name", Ids(KeyRequest.Named("ci-bot #0123456789abcde").Validate(policy)));
        Assert.Equal("", Ids(KeyUpdate.Empty.WithName("ci-bot #0123456789abcdef").Validate(policy)));
    }
}

/// <summary>Tests that a client with a policy rejects violations before it sends anything.</summary>
public sealed class PolicyClientTests : SimulatorTestBase
{
    private static readonly KeyPolicy Policy = new() { MaxLimitUsd = 100m, NamePatterns = ["ci-bot", "key *"] };
    private static readonly KeyRequest Allowed = KeyRequest.Named("ci-bot").Limit(5m);

    private OpenRouterKeysClient CreateClient(KeyPolicy? policy = null) => OpenRouter.CreateClient(new() { TimeProvider = new AdvancingTimeProvider(), Policy = policy ?? Policy });

    private async Task AssertRejectedAsync(string property, string id, Func<Task> call)
    {
        var requests = OpenRouter.Requests.Count;
        var violation = Assert.Single((await Assert.ThrowsAsync<InvalidKeyRequestException>(call)).Violations);

        Assert.Equal((id, property, requests), (violation.Id, violation.Property, OpenRouter.Requests.Count));
    }

    [Fact]
    public async Task Creations_and_updates_are_rejected_before_anything_is_sent()
    {
        using var client = CreateClient();

        await AssertRejectedAsync("LimitUsd", "ORK5002", () => client.CreateAsync(Allowed.Limit(500m), Token));
        await AssertRejectedAsync("LimitUsd", "ORK5002", () => Allowed.Unlimited().SendAsync(client, Token));
        await AssertRejectedAsync("Name", "ORK5006", () => client.CreateAsync(Allowed.WithName("bot"), StoreAsync, Token));
        await AssertRejectedAsync("Name", "ORK5006", () => client.CreateOnceAsync(Allowed.WithName("bot"), StoreAsync, Token));
        await AssertRejectedAsync("[1].LimitUsd", "ORK5002", () => client.CreateManyAsync([Allowed, Allowed.WithName("key 2").Unlimited()], StoreAsync, cancellationToken: Token).ToListAsync(Token).AsTask());
        await AssertRejectedAsync("LimitUsd", "ORK5002", () => client.UpdateAsync("hash", KeyUpdate.Empty.Unlimited(), Token));
        await AssertRejectedAsync("Name", "ORK5006", () => client.UpdateAsync("hash", update => update.WithName("bot"), Token));
        Assert.Empty(OpenRouter.Requests);
    }

    [Fact]
    public async Task Allowed_requests_are_sent()
    {
        using var client = CreateClient();

        await client.CreateAsync(Allowed, Token);
        var once = await client.CreateOnceAsync(Allowed, StoreAsync, Token);
        await client.CreateManyAsync([Allowed.WithName("key 1"), Allowed.WithName("key 2")], StoreAsync, cancellationToken: Token).ToListAsync(Token);
        await client.UpdateAsync(once.Info.Hash, update => update.Limit(100m), Token);

        Assert.Equal(4, OpenRouter.Keys.Count);
    }

    [Fact]
    public async Task Rotation_of_a_key_that_violates_the_policy_creates_nothing()
    {
        OpenRouter.Add(new() { Hash = "old", Name = "ci-bot", LimitUsd = 500m });
        using var client = CreateClient();
        var exception = await Assert.ThrowsAsync<InvalidKeyRequestException>(() => client.RotateAsync("old", StoreAsync, cancellationToken: Token));

        Assert.Equal("ORK5002", Assert.Single(exception.Violations).Id);
        Assert.Equal("old", Assert.Single(OpenRouter.Keys).Hash);
        Assert.DoesNotContain(OpenRouter.Requests, request => request.Method != "GET");
    }

    [Fact]
    public async Task Rotation_can_make_the_request_valid()
    {
        OpenRouter.Add(new() { Hash = "old", Name = "ci-bot", LimitUsd = 500m });
        using var client = CreateClient();
        var rotated = await client.RotateAsync("old", StoreAsync, new() { Configure = request => request.Limit(100m) }, Token);

        Assert.Equal(100m, rotated.NewKey.Info.LimitUsd);
    }

    // The API's clock was late, or its response has no fractions of a second.
    [Theory]
    [InlineData(1)]
    [InlineData(TimeSpan.TicksPerSecond)]
    [InlineData(TimeSpan.TicksPerDay)]
    public async Task Rotation_of_a_key_that_was_created_with_the_maximum_lifetime_complies(long ticks)
    {
        var created = DateTimeOffset.UtcNow.AddDays(-30);
        OpenRouter.Add(new() { Hash = "old", Name = "ci-bot", LimitUsd = 5m, CreatedAt = created.AddTicks(-ticks), ExpiresAt = created.AddDays(365) });
        using var client = CreateClient(Policy with { MaxLifetimeDays = 365 });

        var rotated = await client.RotateAsync("old", StoreAsync, cancellationToken: Token);

        Assert.InRange(rotated.NewKey.Info.ExpiresAt!.Value - DateTimeOffset.UtcNow, TimeSpan.FromDays(364), TimeSpan.FromDays(366));
    }

    [Theory]
    [InlineData(365, TimeSpan.TicksPerDay + 1)]
    [InlineData(365 + 36_500, 0)]
    public async Task Rotation_of_a_key_with_a_longer_lifetime_creates_nothing(int days, long ticks)
    {
        var created = DateTimeOffset.UtcNow.AddDays(-30);
        OpenRouter.Add(new() { Hash = "old", Name = "ci-bot", LimitUsd = 5m, CreatedAt = created.AddTicks(-ticks), ExpiresAt = created.AddDays(days) });
        using var client = CreateClient(Policy with { MaxLifetimeDays = 365 });

        var exception = await Assert.ThrowsAsync<InvalidKeyRequestException>(() => client.RotateAsync("old", StoreAsync, cancellationToken: Token));

        Assert.Equal("ORK5005", Assert.Single(exception.Violations).Id);
    }

    [Fact]
    public async Task Client_without_a_policy_accepts_everything()
    {
        await Client.CreateAsync(KeyRequest.Named("bot"), Token);

        Assert.Single(OpenRouter.Keys);
    }
}
