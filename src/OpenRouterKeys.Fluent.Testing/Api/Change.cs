using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>The body of <c>PATCH /keys/{hash}</c>: null clears, absent leaves.</summary>
internal sealed class Change
{
    private string? _name;
    private bool? _disabled;
    private bool? _byokInLimit;
    private (bool IsSet, JsonElement? Value) _limit;
    private (bool IsSet, LimitReset? Value) _reset;

    public static Change Read(BodyMembers body, out string? problem)
    {
        var change = new Change
        {
            _name = body.Text(PropertyNames.Name, orNull: false),
            _disabled = body.Flag(PropertyNames.Disabled),
            _limit = (body.Has(PropertyNames.Limit), body.Number(PropertyNames.Limit)),
            _reset = (body.Has(PropertyNames.LimitReset), body.Interval(PropertyNames.LimitReset)),
            _byokInLimit = body.Flag(PropertyNames.IncludeByokInLimit),
        };
        problem = body.Problem;
        return change;
    }

    public KeyInfo ApplyTo(KeyInfo key, DateTimeOffset now)
    {
        var changed = key with
        {
            Name = _name ?? key.Name,
            IsDisabled = _disabled ?? key.IsDisabled,
            IncludeByokInLimit = _byokInLimit ?? key.IncludeByokInLimit,
            UpdatedAt = now,
        };
        changed = _limit.IsSet ? Limits.Set(changed, _limit.Value) : changed;
        return _reset.IsSet ? WithReset(changed, _reset.Value ?? LimitReset.Never) : changed;
    }

    // An interval that the library does not know stands in Extra, and would hide the new one.
    private static KeyInfo WithReset(KeyInfo key, LimitReset interval) => key with
    {
        LimitReset = interval,
        AdditionalProperties = key.AdditionalProperties.Where(member => member.Key != PropertyNames.LimitReset).ToDictionary(StringComparer.Ordinal),
    };
}
