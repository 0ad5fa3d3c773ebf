using System.Globalization;
using System.Text;
using FluentValidation.Results;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Validation;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Fluent;

/// <summary>What to change about a key (the body of <c>PATCH /api/v1/keys/{hash}</c>); what no step names stays as it is. Every step returns
/// a new change, so use what it returns. Changes are compared by what they name.</summary>
public sealed partial record KeyUpdate
{
    private KeyUpdate()
    {
    }

    /// <summary>Where every change begins. It names nothing yet, and is refused as it is (ORK1011).</summary>
    public static KeyUpdate Empty { get; } = new();

    internal string? Name { get; private init; }

    internal bool? IsDisabled { get; private init; }

    internal Setting<decimal?>? LimitUsd { get; private init; }

    internal LimitReset? LimitReset { get; private init; }

    internal bool? IncludeByokInLimit { get; private init; }

    /// <summary>What the key will look like: for fakes, plans and the simulator. What was spent in the window stays spent, and when the key
    /// was last changed is left for the API to say.</summary>
    /// <param name="key">What the API tells of the key.</param>
    /// <returns>The key after this change.</returns>
    public KeyInfo ApplyTo(KeyInfo key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return WithReset(WithLimit(key)) with
        {
            Name = Name ?? key.Name,
            IsDisabled = IsDisabled ?? key.IsDisabled,
            IncludeByokInLimit = IncludeByokInLimit ?? key.IncludeByokInLimit,
        };
    }

    /// <summary>Finds every broken rule at once: a request's rules on what is named. Warnings are in <c>Errors</c> too, and leave the
    /// result valid. Nothing is sent.</summary>
    /// <returns>FluentValidation's result; each failure's <c>ErrorCode</c> is the rule's id.</returns>
    public ValidationResult Validate() => KeyUpdateValidator.Shared.ValidateAll(this);

    /// <summary>This change, if it may be sent.</summary>
    /// <returns>This change.</returns>
    /// <exception cref="InvalidKeyRequestException">It names nothing, or breaks rules of severity Error; the exception lists all of them.</exception>
    public KeyUpdate EnsureValid()
    {
        Validate().ThrowIfInvalid();
        return this;
    }

    /// <summary>The wire form: what is not named is absent, and what is cleared is null.</summary>
    /// <returns>The body of <c>PATCH /api/v1/keys/{hash}</c>.</returns>
    /// <exception cref="InvalidKeyRequestException">The reset interval is not defined (ORK1006), so there is no text for it.</exception>
    public string ToJson() => Encoding.UTF8.GetString(UpdateWriter.Write(this).Span);

    /// <summary>What is named, on one line and fit for a log: culture-invariant, a name that holds a key scrubbed, a long one cut.</summary>
    /// <returns>As in <c>KeyUpdate { LimitUsd = 50, LimitReset = Weekly }</c>.</returns>
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
        return $"KeyUpdate {{ {string.Join(", ", parts.OfType<string>().DefaultIfEmpty("nothing"))} }}";
    }

    private KeyInfo WithLimit(KeyInfo key) => LimitUsd is not { Value: var limit } ? key : key with
    {
        LimitUsd = limit,
        LimitRemainingUsd = limit - (key.LimitUsd - key.LimitRemainingUsd ?? SpentInWindow(key)),
        AdditionalProperties = Without(key, PropertyNames.Limit, PropertyNames.LimitRemaining),
    };

    private KeyInfo WithReset(KeyInfo key) => LimitReset is not { } interval ? key : key with
    {
        LimitReset = interval,
        AdditionalProperties = Without(key, PropertyNames.LimitReset),
    };

    private static decimal SpentInWindow(KeyInfo key) => key.LimitReset switch
    {
        Fluent.LimitReset.Daily => key.Usage.DailyUsd,
        Fluent.LimitReset.Weekly => key.Usage.WeeklyUsd,
        Fluent.LimitReset.Monthly => key.Usage.MonthlyUsd,
        _ => key.Usage.TotalUsd,
    };

    // What stands in Extra under a setting's name is the value that its property could not hold.
    private static Dictionary<string, System.Text.Json.JsonElement> Without(KeyInfo key, params string[] names) =>
        key.AdditionalProperties.Where(member => !names.Contains(member.Key)).ToDictionary(StringComparer.Ordinal);
}
