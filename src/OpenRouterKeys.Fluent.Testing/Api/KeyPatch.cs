using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>The body of <c>PATCH /keys/{hash}</c>. Null removes a limit or its reset; absent properties are unchanged.</summary>
internal sealed class KeyPatch
{
    private string? _name;
    private bool? _isDisabled;
    private bool? _includeByokInLimit;
    private (bool IsSet, JsonElement? Value) _limit;
    private (bool IsSet, LimitReset? Value) _limitReset;

    public static KeyPatch Read(RequestBody body, out string? problem)
    {
        var patch = new KeyPatch
        {
            _name = body.GetText(ApiNames.Name, isNullable: false),
            _isDisabled = body.GetBoolean(ApiNames.Disabled),
            _limit = (body.Has(ApiNames.Limit), body.GetNumber(ApiNames.Limit)),
            _limitReset = (body.Has(ApiNames.LimitReset), body.GetInterval(ApiNames.LimitReset)),
            _includeByokInLimit = body.GetBoolean(ApiNames.IncludeByokInLimit),
        };
        problem = body.Problem;
        return patch;
    }

    public KeyInfo ApplyTo(KeyInfo key, DateTimeOffset now)
    {
        var updated = key with
        {
            Name = _name ?? key.Name,
            IsDisabled = _isDisabled ?? key.IsDisabled,
            IncludeByokInLimit = _includeByokInLimit ?? key.IncludeByokInLimit,
            UpdatedAt = now,
        };
        updated = _limit.IsSet ? UsageAccounting.SetLimit(updated, _limit.Value) : updated;
        return _limitReset.IsSet ? SetLimitReset(updated, _limitReset.Value ?? LimitReset.Never) : updated;
    }

    // An interval that the library does not support is in AdditionalProperties, which would replace the new one when the key is written.
    private static KeyInfo SetLimitReset(KeyInfo key, LimitReset interval) => key with
    {
        LimitReset = interval,
        AdditionalProperties = key.AdditionalProperties
            .Where(property => property.Key != ApiNames.LimitReset)
            .ToDictionary(StringComparer.Ordinal),
    };
}
