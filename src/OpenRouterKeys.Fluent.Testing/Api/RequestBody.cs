using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>Reads the properties of a JSON body and checks their types as the API does: unknown properties are ignored, and the last of several
/// properties with the same name is used. It shares no code with the library's own JSON reader, so that tests can find errors in that one.</summary>
internal sealed partial class RequestBody
{
    private readonly Dictionary<string, JsonElement> _properties = new(StringComparer.Ordinal);

    public RequestBody(ReadOnlyMemory<byte> body)
    {
        try
        {
            var root = Utf8.IsValid(body.Span) ? JsonElement.Parse(body.Span) : throw new JsonException();
            foreach (var property in root.ValueKind == JsonValueKind.Object ? root.EnumerateObject() : throw new JsonException())
            {
                if (TextOrNull(() => property.Name) is { } name)
                {
                    _properties[name] = property.Value;
                }
            }
        }
        catch (JsonException)
        {
            Problem = "The body is not a JSON object";
        }
    }

    /// <summary>The first problem found; null if there is none so far.</summary>
    public string? Problem { get; private set; }

    public bool Has(string name) => _properties.ContainsKey(name);

    public void Require(string name) => Problem ??= Has(name) ? null : $"{name} is required";

    public string? GetText(string name, bool isNullable) =>
        Find(name, isNullable, value => ParseText(value) is { Length: > 0 }, "a string of at least one character") is { } text
            ? ParseText(text)
            : null;

    public bool? GetBoolean(string name) =>
        Find(name, isNullable: false, value => value.ValueKind is JsonValueKind.True or JsonValueKind.False, "a boolean")?.GetBoolean();

    public JsonElement? GetNumber(string name) =>
        Find(name, isNullable: true, value => value.ValueKind == JsonValueKind.Number && double.IsFinite(value.GetDouble()), "a number");

    public LimitReset? GetInterval(string name) =>
        Find(name, isNullable: true, value => ParseInterval(value) is not null, "one of daily, weekly, monthly") is { } interval
            ? ParseInterval(interval)
            : null;

    public DateTimeOffset? GetTime(string name) =>
        Find(name, isNullable: true, value => ParseTime(value) is not null, "a date-time in UTC with seconds and Z") is { } time
            ? ParseTime(time)
            : null;

    public Guid? GetUuid(string name) =>
        Find(name, isNullable: false, value => ParseUuid(value) is not null, "a UUID") is { } uuid ? ParseUuid(uuid) : null;

    private JsonElement? Find(string name, bool isNullable, Func<JsonElement, bool> isValid, string expected)
    {
        if (!_properties.TryGetValue(name, out var value) || (isNullable && value.ValueKind == JsonValueKind.Null))
        {
            return null;
        }

        if (isValid(value))
        {
            return value;
        }

        Problem ??= $"{name} must be {expected}{(isNullable ? " or null" : "")}";
        return null;
    }

    private static string? ParseText(JsonElement value) => value.ValueKind == JsonValueKind.String ? TextOrNull(value.GetString) : null;

    // System.Text.Json parses a lone surrogate, but throws when it is read as a string.
    private static string? TextOrNull(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static LimitReset? ParseInterval(JsonElement value) => ParseText(value) switch
    {
        "daily" => LimitReset.Daily,
        "weekly" => LimitReset.Weekly,
        "monthly" => LimitReset.Monthly,
        _ => null,
    };

    private static DateTimeOffset? ParseTime(JsonElement value) =>
        ParseText(value) is { } text
        && UtcWithSeconds.IsMatch(text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? time : null;

    private static Guid? ParseUuid(JsonElement value) => Guid.TryParseExact(ParseText(value), "D", out var uuid) ? uuid : null;

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z\z", RegexOptions.CultureInvariant)]
    private static partial Regex UtcWithSeconds { get; }
}
