using System.Diagnostics.Contracts;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FluentValidation.Results;
using OpenRouterKeys.Fluent.Json;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;
using OpenRouterKeys.Fluent.Validation;

namespace OpenRouterKeys.Fluent;

/// <summary>An immutable description of an update of a key (the body of <c>PATCH /api/v1/keys/{hash}</c>). Every step, such as
/// <see cref="Limit"/>, returns a new update that sets one more setting; other settings of the key are unchanged. Updates are compared by
/// what they set.</summary>
public sealed record KeyUpdate
{
    private KeyUpdate()
    {
    }

    /// <summary>Gets an update that sets nothing. It is invalid (ORK1011) until a step is added.</summary>
    public static KeyUpdate Empty { get; } = new();

    internal string? Name { get; private init; }

    internal bool? IsDisabled { get; private init; }

    internal Setting<decimal?>? LimitUsd { get; private init; }

    internal LimitReset? LimitReset { get; private init; }

    internal bool? IncludeByokInLimit { get; private init; }

    /// <summary>Creates a copy of this update that sets the key's name.</summary>
    /// <param name="name">The key's name. Any text is accepted, including null; validation reports an invalid name (ORK1001 to ORK1003).</param>
    /// <returns>A new update.</returns>
    [Pure]
    public KeyUpdate WithName(string name) => this with { Name = name ?? "" };

    /// <summary>Creates a copy of this update that sets the spending limit. Spending in the current interval counts towards it.</summary>
    /// <param name="usd">The limit in US dollars. 0: the key cannot spend.</param>
    /// <returns>A new update.</returns>
    [Pure]
    public KeyUpdate Limit(decimal usd) => this with { LimitUsd = new(DecimalText.Normalize(usd)) };

    /// <summary>Creates a copy of this update that removes the spending limit (<c>"limit": null</c>).</summary>
    /// <returns>A new update.</returns>
    [Pure]
    public KeyUpdate Unlimited() => this with { LimitUsd = new(null) };

    /// <summary>Creates a copy of this update that resets the limit every day at midnight UTC.</summary>
    /// <returns>A new update.</returns>
    [Pure]
    public KeyUpdate ResetsDaily() => Resets(Fluent.LimitReset.Daily);

    /// <summary>Creates a copy of this update that resets the limit every Monday at midnight UTC.</summary>
    /// <returns>A new update.</returns>
    [Pure]
    public KeyUpdate ResetsWeekly() => Resets(Fluent.LimitReset.Weekly);

    /// <summary>Creates a copy of this update that resets the limit on the first day of every month at midnight UTC.</summary>
    /// <returns>A new update.</returns>
    [Pure]
    public KeyUpdate ResetsMonthly() => Resets(Fluent.LimitReset.Monthly);

    /// <summary>Creates a copy of this update after which the limit never resets (<c>"limit_reset": null</c>).</summary>
    /// <returns>A new update.</returns>
    [Pure]
    public KeyUpdate NeverResets() => Resets(Fluent.LimitReset.Never);

    /// <summary>Creates a copy of this update with a reset interval that is chosen at run time.</summary>
    /// <param name="interval">The interval.</param>
    /// <returns>A new update.</returns>
    [Pure]
    public KeyUpdate Resets(LimitReset interval) => this with { LimitReset = interval };

    /// <summary>Creates a copy of this update that sets whether BYOK spending (through your own provider keys) counts towards the limit.</summary>
    /// <param name="included">True if it counts.</param>
    /// <returns>A new update.</returns>
    [Pure]
    public KeyUpdate IncludesByok(bool included = true) => this with { IncludeByokInLimit = included };

    /// <summary>Creates a copy of this update that disables the key. A disabled key can be enabled again.</summary>
    /// <returns>A new update.</returns>
    [Pure]
    public KeyUpdate Disable() => this with { IsDisabled = true };

    /// <summary>Creates a copy of this update that enables the key.</summary>
    /// <returns>A new update.</returns>
    [Pure]
    public KeyUpdate Enable() => this with { IsDisabled = false };

    /// <summary>Returns the key as it will be after this update, for use in fakes and previews. Spending in the current interval and
    /// <see cref="KeyInfo.UpdatedAt"/>, which the API sets, are unchanged.</summary>
    /// <param name="key">The key before the update.</param>
    /// <returns>The key after the update.</returns>
    public KeyInfo ApplyTo(KeyInfo key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return WithName(WithByok(WithReset(WithLimit(key)))) with { IsDisabled = IsDisabled ?? key.IsDisabled };
    }

    /// <summary>Checks all rules for what this update sets and reports every violation. Nothing is sent. <c>Errors</c> also contains warnings,
    /// which do not make the result invalid.</summary>
    /// <param name="policy">The policy whose rules apply to what this update sets: its limit and its name; null: none.</param>
    /// <returns>FluentValidation's result. Each failure's <c>ErrorCode</c> is the rule's id, such as <c>ORK1004</c>.</returns>
    /// <exception cref="ArgumentException">The policy is invalid.</exception>
    public ValidationResult Validate(KeyPolicy? policy = null) => KeyUpdateValidator.Shared.ValidateAll(this, policy?.EnsureValid(nameof(policy)));

    /// <summary>Returns this update, or throws an exception if it is invalid.</summary>
    /// <param name="policy">The policy whose rules apply to what this update sets: its limit and its name; null: none.</param>
    /// <returns>This update.</returns>
    /// <exception cref="InvalidKeyRequestException">The update is empty or violates rules of severity Error. The exception contains all of
    /// them.</exception>
    /// <exception cref="ArgumentException">The policy is invalid.</exception>
    public KeyUpdate EnsureValid(KeyPolicy? policy = null)
    {
        Validate(policy).ThrowIfInvalid();
        return this;
    }

    /// <summary>Returns the JSON form. It contains only what this update sets; a removed limit or reset interval is null.</summary>
    /// <returns>The body of <c>PATCH /api/v1/keys/{hash}</c>.</returns>
    /// <exception cref="InvalidKeyRequestException">The reset interval is not defined (ORK1006).</exception>
    public string ToJson() => Encoding.UTF8.GetString(UpdateWriter.Write(this).Span);

    /// <summary>Returns what this update sets on one line, safe to log: keys in the name are masked, and long names are truncated.</summary>
    /// <returns>Text such as <c>KeyUpdate { LimitUsd = 50, LimitReset = Weekly }</c>.</returns>
    public override string ToString()
    {
        string?[] parts =
        [
            Name is null ? null : $"{nameof(Name)} = {LogText.FromName(Name)}",
            IsDisabled is { } disabled ? $"{nameof(IsDisabled)} = {disabled}" : null,
            LimitUsd is { } limit ? $"{nameof(LimitUsd)} = {limit.Value?.ToString(CultureInfo.InvariantCulture) ?? "unlimited"}" : null,
            LimitReset is { } interval ? $"{nameof(LimitReset)} = {interval}" : null,
            IncludeByokInLimit is { } included ? $"{nameof(IncludeByokInLimit)} = {included}" : null,
        ];
        return $"KeyUpdate {{ {string.Join(", ", parts.OfType<string>().DefaultIfEmpty("no changes"))} }}";
    }

    private KeyInfo WithLimit(KeyInfo key) => LimitUsd is not { Value: var limit } ? key : key with
    {
        LimitUsd = limit,
        LimitRemainingUsd = limit - (key.LimitUsd - key.LimitRemainingUsd ?? SpentInInterval(key)),
        AdditionalProperties = ExceptProperties(key, ApiNames.Limit, ApiNames.LimitRemaining),
    };

    private KeyInfo WithReset(KeyInfo key) => LimitReset is not { } interval ? key : key with
    {
        LimitReset = interval,
        AdditionalProperties = ExceptProperties(key, ApiNames.LimitReset),
    };

    // A property that this update does not set is not assigned, because it may be unknown.
    private KeyInfo WithName(KeyInfo key) => Name is not { } name ? key : key with
    {
        Name = name,
        AdditionalProperties = ExceptProperties(key, ApiNames.Name),
    };

    private KeyInfo WithByok(KeyInfo key) => IncludeByokInLimit is not { } isIncluded ? key : key with
    {
        IncludeByokInLimit = isIncluded,
        AdditionalProperties = ExceptProperties(key, ApiNames.IncludeByokInLimit),
    };

    private static decimal SpentInInterval(KeyInfo key) => key.LimitReset switch
    {
        Fluent.LimitReset.Daily => key.Usage.DailyUsd,
        Fluent.LimitReset.Weekly => key.Usage.WeeklyUsd,
        Fluent.LimitReset.Monthly => key.Usage.MonthlyUsd,
        _ => key.Usage.TotalUsd,
    };

    // An additional property with a setting's name is a value of an unexpected type, which this update replaces.
    private static Dictionary<string, JsonElement> ExceptProperties(KeyInfo key, params string[] names) =>
        key.AdditionalProperties.Where(property => !names.Contains(property.Key)).ToDictionary(StringComparer.Ordinal);
}

/// <summary>A setting of an update whose value can itself be null. A null <c>Setting&lt;T&gt;?</c> leaves the key's value unchanged; a
/// <see cref="Value"/> of null clears it.</summary>
internal readonly record struct Setting<T>(T Value);
