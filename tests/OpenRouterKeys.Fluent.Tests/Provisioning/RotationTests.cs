using System.Net;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.Tests.Provisioning;

/// <summary><c>RotateAsync</c>.</summary>
public sealed class RotationTests : SimulatorTestBase
{
    private static readonly Guid Workspace = Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11");

    [Fact]
    public async Task New_key_has_settings_of_old_key_and_old_key_is_disabled()
    {
        var old = await KeyRequest.Named("ci-bot").Limit(25m).ResetsMonthly().IncludesByok().InWorkspace(Workspace).CreatedBy("user_1").SendAsync(Client, Token);
        var created = (await Client.RotateAsync(old.Info.Hash, StoreAsync, cancellationToken: Token)).NewKey;

        Assert.Equal(created.Key, Stored["ci-bot"]);
        Assert.NotEqual(old.Key, created.Key);
        Assert.Equal(KeyRequest.CopyOf(old.Info), KeyRequest.CopyOf(created.Info));
        Assert.Equal((true, false), (await IsDisabledAsync(old.Info.Hash), await IsDisabledAsync(created.Info.Hash)));
    }

    [Fact]
    public async Task Old_key_is_deleted_if_requested()
    {
        OpenRouter.Add(new() { Hash = "old", Name = "ci-bot" });
        var created = (await Client.RotateAsync("old", StoreAsync, new() { DeleteOldKey = true }, Token)).NewKey;
        Assert.Equal(created.Info, Assert.Single(OpenRouter.Keys));
    }

    [Fact]
    public async Task New_key_has_lifetime_of_expiring_old_key()
    {
        var now = TimeProvider.System.GetUtcNow();
        OpenRouter.Add(new() { Hash = "old", Name = "ci-bot", CreatedAt = now.AddDays(-30), ExpiresAt = now.AddDays(1) });

        var created = (await Client.RotateAsync("old", StoreAsync, cancellationToken: Token)).NewKey;

        Assert.InRange(created.Info.ExpiresAt!.Value - now, TimeSpan.FromDays(31), TimeSpan.FromDays(31) + TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task Old_key_is_enabled_while_new_key_is_stored()
    {
        OpenRouter.Add(new() { Hash = "old", Name = "ci-bot" });
        var bothEnabled = false;
        await Client.RotateAsync("old", (_, _) => Task.FromResult(bothEnabled = OpenRouter.Keys.Count == 2 && OpenRouter.Keys.All(key => !key.IsDisabled)), cancellationToken: Token);
        Assert.True(bothEnabled);
    }

    [Fact]
    public async Task Old_key_stays_enabled_if_new_key_is_not_stored()
    {
        OpenRouter.Add(new() { Hash = "old", Name = "ci-bot" });
        var exception = await Assert.ThrowsAsync<KeyNotStoredException>(() => Client.RotateAsync("old", FailAsync, cancellationToken: Token));

        Assert.True(exception.IsDeleted);
        Assert.Equal(("old", false), (Assert.Single(OpenRouter.Keys).Hash, OpenRouter.Keys[0].IsDisabled));
    }

    [Fact]
    public async Task Rejected_disable_of_old_key_reports_both_keys()
    {
        OpenRouter.Add(new() { Hash = "old", Name = "ci-bot" });
        var exception = await Assert.ThrowsAsync<OldKeyNotRetiredException>(() => Client.RotateAsync(
            "old",
            (created, token) =>
            {
                OpenRouter.EnqueueFault(SimulatedFault.Reject(HttpStatusCode.Forbidden));
                return StoreAsync(created, token);
            },
            cancellationToken: Token));

        Assert.Equal("old", exception.OldKey.Hash);
        Assert.Equal(["old", exception.NewKey.Hash], OpenRouter.Keys.Select(key => key.Hash).OrderByDescending(hash => hash == "old"));
        Assert.Single(Stored);
    }

    [Theory]
    [InlineData("""{"data":{"hash":"old","name":"ci-bot","disabled":false}}""")]
    [InlineData("""{"data":{"hash":"old","name":"ci-bot"}}""")]
    public async Task Old_key_that_is_not_disabled_after_update_is_not_retired(string response)
    {
        OpenRouter.Add(new() { Hash = "old", Name = "ci-bot" });
        var exception = await Assert.ThrowsAsync<OldKeyNotRetiredException>(() => Client.RotateAsync(
            "old",
            (created, token) =>
            {
                OpenRouter.EnqueueFault(SimulatedFault.RespondWith(response, HttpStatusCode.OK));
                return StoreAsync(created, token);
            },
            cancellationToken: Token));

        Assert.Equal("old", exception.OldKey.Hash);
        Assert.Contains("does not show that the key is disabled", exception.Message, StringComparison.Ordinal);
        Assert.Single(Stored);
    }

    [Fact]
    public async Task Old_key_deleted_while_storing_is_retired()
    {
        OpenRouter.Add(new() { Hash = "old", Name = "ci-bot" });
        var created = (await Client.RotateAsync("old", (_, token) => Client.DeleteAsync("old", token), cancellationToken: Token)).NewKey;
        Assert.Equal(created.Info, Assert.Single(OpenRouter.Keys));
    }

    [Fact]
    public async Task Failed_disable_of_old_key_has_inner_exception()
    {
        OpenRouter.Add(new() { Hash = "old", Name = "ci-bot" });
        var exception = await Assert.ThrowsAsync<OldKeyNotRetiredException>(() => Client.RotateAsync(
            "old",
            (_, _) =>
            {
                Client.Dispose();
                return Task.CompletedTask;
            },
            cancellationToken: Token));
        Assert.IsType<ObjectDisposedException>(exception.InnerException);
    }

    [Theory]
    [InlineData("""{"hash":"old","name":"ci-bot","limit":"25"}""")]
    [InlineData("""{"hash":"old","name":"ci-bot","limit":25,"limit_reset":null,"include_byok_in_limit":false,"workspace_id":"ws_1"}""")]
    [InlineData("""{"hash":"old","name":"ci-bot","limit":25,"limit_reset":"hourly","include_byok_in_limit":false}""")]
    [InlineData("""{"hash":"old","name":"ci-bot","limit_reset":null,"include_byok_in_limit":false}""")]
    [InlineData("""{"hash":"old","name":"ci-bot","limit":25,"limit_reset":null,"include_byok_in_limit":false,"disabled":"true"}""")]
    public async Task Old_key_with_unknown_settings_is_not_rotated(string old)
    {
        OpenRouter.EnqueueFault(SimulatedFault.RespondWith($$"""{"data":{{old}}}""", HttpStatusCode.OK));
        await Assert.ThrowsAsync<OpenRouterUnavailableException>(() => Client.RotateAsync("old", StoreAsync, cancellationToken: Token));
        Assert.Single(OpenRouter.Requests);
    }

    private async Task<bool> IsDisabledAsync(string hash) => (await Client.GetAsync(hash, Token)).IsDisabled;
}
