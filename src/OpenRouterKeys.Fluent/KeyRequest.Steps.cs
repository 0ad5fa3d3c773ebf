using System.Diagnostics.Contracts;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent;

public sealed partial record KeyRequest
{
    /// <summary>Gives the key another name.</summary>
    /// <param name="name">Any text, null too: what is wrong with it is found by validation.</param>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest WithName(string name) => this with { Name = name ?? "" };

    /// <summary>Lets the key spend this much.</summary>
    /// <param name="usd">US dollars; 0 makes a key that can never spend.</param>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest Limit(decimal usd) => this with { LimitUsd = DecimalText.Normalize(usd) };

    /// <summary>Lets the key spend without limit, which is where every request begins.</summary>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest Unlimited() => this with { LimitUsd = null };

    /// <summary>Refills the limit every day at midnight UTC.</summary>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest ResetsDaily() => Resets(LimitReset.Daily);

    /// <summary>Refills the limit every Monday at midnight UTC.</summary>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest ResetsWeekly() => Resets(LimitReset.Weekly);

    /// <summary>Refills the limit on the first of every month at midnight UTC.</summary>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest ResetsMonthly() => Resets(LimitReset.Monthly);

    /// <summary>Never refills the limit, which is where every request begins.</summary>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest NeverResets() => Resets(LimitReset.Never);

    /// <summary>Refills the limit in an interval that is known at run time.</summary>
    /// <param name="interval">How often.</param>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest Resets(LimitReset interval) => this with { LimitReset = interval };

    /// <summary>Says whether spending through the account's own provider keys (BYOK) counts towards the limit.</summary>
    /// <param name="included">True where it counts.</param>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest IncludesByok(bool included = true) => this with { IncludeByokInLimit = included };

    /// <summary>Lets the key stop working at this instant.</summary>
    /// <param name="instant">Any offset; it is kept and sent in UTC.</param>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest ExpiresAt(DateTimeOffset instant) => this with { Expiration = instant.ToUniversalTime() };

    /// <summary>Lets the key stop working after this time, counted from now.</summary>
    /// <param name="lifetime">How long it works. A time that leads beyond .NET's calendar means its last or first instant.</param>
    /// <param name="timeProvider">Tells the present; null: the system's clock.</param>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest ExpiresIn(TimeSpan lifetime, TimeProvider? timeProvider = null)
    {
        var now = (timeProvider ?? TimeProvider.System).GetUtcNow();
        return ExpiresAt(
            lifetime > DateTimeOffset.MaxValue - now ? DateTimeOffset.MaxValue
            : lifetime < DateTimeOffset.MinValue - now ? DateTimeOffset.MinValue
            : now + lifetime);
    }

    /// <summary>Creates the key in a workspace other than the default one.</summary>
    /// <param name="workspaceId">The workspace's id.</param>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest InWorkspace(Guid workspaceId) => this with { WorkspaceId = workspaceId };

    /// <summary>Says for which user of the account the key is created.</summary>
    /// <param name="userId">The user's id, as in <c>user_2dHFtVWx2n56w6HkM0000000000</c>; null counts as blank, which breaks ORK1009.</param>
    /// <returns>A new request.</returns>
    [Pure]
    public KeyRequest CreatedBy(string userId) => this with { CreatorUserId = userId ?? "" };
}
