using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>The members of a body, each held against its kind as the API does: unknown members are ignored, and of repeated ones the last
/// counts. On purpose not the library's own reading, which this can therefore contradict.</summary>
internal sealed partial class BodyMembers
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);

    public BodyMembers(ReadOnlyMemory<byte> body)
    {
        try
        {
            var root = Utf8.IsValid(body.Span) ? JsonElement.Parse(body.Span) : throw new JsonException();
            foreach (var member in root.ValueKind == JsonValueKind.Object ? root.EnumerateObject() : throw new JsonException())
            {
                if (NameOf(member) is { } name)
                {
                    _members[name] = member.Value;
                }
            }
        }
        catch (JsonException)
        {
            Problem = "The body is not a JSON object";
        }
    }

    /// <summary>The first thing that is wrong; null: none so far.</summary>
    public string? Problem { get; private set; }

    public bool Has(string name) => _members.ContainsKey(name);

    public void Require(string name) => Problem ??= Has(name) ? null : $"{name} is required";

    public string? Text(string name, bool orNull) =>
        Find(name, orNull, value => TextOf(value) is { Length: > 0 }, "a string of at least one character") is { } text ? TextOf(text) : null;

    public bool? Flag(string name) =>
        Find(name, false, value => value.ValueKind is JsonValueKind.True or JsonValueKind.False, "a boolean")?.GetBoolean();

    public JsonElement? Number(string name) =>
        Find(name, true, value => value.ValueKind == JsonValueKind.Number && double.IsFinite(value.GetDouble()), "a number");

    public LimitReset? Interval(string name) =>
        Find(name, true, value => IntervalOf(value) is not null, "one of daily, weekly, monthly") is { } interval ? IntervalOf(interval) : null;

    public DateTimeOffset? Instant(string name) =>
        Find(name, true, value => InstantOf(value) is not null, "a date-time in UTC with seconds and Z") is { } instant ? InstantOf(instant) : null;

    public Guid? Uuid(string name) =>
        Find(name, false, value => UuidOf(value) is not null, "a UUID") is { } uuid ? UuidOf(uuid) : null;

    private JsonElement? Find(string name, bool orNull, Func<JsonElement, bool> isRight, string what)
    {
        if (!_members.TryGetValue(name, out var value) || (orNull && value.ValueKind == JsonValueKind.Null))
        {
            return null;
        }

        if (isRight(value))
        {
            return value;
        }

        Problem ??= $"{name} must be {what}{(orNull ? " or null" : "")}";
        return null;
    }

    private static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? WholeText(value.GetString) : null;

    private static string? NameOf(JsonProperty member) => WholeText(() => member.Name);

    // Half of a surrogate pair is valid JSON that System.Text.Json gives no text for.
    private static string? WholeText(Func<string?> read)
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

    private static LimitReset? IntervalOf(JsonElement value) => TextOf(value) switch
    {
        "daily" => LimitReset.Daily,
        "weekly" => LimitReset.Weekly,
        "monthly" => LimitReset.Monthly,
        _ => null,
    };

    private static DateTimeOffset? InstantOf(JsonElement value) =>
        TextOf(value) is { } text
        && UtcWithSeconds.IsMatch(text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant) ? instant : null;

    private static Guid? UuidOf(JsonElement value) => Guid.TryParseExact(TextOf(value), "D", out var uuid) ? uuid : null;

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z\z", RegexOptions.CultureInvariant)]
    private static partial Regex UtcWithSeconds { get; }
}
