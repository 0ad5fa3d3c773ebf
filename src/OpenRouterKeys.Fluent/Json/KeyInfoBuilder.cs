using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>Reads the properties of a key. One with a value of an unexpected type becomes an additional property. It is a struct for
/// the gates that read a created key and a list: as a class, it would double the memory per key.</summary>
internal struct KeyInfoBuilder(string? secret = null)
{
    private Dictionary<string, JsonElement>? _additionalProperties;
    private string? _hash, _name, _label, _creator, _externalUser;
    private bool _isDisabled, _includeByokInLimit;
    private decimal? _limit, _limitRemaining;
    private decimal _usage, _usageDaily, _usageWeekly, _usageMonthly;
    private decimal _byokUsage, _byokUsageDaily, _byokUsageWeekly, _byokUsageMonthly;
    private LimitReset _limitReset;
    private DateTimeOffset? _createdAt, _updatedAt, _expiresAt, _lastUsedAt;
    private Guid? _workspace;
    private KeySettings _read, _unreadable;

    /// <summary>The last secret that is not blank. Only older responses contain it here.</summary>
    public string? Secret { get; private set; } = secret;

    /// <summary>Reads the properties of the object at whose start the reader is.</summary>
    /// <returns>False if the response is truncated. The properties before that are kept.</returns>
    public bool ReadProperties(ref ResponseReader reader)
    {
        while (reader.ReadName(out var name))
        {
            if (!reader.ReadValue() || !ReadProperty(ref reader, name))
            {
                return false;
            }
        }

        return reader.IsAtEndOfObject;
    }

    /// <summary>Adds an additional property, unless there is one of this name.</summary>
    public void AddProperty(string name, JsonElement value) => (_additionalProperties ??= new(StringComparer.Ordinal)).TryAdd(name, value);

    /// <summary>Creates the <see cref="KeyInfo"/>, without secrets.</summary>
    public readonly KeyInfo Build(SecretGuard guard) => new()
    {
        Hash = guard.HashOrEmpty(_hash),
        Name = guard.Scrub(_name) ?? "",
        Label = guard.Scrub(_label) ?? "",
        IsDisabled = _isDisabled,
        LimitUsd = _limit,
        LimitRemainingUsd = _limitRemaining,
        LimitReset = _limitReset,
        IncludeByokInLimit = _includeByokInLimit,
        Usage = new(_usage, _usageDaily, _usageWeekly, _usageMonthly),
        ByokUsage = new(_byokUsage, _byokUsageDaily, _byokUsageWeekly, _byokUsageMonthly),
        CreatedAt = _createdAt,
        UpdatedAt = _updatedAt,
        ExpiresAt = _expiresAt,
        LastUsedAt = _lastUsedAt,
        WorkspaceId = _workspace,
        CreatorUserId = guard.Scrub(_creator),
        ExternalUser = guard.Scrub(_externalUser),
        AdditionalProperties = PropertyBag.CopyOf(_additionalProperties is null ? null : guard.RemoveSecrets(_additionalProperties)),
        UnknownSettings = new(_unreadable | (KeySettings.Required & ~_read), KeySettings.Expected & ~_read), // last, because setting a property removes it
    };

    private bool ReadProperty(ref ResponseReader reader, string name)
    {
        var isRead = name switch
        {
            ApiNames.Hash => reader.TryRead(out _hash),
            ApiNames.Name => Record(KeySettings.Name, reader.TryRead(out _name)),
            ApiNames.Label => reader.TryRead(out _label),
            ApiNames.Disabled => reader.TryRead(out _isDisabled),
            ApiNames.Limit => Record(KeySettings.Limit, reader.TryRead(out _limit)),
            ApiNames.LimitRemaining => reader.TryRead(out _limitRemaining),
            ApiNames.LimitReset => Record(KeySettings.LimitReset, reader.TryRead(out _limitReset)),
            ApiNames.IncludeByokInLimit => Record(KeySettings.IncludeByokInLimit, reader.TryRead(out _includeByokInLimit)),
            ApiNames.Usage => Record(KeySettings.Usage, reader.TryRead(out _usage)),
            ApiNames.UsageDaily => reader.TryRead(out _usageDaily),
            ApiNames.UsageWeekly => reader.TryRead(out _usageWeekly),
            ApiNames.UsageMonthly => reader.TryRead(out _usageMonthly),
            ApiNames.ByokUsage => Record(KeySettings.ByokUsage, reader.TryRead(out _byokUsage)),
            ApiNames.ByokUsageDaily => reader.TryRead(out _byokUsageDaily),
            ApiNames.ByokUsageWeekly => reader.TryRead(out _byokUsageWeekly),
            ApiNames.ByokUsageMonthly => reader.TryRead(out _byokUsageMonthly),
            ApiNames.CreatedAt => reader.TryRead(out _createdAt),
            ApiNames.UpdatedAt => reader.TryRead(out _updatedAt),
            ApiNames.ExpiresAt => Record(KeySettings.ExpiresAt, reader.TryRead(out _expiresAt)),
            ApiNames.WorkspaceId => Record(KeySettings.WorkspaceId, reader.TryRead(out _workspace)),
            ApiNames.CreatorUserId => Record(KeySettings.CreatorUserId, reader.TryRead(out _creator)),
            ApiNames.ExternalUser => Record(KeySettings.ExternalUser, reader.TryRead(out _externalUser)),
            ApiNames.LastUsedAt => Record(KeySettings.LastUsedAt, reader.TryRead(out _lastUsedAt)),
            ApiNames.Key => ReadSecret(ref reader),
            _ => reader.IsNull,
        };
        _additionalProperties?.Remove(name); // the last of repeated properties is used
        return isRead ? reader.SkipValue() : reader.ReadAdditionalProperty(name, ref _additionalProperties);
    }

    private bool Record(KeySettings setting, bool isRead)
    {
        _read |= setting;
        _unreadable = isRead ? _unreadable & ~setting : _unreadable | setting; // the last of repeated properties is used
        return isRead;
    }

    // Always true: a value that is not a string may contain a secret, so it does not become an additional property.
    private bool ReadSecret(ref ResponseReader reader)
    {
        Secret = reader.GetSecret() ?? Secret;
        return true;
    }
}
