using System.Globalization;
using System.Text;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Example requests, as the library's type and as a plain record, and the API's responses.</summary>
internal static class Examples
{
    private static readonly DateTime Expiration = new(2035, 12, 31, 23, 59, 59, DateTimeKind.Utc);
    private static readonly Guid Workspace = Guid.Parse("0df9e665-d932-5740-b2c7-b52af166bc11");
    private const string Creator = "user_2dHFtVWx2n56w6HkM0000000000";

    /// <summary>The settings that most requests have: name, limit and reset.</summary>
    public static KeyRequest Typical { get; } = KeyRequest.Named("ci-bot").Limit(25.5m).ResetsMonthly();

    public static PlainRequest PlainTypical { get; } = new("ci-bot", 25.5m, "monthly", null, null, null, null);

    /// <summary>All properties.</summary>
    public static KeyRequest Full { get; } = Typical.IncludesByok().ExpiresAt(Expiration).CreatedBy(Creator).InWorkspace(Workspace);

    public static PlainRequest PlainFull { get; } = new("ci-bot", 25.5m, "monthly", true, Expiration, Creator, Workspace);

    /// <summary>Violates three rules: ORK1001, ORK1004 and ORK1010.</summary>
    public static KeyRequest Invalid { get; } = Full.WithName(" ").Limit(decimal.MinusOne).InWorkspace(Guid.Empty);

    /// <summary>The response to a creation.</summary>
    public static byte[] Created { get; } = Encoding.UTF8.GetBytes(
        $$"""{"data":{{CreateKey(0, "ci-bot")}},"key":"sk-or-v1-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}""");

    /// <summary>A list of the workspace that contains every key.</summary>
    public static byte[] Workspaces { get; } = Encoding.UTF8.GetBytes($$"""{"data":[{"id":"{{Workspace:D}}","slug":"core","name":"Core team"}],"total_count":1}""");

    /// <summary>Returns a page of a list.</summary>
    public static byte[] CreateList(int count, int offset = 0) => Encoding.UTF8.GetBytes(
        $$"""{"data":[{{string.Join(',', Enumerable.Range(offset, count).Select(number => CreateKey(number, $"customer-{number}")))}}]}""");

    private static string CreateKey(int number, string name) => string.Create(CultureInfo.InvariantCulture, $$"""
        {"hash":"f01d52606dc8f0a8303a7b5cc3fa07109c2e346cec7c0a16b40de462{{number:x8}}","name":"{{name}}","label":"sk-or-v1-012...def",
        "disabled":false,"limit":25.5,"limit_remaining":25.5,"limit_reset":"monthly","include_byok_in_limit":true,"usage":0.125,"usage_daily":0.125,
        "usage_weekly":0.125,"usage_monthly":0.125,"byok_usage":0.5,"byok_usage_daily":0.5,"byok_usage_weekly":0.5,"byok_usage_monthly":0.5,
        "created_at":"2026-08-24T10:30:00.000Z","updated_at":null,"expires_at":"2035-12-31T23:59:59Z",
        "creator_user_id":"user_2dHFtVWx2n56w6HkM0000000000","workspace_id":"0df9e665-d932-5740-b2c7-b52af166bc11"}
        """);
}
