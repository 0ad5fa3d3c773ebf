using System.Globalization;
using System.Text.Json;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Json;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>What a row, or a key that no row names, comes to.</summary>
internal enum Deed
{
    Create,
    Keep,
    Change,
    Delete,
}

/// <summary>One step of a plan.</summary>
internal sealed record Step
{
    public required Deed Deed { get; init; }

    public required string Name { get; init; }

    /// <summary>Where the row stands; null for a key that no row names.</summary>
    public int? Line { get; init; }

    public KeyRequest? Request { get; init; }

    /// <summary>The key that exists.</summary>
    public KeyInfo? Key { get; init; }

    public KeyUpdate? Change { get; init; }

    /// <summary>In one word of the plan, which scripts read too.</summary>
    public string Word => Deed switch
    {
        Deed.Create => "create",
        Deed.Keep => "keep",
        Deed.Change => "change",
        _ => "delete",
    };

    public string[] ToCells() =>
    [
        Word,
        Name,
        Line?.ToString(CultureInfo.InvariantCulture) ?? "-",
        Deed switch
        {
            Deed.Create => Request!.ToJson(),
            Deed.Change => Change!.ToJson(),
            _ => KeyFacts.State(Key!),
        },
    ];

    /// <summary><c>{"action":"create","name":"a","line":3}</c> and what became of it.</summary>
    public string ToJson(bool simulated, Action<Utf8JsonWriter>? writeResult = null) => KeyJson.Object(simulated, json =>
    {
        json.WriteString("action", Word);
        json.WriteString(PropertyNames.Name, Name);
        if (Line is { } line)
        {
            json.WriteNumber("line", line);
        }

        if (Change is not null)
        {
            json.WritePropertyName("change");
            json.WriteRawValue(Change.ToJson());
        }

        if (writeResult is not null)
        {
            writeResult(json);
        }
        else if (Key is not null)
        {
            json.WritePropertyName(PropertyNames.Data);
            KeyInfoWriter.Write(Key, json);
        }
    });
}
