using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace OpenRouterKeys.Fluent.Fuzz;

/// <summary><c>KeyRequest.FromJson</c>: accepts the same JSON as System.Text.Json, reports every violation with its location, and repeats
/// no key.</summary>
internal sealed class RequestJsonTarget : FuzzTarget
{
    private const int MaxMessageLength = 500;

    public override string Name => "request";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. Fuzz.Seeds.Encode(
            """
            {"name":"ci-bot","limit":25,"limit_reset":"monthly","include_byok_in_limit":true,"expires_at":"2027-12-31T23:59:59Z",
             "creator_user_id":"u","workspace_id":"0df9e665-d932-5740-b2c7-b52af166bc11",
             "external":{"user":"customer-1","api_key":"0123456789abcdef0123456789abcdef"}}
            """,
            $$$"""{"name":"a","external":{"user":"{{{Canary.ApiKey}}}","{{{Canary.ApiKey}}}":1,"api_key":"{{{Canary.ApiKey}}}"}}""",
            """ { "name" : "a\u0041\n\"\\😀" , "limit" : -1.5e+3 , "x" : [ 1 , { "y" : null } , [ ] , { } ] } """,
            """{"name":"a","limit":0.10,"limit_reset":null,"expires_at":"2026-01-01T00:00:00.1234567Z"}""",
            $$"""{"name":"{{Canary.ApiKey}}","{{Canary.ApiKey}}":1,"creator_user_id":""}""",
            """[true,false,null,0,-0.0,1e-7,"text",{"a":{"b":[[]]}}]""",
            """{"name":"b","limit":79228162514264337593543950335}""",
            new string('[', 64) + new string(']', 64), // the maximum depth
            new string('[', 65) + new string(']', 65)),
        .. Fuzz.Seeds.Responses,
    ];

    public override string Run(byte[] input)
    {
        try
        {
            return CheckAccepted(KeyRequest.FromJson(input), input);
        }
        catch (InvalidKeyRequestException exception)
        {
            return CheckRejected(exception, input);
        }
    }

    private static string CheckAccepted(KeyRequest request, byte[] input)
    {
        Check.That(IsJson(input), "Invalid JSON is accepted.");
        Check.HasNoKey(request.ToString(), "A request");
        Check.That(HasLoneSurrogate(request.CreatorUserId) || HasLoneSurrogate(request.ExternalApiKey?.Reveal()) || KeyRequest.FromJson(request.ToJson()) == request, "The request differs after a round trip.");
        return CheckProperties(request, input);
    }

    private static string CheckRejected(InvalidKeyRequestException exception, byte[] input)
    {
        var violations = exception.Violations;
        Check.That(violations.Count > 0 && violations.All(violation => violation.Message.Length < MaxMessageLength), "There is no violation, or a message is too long.");
        Check.That(violations.All(violation => violation is { JsonPath: not null, Line: >= 1, Column: >= 1 }), "A violation has no location.");
        Check.That(violations.Any(violation => violation.Id == "ORK4001") == !IsJson(input), "ORK4001 is missing for invalid JSON, or reported for valid JSON.");
        Check.HasNoKey(exception.ToString(), "The exception");
        return string.Join(' ', violations.Select(violation => violation.Id == "ORK4001" ? violation.Message : violation.Id + violation.Property).Distinct());
    }

    // No rule forbids a lone surrogate in a creator's ID or an API key; it is written as U+FFFD.
    private static bool HasLoneSurrogate(string? text) => text is not null && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) != text;

    private static bool IsJson(byte[] input)
    {
        try
        {
            using var document = JsonDocument.Parse(input);
            return Utf8.IsValid(input);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string CheckProperties(KeyRequest request, byte[] input)
    {
        using var document = JsonDocument.Parse(input);
        var properties = document.RootElement.EnumerateObject()
            .Where(property => property.Value.ValueKind != JsonValueKind.Null)
            .ToDictionary(property => property.Name, property => property.Value);
        T? Read<T>(string property, Func<JsonElement, T> read)
            where T : struct => properties.TryGetValue(property, out var value) ? read(value) : null;
        Check.That(properties["name"].ValueEquals(request.Name), "The name differs.");
        Check.That(Read("limit", limit => limit.GetDecimal()) == request.LimitUsd, "The limit differs.");
        Check.That(Read("expires_at", expiry => expiry.GetDateTimeOffset()) == request.Expiration, "The expiration differs.");
        Check.That(!properties.TryGetValue("external", out var external) || external.GetProperty("user").ValueEquals(request.ExternalUser), "The external user differs.");
        Check.That(Read("workspace_id", workspace => workspace.GetGuid()) == request.WorkspaceId, "The workspace ID differs.");
        return string.Join(' ', properties.Keys.Order(StringComparer.Ordinal));
    }
}
