using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis.CSharp;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.PropertyTests;

/// <summary>Generated request chains in C#, with values on both sides of every rule's boundary, and the JSON of a policy for them, or null.</summary>
public sealed record RequestChains(IReadOnlyList<string> Expressions, string? Policy = null)
{
    public override string ToString() => string.Join('\n', Expressions.Prepend(Policy));
}

public static class RequestChainArbitrary
{
    public const int Count = 2500;

    public const int CountWithPolicy = 250;

    private static readonly string[] Fragments =
    [
        "", " ", "\t", "\u00A0", "\u3000", "\u180E", "\u200B", "\u0085", "\uFEFF", "a", "ci-bot", "é", "日本", "😀", "\uD800", "\uDFFF", "\u009F", "\u007F", "\n", "\"", "\\", "{", "\u2028",
        "sk-or-", "sk-or-v1-", "0123456789abcdef", "0123456789abcde", "-", "x", "sk-or-v1-0123456789abcdef",
    ];

    public static Arbitrary<RequestChains> All() => Arb.From(Chain.ArrayOf(Count).Select(expressions => new RequestChains(expressions)), Halves);

    /// <summary>Each program has its own policy, whose settings are set half of the time.</summary>
    public static Arbitrary<RequestChains> WithPolicies() => Arb.From(
        from policy in Policy
        from expressions in Chain.ArrayOf(CountWithPolicy)
        select new RequestChains([.. expressions.Select(expression => expression.Replace(".Validate()", ".Validate(Policy)", StringComparison.Ordinal))], policy),
        Halves);

    private static IEnumerable<RequestChains> Halves(RequestChains chains) => chains.Expressions.Count == 1
        ? []
        : [chains with { Expressions = [.. chains.Expressions.Take(chains.Expressions.Count / 2)] }, chains with { Expressions = [.. chains.Expressions.Skip(chains.Expressions.Count / 2)] }];

    private static Gen<string> Policy =>
        from max in Gen.Elements("1", "2.5", "100", "1e20", "0", "null")
        from days in Gen.Elements("1", "30", "365", "2147483647", "null", "null")
        from patterns in Gen.Elements("[]", "[]", "[\"*\"]", "[\"a*\",\"*bot*\"]", "[\"???\",\"ci-*\"]", "[\"*\\u0061\"]", "null")
        from flags in Gen.Elements("true", "false").ArrayOf(5)
        let reset = max == "0" ? "false" : flags[1] // a contradiction
        select $"{{\"require_limit\":{flags[0]},\"max_limit_usd\":{max},\"require_reset\":{reset},\"require_expiration\":{flags[2]},\"max_lifetime_days\":{days},"
            + $"\"name_patterns\":{patterns},\"require_workspace\":{flags[3]},\"require_external_user\":{flags[4]}}}";

    private static Gen<string> Chain => Gen.Frequency((3, Request), (1, Update));

    private static Gen<string> Update =>
        from steps in Gen.Shuffle([Text.Select(text => $".WithName({text})"), UpdateLimit, Reset, Gen.Elements(".Disable()", ".Enable()", ".IncludesByok(false)")])
        from count in Gen.Choose(1, steps.Length)
        from parts in Gen.CollectToArray(steps.Take(count), step => step)
        select $"KeyUpdate.Empty{string.Concat(parts)}.Validate()";

    private static Gen<string> UpdateLimit => Gen.OneOf(Limit, Gen.Constant(".Unlimited()"));

    // A name or limit that a later step replaces is not used.
    private static Gen<string> Start => Gen.OneOf(
        Text.Select(name => $"KeyRequest.Named({name})"),
        Text.Select(name => $"KeyRequest.Named(\"\").WithName({name})"),
        Text.Select(name => $"KeyRequest.Unnamed.Limit(-1m).Unlimited().WithName({name})"),
        Text.Select(name => $"KeyRequest.TemplateFromJson(\"{{}}\").WithName({name})"),
        Gen.Elements(
            "KeyRequest.Unnamed",
            "KeyRequest.FromJson(\"{\\\"name\\\":\\\"a\\\",\\\"limit_reset\\\":\\\"daily\\\"}\")",
            "KeyRequest.FromJson(\"{\\\"name\\\":\\\"bot\\\",\\\"limit\\\":99,\\\"expires_at\\\":\\\"2127-12-31T23:59:59Z\\\",\\\"external\\\":{\\\"user\\\":\\\"u\\\"}}\")",
            "KeyRequest.TemplateFromJson(\"{\\\"limit\\\":null,\\\"workspace_id\\\":\\\"0df9e665-d932-5740-b2c7-b52af166bc11\\\"}\").WithName(\"ci-bot\")",
            "System.Text.Json.JsonSerializer.Deserialize<KeyRequest>(\"{\\\"name\\\":\\\"a\\\",\\\"limit\\\":1,\\\"limit_reset\\\":\\\"weekly\\\"}\")!"));

    private static Gen<string> Request =>
        from start in Start
        from steps in Gen.Shuffle([Limit, Reset, Expiration, Creator, Workspace, External, Gen.Constant(".IncludesByok()")])
        from count in Gen.Choose(0, steps.Length)
        from parts in Gen.CollectToArray(steps.Take(count), step => step)
        select $"{start}{string.Concat(parts)}.Validate()";

    private static Gen<string> Text =>
        from parts in Gen.Elements(Fragments).ArrayOf(3)
        from form in Gen.Choose(0, 4)
        let literal = SymbolDisplay.FormatLiteral(string.Concat(parts), quote: true)
        select form switch { 0 => $"({literal})", 1 => $"name: {literal}", 2 => $"{literal} + \"\"", _ => literal };

    private static Gen<string> Limit =>
        from low in Gen.Choose(int.MinValue, int.MaxValue)
        from middle in Gen.Elements(0, 0, 1, 977, int.MaxValue)
        from high in Gen.Elements(0, 0, 0, 54210108, -1)
        from scale in Gen.Choose(0, 28)
        from small in Gen.Choose(-3, 3)
        from form in Gen.Choose(0, 5)
        let amount = new decimal(low, middle, high, low < 0, (byte)scale).ToString(CultureInfo.InvariantCulture)
        select form switch
        {
            0 => $".Limit({small})",
            1 => $".Limit(usd: ({small}))",
            2 => $".Limit((decimal){small}L)",
            3 => $".Limit(-({amount}m))",
            _ => $".Limit({amount}m)",
        };

    private static Gen<string> Reset => Gen.OneOf(
        Gen.Elements(".ResetsDaily()", ".ResetsWeekly()", ".ResetsMonthly()", ".NeverResets()", ".Resets(LimitReset.Unknown)"),
        Gen.Choose(-2, 5).Select(n => $".Resets((LimitReset)({n}))"));

    private static Gen<string> Expiration => Gen.OneOf(
        Gen.Elements(
            ".ExpiresIn(-TimeSpan.FromDays(1))", ".ExpiresIn(new TimeSpan(0))", ".ExpiresIn(Timeout.InfiniteTimeSpan)", ".ExpiresIn(TimeSpan.FromDays(2) - TimeSpan.FromDays(1))", ".ExpiresIn(TimeSpan.FromDays(1) * -2)",
            ".ExpiresAt(DateTimeOffset.UtcNow)", ".ExpiresAt(DateTime.UtcNow.AddDays(-1))", ".ExpiresAt(DateTimeOffset.UtcNow.AddDays(-1).AddDays(2))", ".ExpiresAt(new DateTime(2020, 1, 1))", ".ExpiresAt(DateTimeOffset.UtcNow + TimeSpan.FromHours(1))"),
        Gen.Elements(".ExpiresAt(default)", ".ExpiresAt(DateTimeOffset.MinValue)", ".ExpiresAt(DateTimeOffset.UnixEpoch)", ".ExpiresIn(TimeSpan.Zero)", ".ExpiresIn(default)"),
        from year in Gen.OneOf(Gen.Choose(1, 2024), Gen.Choose(2100, 9999))
        from month in Gen.Choose(1, 12)
        from day in Gen.Choose(1, 28)
        from form in Gen.Choose(0, 1)
        select form == 0 ? $".ExpiresAt(new({year}, {month}, {day}, 0, 0, 0, TimeSpan.Zero))" : $".ExpiresAt(new DateTimeOffset({year}, {month}, {day}, 1, 2, 3, 4, TimeSpan.Zero))",
        from days in Gen.OneOf(Gen.Choose(-1000, 0), Gen.Choose(1, 1000))
        from unit in Gen.Elements("Days", "Hours")
        select $".ExpiresIn(TimeSpan.From{unit}({(unit == "Hours" ? days * 24 : days)}))");

    private static Gen<string> Creator => Text.Select(text => $".CreatedBy({text.Replace("name:", "userId:", StringComparison.Ordinal)})");

    private static Gen<string> External =>
        from text in Text
        from length in Gen.Choose(511, 514)
        from isLong in Gen.Elements(false, false, false, true)
        from keyLength in Gen.Choose(1, 40)
        from form in Gen.Choose(0, 3)
        let user = isLong ? $"\" \\t{new string('x', length)}\\u2003\"" : text.Replace("name:", "user:", StringComparison.Ordinal)
        let key = $"ApiKey.From(\"{new string('k', keyLength)}\")"
        select form switch
        {
            0 => $".ForExternalUser({user})",
            1 => $".ForExternalUser({user}, null)",
            2 => $".ForExternalUser(apiKey: ({key}), user: {user.Replace("user: ", "", StringComparison.Ordinal)})",
            _ => $".ForExternalUser({user}, {key})",
        };

    private static Gen<string> Workspace => Gen.Elements(
        ".InWorkspace(Guid.Empty)", ".InWorkspace(default)", ".InWorkspace(new Guid())", ".InWorkspace(new())",
        ".InWorkspace(Guid.Parse(\"00000000-0000-0000-0000-000000000000\"))", ".InWorkspace(Guid.Parse(\"0df9e665-d932-5740-b2c7-b52af166bc11\"))", ".InWorkspace(new Guid(\"0df9e665-d932-5740-b2c7-b52af166bc11\"))");
}
