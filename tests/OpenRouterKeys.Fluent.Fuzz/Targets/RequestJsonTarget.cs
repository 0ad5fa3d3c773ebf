using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace OpenRouterKeys.Fluent.Fuzz;

/// <summary><c>KeyRequest.FromJson</c>: it takes as JSON what System.Text.Json does, says all that is wrong with its place, and echoes
/// no key.</summary>
internal sealed class RequestJsonTarget : FuzzTarget
{
    private const int LongestMessage = 500;

    public override string Name => "request";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        .. Fuzz.Seeds.Of(
            """
            {"name":"ci-bot","limit":25,"limit_reset":"monthly","include_byok_in_limit":true,"expires_at":"2027-12-31T23:59:59Z",
             "creator_user_id":"u","workspace_id":"0df9e665-d932-5740-b2c7-b52af166bc11"}
            """,
            """ { "name" : "a\u0041\n\"\\😀" , "limit" : -1.5e+3 , "x" : [ 1 , { "y" : null } , [ ] , { } ] } """,
            """{"name":"a","limit":0.10,"limit_reset":null,"expires_at":"2026-01-01T00:00:00.1234567Z"}""",
            $$"""{"name":"{{Canary.ApiKey}}","{{Canary.ApiKey}}":1,"creator_user_id":""}""",
            """[true,false,null,0,-0.0,1e-7,"text",{"a":{"b":[[]]}}]""",
            """{"name":"b","limit":79228162514264337593543950335}""",
            new string('[', 64) + new string(']', 64), // as deep as JSON may be here
            new string('[', 65) + new string(']', 65)),
        .. Fuzz.Seeds.Answers,
    ];

    public override string Run(byte[] input)
    {
        try
        {
            return Accepted(KeyRequest.FromJson(input), input);
        }
        catch (InvalidKeyRequestException exception)
        {
            return Refused(exception, input);
        }
    }

    private static string Accepted(KeyRequest request, byte[] input)
    {
        Promise.Holds(IsJson(input), "what is no JSON is refused");
        Promise.HasNoKeyInIt(request.ToString(), "a request");
        Promise.Holds(IsHalf(request.CreatorUserId) || KeyRequest.FromJson(request.ToJson()) == request, "a request is read again as it was");
        return HoldsTheSame(request, input);
    }

    private static string Refused(InvalidKeyRequestException exception, byte[] input)
    {
        var rules = exception.Violations;
        Promise.Holds(rules.Count > 0 && rules.All(rule => rule.Message.Length < LongestMessage), "a refusal says why, in bounded words");
        Promise.Holds(rules.All(rule => rule is { JsonPath: not null, Line: >= 1, Column: >= 1 }), "it says where");
        Promise.Holds(rules.Any(rule => rule.Id == "ORK4001") == !IsJson(input), "ORK4001 is told of what is no JSON, and of nothing else");
        Promise.HasNoKeyInIt(exception.ToString(), "a refusal");
        return string.Join(' ', rules.Select(rule => rule.Id == "ORK4001" ? rule.Message : rule.Id + rule.Property).Distinct());
    }

    // Half of a surrogate pair: no rule is on it in a user's id, and it is written as U+FFFD.
    private static bool IsHalf(string? text) => text is not null && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) != text;

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

    private static string HoldsTheSame(KeyRequest request, byte[] input)
    {
        using var document = JsonDocument.Parse(input);
        var members = document.RootElement.EnumerateObject()
            .Where(member => member.Value.ValueKind != JsonValueKind.Null)
            .ToDictionary(member => member.Name, member => member.Value);
        T? Of<T>(string member, Func<JsonElement, T> read)
            where T : struct => members.TryGetValue(member, out var value) ? read(value) : null;
        Promise.Holds(members["name"].ValueEquals(request.Name), "the name is read as it stands");
        Promise.Holds(Of("limit", limit => limit.GetDecimal()) == request.LimitUsd, "so is the limit");
        Promise.Holds(Of("expires_at", expiry => expiry.GetDateTimeOffset()) == request.Expiration, "so is the expiry");
        Promise.Holds(Of("workspace_id", workspace => workspace.GetGuid()) == request.WorkspaceId, "so is the workspace");
        return string.Join(' ', members.Keys.Order(StringComparer.Ordinal));
    }
}
