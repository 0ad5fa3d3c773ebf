using System.Globalization;
using System.Text.Json;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Cli.Output;

/// <summary>A key as a row of a file for <c>apply</c>. A setting that the API did not return, or that could not be read, is omitted: an omitted limit leaves
/// the key's limit unchanged, but <c>none</c> would remove it.</summary>
internal sealed class ExportedKey
{
    private static readonly string[] Settings =
        [ApiNames.Limit, ApiNames.LimitReset, ApiNames.IncludeByokInLimit, ApiNames.ExpiresAt, ApiNames.CreatorUserId, ApiNames.ExternalUser, ApiNames.Disabled];

    private readonly Guid? _workspace;

    /// <param name="key">The key.</param>
    /// <param name="workspace">The workspace that was exported; null: the default workspace, which a file does not name.</param>
    public ExportedKey(KeyInfo key, Guid? workspace)
    {
        (Key, _workspace) = (key, workspace);
        var properties = KeyJson.ToElement(key);
        UnknownSettings = [.. Settings.Where(setting => key.AdditionalProperties.ContainsKey(setting) || !properties.TryGetProperty(setting, out _))];
    }

    public KeyInfo Key { get; }

    /// <summary>The API's names of the settings that are omitted.</summary>
    public IReadOnlyList<string> UnknownSettings { get; }

    /// <summary>The errors because of which <c>apply</c> would reject the row.</summary>
    public IReadOnlyList<string> FindErrors(TimeProvider timeProvider) =>
        [.. ToRequest().Validate(null, timeProvider).Errors.Where(failure => failure.Severity == FluentValidation.Severity.Error).Select(failure => $"{failure.ErrorCode}: {failure.ErrorMessage}")];

    public static IReadOnlyList<string> Columns(Guid? workspace) =>
    [
        ApiNames.Name, ApiNames.Limit, ApiNames.LimitReset, ApiNames.IncludeByokInLimit, ApiNames.ExpiresAt,
        .. workspace is null ? Array.Empty<string>() : [ApiNames.WorkspaceId],
        ApiNames.CreatorUserId, ApiNames.Disabled,
    ];

    public IReadOnlyList<string> ToRow() =>
    [
        Key.Name,
        IfKnown(ApiNames.Limit, Limit?.ToString(CultureInfo.InvariantCulture) ?? "none"),
        IfKnown(ApiNames.LimitReset, ApiNames.Of(Key.LimitReset) ?? "never"),
        IfKnown(ApiNames.IncludeByokInLimit, ToText(Key.IncludeByokInLimit)),
        IfKnown(ApiNames.ExpiresAt, Expiration ?? ""),
        .. _workspace is { } workspace ? [workspace.ToString("D")] : Array.Empty<string>(),
        IfKnown(ApiNames.CreatorUserId, Key.CreatorUserId ?? ""),
        IfKnown(ApiNames.Disabled, ToText(Key.IsDisabled)),
    ];

    public string ToJson() => KeyJson.WriteObject(isSimulated: false, json =>
    {
        json.WriteString(ApiNames.Name, Key.Name);
        WriteIfKnown(ApiNames.Limit, () => WriteNumber(Limit));
        WriteIfKnown(ApiNames.LimitReset, () => json.WriteStringValue(ApiNames.Of(Key.LimitReset)));
        WriteIfKnown(ApiNames.IncludeByokInLimit, () => json.WriteBooleanValue(Key.IncludeByokInLimit));
        if (Expiration is { } expiration)
        {
            WriteIfKnown(ApiNames.ExpiresAt, () => json.WriteStringValue(expiration));
        }

        if (Key.CreatorUserId is { } creator)
        {
            WriteIfKnown(ApiNames.CreatorUserId, () => json.WriteStringValue(creator));
        }

        if (_workspace is { } workspace)
        {
            json.WriteString(ApiNames.WorkspaceId, workspace);
        }

        if (Key.ExternalUser is { } user)
        {
            json.WriteStartObject(ApiNames.External);
            json.WriteString(ApiNames.User, user);
            json.WriteEndObject();
        }

        WriteIfKnown(ApiNames.Disabled, () => json.WriteBooleanValue(Key.IsDisabled));

        void WriteIfKnown(string setting, Action write)
        {
            if (!UnknownSettings.Contains(setting))
            {
                json.WritePropertyName(setting);
                write();
            }
        }

        void WriteNumber(decimal? number)
        {
            if (number is { } value)
            {
                json.WriteNumberValue(value);
            }
            else
            {
                json.WriteNullValue();
            }
        }
    });

    private decimal? Limit => Key.LimitUsd is { } usd ? DecimalText.Normalize(usd) : null;

    private string? Expiration => Key.ExpiresAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static string ToText(bool value) => value ? "true" : "false";

    private string IfKnown(string setting, string text) => UnknownSettings.Contains(setting) ? "" : text;

    private KeyRequest ToRequest()
    {
        var request = KeyRequest.Named(Key.Name);
        request = Key.LimitUsd is { } usd ? request.Limit(usd) : request;
        request = Key.ExpiresAt is { } expiration ? request.ExpiresAt(expiration) : request;
        request = Key.CreatorUserId is { } creator ? request.CreatedBy(creator) : request;
        return Key.ExternalUser is { } user ? request.ForExternalUser(user) : request;
    }
}
