using System.Text.Json;
using OpenRouterKeys.Fluent;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Output;

/// <summary>Keys as CSV, with the API's property names as the header, and the API's values. A property without a value is empty.</summary>
internal static class KeyCsv
{
    public static IReadOnlyList<string> Columns { get; } = [.. ApiNames.Response.Where(property => property is not (ApiNames.Data or ApiNames.Key))];

    public static IReadOnlyList<string> ToRow(KeyInfo key)
    {
        var properties = KeyJson.ToElement(key);
        return [.. Columns.Select(column => properties.TryGetProperty(column, out var value) ? ToText(value) : "")];
    }

    private static string ToText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        // A name may be a pasted key, and tables are passed on.
        JsonValueKind.String => KeyShape.Scrub(value.GetString()!),
        _ => value.GetRawText(),
    };
}
