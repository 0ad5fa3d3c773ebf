using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>A key's facts while they are read, leniently: a member of an unexpected type goes to Extra and throws nothing. A struct, for
/// it is as large as what it builds.</summary>
internal struct KeyInfoBuilder(string? secret = null)
{
    private Dictionary<string, JsonElement>? _extra;
    private string? _hash, _name, _label, _creator;
    private bool _disabled, _byokInLimit;
    private decimal? _limit, _remaining;
    private decimal _usage, _usageDaily, _usageWeekly, _usageMonthly;
    private decimal _byok, _byokDaily, _byokWeekly, _byokMonthly;
    private LimitReset _reset;
    private DateTimeOffset? _created, _updated, _expiry;
    private Guid? _workspace;

    /// <summary>The secret that older answers have inside <c>data</c>; the last that is not blank, of a repeated <c>data</c> too.</summary>
    public string? Secret { get; private set; } = secret;

    /// <summary>Reads the members of an object that has begun.</summary>
    /// <returns>False where the bytes ended first; what came before is kept.</returns>
    public bool ReadMembers(ref ResponseReader reader)
    {
        while (reader.ReadName(out var name))
        {
            if (!reader.ReadValue() || !ReadMember(ref reader, name))
            {
                return false;
            }
        }

        return reader.IsAtEndOfObject;
    }

    public void AddExtra(string name, JsonElement value) => (_extra ??= new(StringComparer.Ordinal)).TryAdd(name, value);

    /// <summary>The facts, with the secret taken out wherever an answer repeats it.</summary>
    public readonly KeyInfo Build(SecretGuard secret) => new()
    {
        Hash = secret.HashOrEmpty(_hash),
        Name = secret.Scrub(_name) ?? "",
        Label = secret.Scrub(_label) ?? "",
        IsDisabled = _disabled,
        LimitUsd = _limit,
        LimitRemainingUsd = _remaining,
        LimitReset = _reset,
        IncludeByokInLimit = _byokInLimit,
        Usage = new(_usage, _usageDaily, _usageWeekly, _usageMonthly),
        ByokUsage = new(_byok, _byokDaily, _byokWeekly, _byokMonthly),
        CreatedAt = _created,
        UpdatedAt = _updated,
        ExpiresAt = _expiry,
        WorkspaceId = _workspace,
        CreatorUserId = secret.Scrub(_creator),
        AdditionalProperties = PropertyBag.Of(_extra is null ? null : secret.WithoutSecrets(_extra)),
    };

    private bool ReadMember(ref ResponseReader reader, string name)
    {
        var understood = name switch
        {
            PropertyNames.Hash => reader.TryRead(out _hash),
            PropertyNames.Name => reader.TryRead(out _name),
            PropertyNames.Label => reader.TryRead(out _label),
            PropertyNames.Disabled => reader.TryRead(out _disabled),
            PropertyNames.Limit => reader.TryRead(out _limit),
            PropertyNames.LimitRemaining => reader.TryRead(out _remaining),
            PropertyNames.LimitReset => reader.TryRead(out _reset),
            PropertyNames.IncludeByokInLimit => reader.TryRead(out _byokInLimit),
            PropertyNames.Usage => reader.TryRead(out _usage),
            PropertyNames.UsageDaily => reader.TryRead(out _usageDaily),
            PropertyNames.UsageWeekly => reader.TryRead(out _usageWeekly),
            PropertyNames.UsageMonthly => reader.TryRead(out _usageMonthly),
            PropertyNames.ByokUsage => reader.TryRead(out _byok),
            PropertyNames.ByokUsageDaily => reader.TryRead(out _byokDaily),
            PropertyNames.ByokUsageWeekly => reader.TryRead(out _byokWeekly),
            PropertyNames.ByokUsageMonthly => reader.TryRead(out _byokMonthly),
            PropertyNames.CreatedAt => reader.TryRead(out _created),
            PropertyNames.UpdatedAt => reader.TryRead(out _updated),
            PropertyNames.ExpiresAt => reader.TryRead(out _expiry),
            PropertyNames.WorkspaceId => reader.TryRead(out _workspace),
            PropertyNames.CreatorUserId => reader.TryRead(out _creator),
            PropertyNames.Key => ReadSecret(ref reader),
            _ => reader.IsNull,
        };
        _extra?.Remove(name); // of repeated members the last one counts
        return understood ? reader.SkipValue() : reader.ReadExtra(name, ref _extra);
    }

    // Whatever stands there is or was meant as a secret, so none of it is kept in Extra.
    private bool ReadSecret(ref ResponseReader reader)
    {
        Secret = reader.TryReadSecret() ?? Secret;
        return true;
    }
}
