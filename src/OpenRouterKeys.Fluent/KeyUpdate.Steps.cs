using System.Diagnostics.Contracts;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent;

public sealed partial record KeyUpdate
{
    /// <summary>Gives the key another name.</summary>
    /// <param name="name">Any text, null too: what is wrong with it is found by validation.</param>
    /// <returns>A new change.</returns>
    [Pure]
    public KeyUpdate WithName(string name) => this with { Name = name ?? "" };

    /// <summary>Lets the key spend this much; what it has spent in the window counts.</summary>
    /// <param name="usd">US dollars; 0 stops all spending.</param>
    /// <returns>A new change.</returns>
    [Pure]
    public KeyUpdate Limit(decimal usd) => this with { LimitUsd = new(DecimalText.Normalize(usd)) };

    /// <summary>Takes the limit away (<c>"limit": null</c>).</summary>
    /// <returns>A new change.</returns>
    [Pure]
    public KeyUpdate Unlimited() => this with { LimitUsd = new(null) };

    /// <summary>Refills the limit every day at midnight UTC.</summary>
    /// <returns>A new change.</returns>
    [Pure]
    public KeyUpdate ResetsDaily() => Resets(Fluent.LimitReset.Daily);

    /// <summary>Refills the limit every Monday at midnight UTC.</summary>
    /// <returns>A new change.</returns>
    [Pure]
    public KeyUpdate ResetsWeekly() => Resets(Fluent.LimitReset.Weekly);

    /// <summary>Refills the limit on the first of every month at midnight UTC.</summary>
    /// <returns>A new change.</returns>
    [Pure]
    public KeyUpdate ResetsMonthly() => Resets(Fluent.LimitReset.Monthly);

    /// <summary>Makes the limit one that never refills (<c>"limit_reset": null</c>).</summary>
    /// <returns>A new change.</returns>
    [Pure]
    public KeyUpdate NeverResets() => Resets(Fluent.LimitReset.Never);

    /// <summary>Refills the limit in an interval that is known at run time.</summary>
    /// <param name="interval">How often.</param>
    /// <returns>A new change.</returns>
    [Pure]
    public KeyUpdate Resets(LimitReset interval) => this with { LimitReset = interval };

    /// <summary>Says whether spending through the account's own provider keys (BYOK) counts towards the limit.</summary>
    /// <param name="included">True where it counts.</param>
    /// <returns>A new change.</returns>
    [Pure]
    public KeyUpdate IncludesByok(bool included = true) => this with { IncludeByokInLimit = included };

    /// <summary>Switches the key off; it can be switched on again.</summary>
    /// <returns>A new change.</returns>
    [Pure]
    public KeyUpdate Disable() => this with { IsDisabled = true };

    /// <summary>Switches the key on.</summary>
    /// <returns>A new change.</returns>
    [Pure]
    public KeyUpdate Enable() => this with { IsDisabled = false };
}
