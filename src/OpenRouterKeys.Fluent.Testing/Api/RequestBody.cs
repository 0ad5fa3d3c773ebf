using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace OpenRouterKeys.Fluent.Testing.Api;

/// <summary>Reads the properties of a JSON body and checks their types as the API does: unknown properties are ignored, and the last of several
/// properties with the same name is used. It shares no code with the library's own JSON reader, so that tests can find errors in that one.</summary>
internal sealed partial class RequestBody
{
    private const string External = "external";
    private const string User = "user";
    private const string ApiKey = "api_key";
    private const int MaxUserLength = 512;
    private const int MinApiKeyLength = 32;

    private readonly Dictionary<string, JsonElement> _properties = [];

    public RequestBody(ReadOnlyMemory<byte> body)
    {
        try
        {
            var root = Utf8.IsValid(body.Span) ? JsonElement.Parse(body.Span) : throw new JsonException();
            _properties = root.ValueKind == JsonValueKind.Object ? PropertiesOf(root) : throw new JsonException();
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

    /// <summary>Returns a list of at least one string.</summary>
    public IReadOnlyList<string>? GetTexts(string name, bool isNullable) =>
        Find(name, isNullable, value => ParseTexts(value) is not null, "a list of at least one non-empty string") is { } texts
            ? ParseTexts(texts)
            : null;

    public JsonElement? GetObject(string name) => Find(name, isNullable: false, value => value.ValueKind == JsonValueKind.Object, "an object");

    /// <summary>Checks the external user, and its API key, which the simulator does not keep: the API never returns it.</summary>
    /// <returns>The user without white space around it; null if there is none.</returns>
    public string? GetExternalUser()
    {
        if (GetObject(External) is not { } external)
        {
            return null;
        }

        var properties = PropertiesOf(external);
        var user = properties.TryGetValue(User, out var value) ? ParseText(value)?.Trim() : null;
        Problem ??= user is not { Length: >= 1 and <= MaxUserLength } || user.Contains('\0', StringComparison.Ordinal)
            ? $"{External}.{User} must be a string of 1 to {MaxUserLength} characters without NUL" : null;
        Problem ??= properties.TryGetValue(ApiKey, out var key) && ParseText(key) is not { Length: >= MinApiKeyLength }
            ? $"{External}.{ApiKey} must be a string of at least {MinApiKeyLength} characters" : null;
        return user;
    }

    // The last of several properties with the same name counts.
    private static Dictionary<string, JsonElement> PropertiesOf(JsonElement value)
    {
        var properties = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (TextOrNull(() => property.Name) is { } name)
            {
                properties[name] = property.Value;
            }
        }

        return properties;
    }

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

    private static List<string>? ParseTexts(JsonElement value)
    {
        var texts = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(ParseText).OfType<string>().ToList() : [];
        return texts.Count > 0 && texts.Count == value.GetArrayLength() && !texts.Contains("") ? texts : null;
    }

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
        && UtcWithSeconds().IsMatch(text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? time : null;

    private static Guid? ParseUuid(JsonElement value) => Guid.TryParseExact(ParseText(value), "D", out var uuid) ? uuid : null;

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z\z", RegexOptions.CultureInvariant)]
    private static partial Regex UtcWithSeconds();
}
