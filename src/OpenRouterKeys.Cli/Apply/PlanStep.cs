using System.Globalization;
using System.Text.Json;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Apply;

internal enum PlanAction
{
    /// <summary>An interrupted run created the key, but did not store its secret.</summary>
    Orphan,
    Create,
    Keep,
    Update,
    Delete,
}

/// <summary>What to do with one row, or with one key that is not in the file.</summary>
internal sealed record PlanStep
{
    public required PlanAction Action { get; init; }

    public required string Name { get; init; }

    /// <summary>The row's first line in the file; null for a key that is not in the file.</summary>
    public int? Line { get; init; }

    public KeyRequest? Request { get; init; }

    /// <summary>Whether a key is disabled after it was created.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Whether the key to delete is an orphan of an interrupted run.</summary>
    public bool IsOrphan { get; init; }

    /// <summary>The existing key.</summary>
    public KeyInfo? Key { get; init; }

    public KeyUpdate? Update { get; init; }

    /// <summary>The action's name in the table and in JSON.</summary>
    public string ActionName => Action switch
    {
        PlanAction.Orphan => "orphan",
        PlanAction.Create => "create",
        PlanAction.Keep => "keep",
        PlanAction.Update => "update",
        _ => "delete",
    };

    public string[] ToRow(DateTimeOffset now) =>
    [
        ActionName,
        Name,
        Line?.ToString(CultureInfo.InvariantCulture) ?? "-",
        Action switch
        {
            PlanAction.Create => Describe(Request!, IsDisabled),
            PlanAction.Update => Describe(Update!, Key!),
            PlanAction.Orphan => "exists, but its secret was not stored",
            PlanAction.Delete when IsOrphan => "its secret was not stored",
            _ => KeyFormat.State(Key!, now),
        },
    ];

    /// <summary>Returns <c>{"action":"create","name":"a","line":3,"request":{…}}</c> and the result, which is the key by default.</summary>
    public string ToJson(bool isSimulated, Action<Utf8JsonWriter>? writeResult = null) => KeyJson.WriteObject(isSimulated, json =>
    {
        json.WriteString("action", ActionName);
        json.WriteString(ApiNames.Name, Name);
        if (Line is { } line)
        {
            json.WriteNumber("line", line);
        }

        if (Action == PlanAction.Create && Request is not null)
        {
            json.WritePropertyName("request");
            json.WriteRawValue(RequestFormat.ToMaskedJson(Request));
            if (IsDisabled)
            {
                json.WriteBoolean(ApiNames.Disabled, true);
            }
        }

        if (Update is not null)
        {
            json.WritePropertyName("update");
            json.WriteRawValue(Update.ToJson());
        }

        if (writeResult is not null)
        {
            writeResult(json);
        }
        else if (Key is not null)
        {
            KeyJson.WriteData(json, Key);
        }
    });

    private static string Describe(KeyRequest request, bool isDisabled)
    {
        string?[] settings =
        [
            request.LimitUsd is { } usd ? $"limit {KeyFormat.Amount(usd)}" : "unlimited",
            ApiNames.Of(request.LimitReset) is { } interval ? $"reset {interval}" : null,
            request.IncludeByokInLimit is { } isIncluded ? $"BYOK {DescribeByok(isIncluded)}" : null,
            request.Expiration is { } expiration ? $"expires {KeyFormat.Timestamp(expiration)}" : null,
            request.WorkspaceId is { } workspace ? $"workspace {workspace}" : null,
            request.CreatorUserId is { } creator ? $"creator {creator}" : null,
            request.ExternalUser is { } user ? $"customer {user}" : null,
            isDisabled ? "disabled" : null,
        ];
        return string.Join(", ", settings.OfType<string>());
    }

    private static string Describe(KeyUpdate update, KeyInfo key)
    {
        var updated = update.ApplyTo(key);
        (string Name, string Old, string New)[] settings =
        [
            ("limit", KeyFormat.Limit(key), KeyFormat.Limit(updated)),
            ("reset", KeyFormat.Reset(key), KeyFormat.Reset(updated)),
            ("BYOK", DescribeByok(key.IncludeByokInLimit), DescribeByok(updated.IncludeByokInLimit)),
            ("state", DescribeState(key), DescribeState(updated)),
        ];
        return string.Join(", ", settings.Where(setting => setting.Old != setting.New).Select(setting => $"{setting.Name} {setting.Old} -> {setting.New}"));
    }

    private static string DescribeByok(bool isIncluded) => isIncluded ? "included" : "not included";

    private static string DescribeState(KeyInfo key) => key.IsDisabled ? "disabled" : "enabled";
}
