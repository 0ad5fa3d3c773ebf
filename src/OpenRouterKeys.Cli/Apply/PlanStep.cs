using System.Globalization;
using System.Text.Json;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Apply;

internal enum PlanAction
{
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

    /// <summary>The existing key.</summary>
    public KeyInfo? Key { get; init; }

    public KeyUpdate? Update { get; init; }

    /// <summary>The action's name in the table and in JSON.</summary>
    public string ActionName => Action switch
    {
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
            PlanAction.Create => RequestFormat.ToMaskedJson(Request!),
            PlanAction.Update => Update!.ToJson(),
            _ => KeyFormat.State(Key!, now),
        },
    ];

    /// <summary>Returns <c>{"action":"create","name":"a","line":3}</c> and the result, which is the key by default.</summary>
    public string ToJson(bool isSimulated, Action<Utf8JsonWriter>? writeResult = null) => KeyJson.WriteObject(isSimulated, json =>
    {
        json.WriteString("action", ActionName);
        json.WriteString(ApiNames.Name, Name);
        if (Line is { } line)
        {
            json.WriteNumber("line", line);
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
}
