using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using OpenRouterKeys.Fluent.Json;
using OpenRouterKeys.Fluent.Provisioning;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Tests.Properties;

[Properties(Arbitrary = [typeof(AuditProperties)], MaxTest = 1000, QuietOnSuccess = true)]
public class AuditProperties
{
    private static readonly Workspace Default = new() { Id = Guid.Parse("00000000-0000-4000-8000-000000000001"), Slug = "default" };

    private static readonly Gen<decimal?> Usd = Gen.Elements<decimal?>(null, 0, 0.5m, 10, 99.99m, 100, 101);
    private static readonly Gen<double?> DaysFromNow = Gen.Elements<double?>(null, -400, -91, -90, -89, -1, 0, 0.5, 13, 14, 15, 364, 365, 366, 367, 800);

    private static readonly Gen<KeyInfo> Keys =
        from name in Gen.Elements("", "ci-bot", "ci", "bot", "ci-bot #3f2a91c04b7de856")
        from limit in Usd
        from remaining in Usd
        from interval in Gen.Elements(LimitReset.Never, LimitReset.Monthly)
        from created in DaysFromNow.Where(days => days is null or <= 0)
        from expires in DaysFromNow
        from used in DaysFromNow.Where(days => days is null or <= 0)
        from usage in Gen.Elements(0m, 5m)
        from byokUsage in Gen.Elements(0m, 5m)
        from workspace in Gen.Elements<Guid?>(null, Default.Id, Guid.Parse("66666666-7777-4888-8999-000000000000"))
        from user in Gen.Elements(null, "customer-7")
        select new KeyInfo
        {
            Hash = "h1",
            Name = name,
            LimitUsd = limit,
            LimitRemainingUsd = remaining,
            LimitReset = interval,
            CreatedAt = At(created),
            ExpiresAt = At(expires),
            LastUsedAt = At(used < created ? created : used),
            Usage = new(usage, 0, 0, 0),
            ByokUsage = new(byokUsage, 0, 0, 0),
            WorkspaceId = workspace,
            ExternalUser = user,
        };

    private static readonly Gen<KeyPolicy> Policies =
        from flags in Gen.Elements(true, false).ArrayOf(5)
        from max in Gen.Elements<decimal?>(null, 50, 100)
        from days in Gen.Elements<int?>(null, 1, 365)
        from patterns in Gen.Elements<string[]>([], ["ci-*"], ["ci", "?ot"])
        select new KeyPolicy
        {
            RequireLimit = flags[0],
            RequireReset = flags[1],
            RequireExpiration = flags[2],
            RequireWorkspace = flags[3],
            RequireExternalUser = flags[4],
            MaxLimitUsd = max,
            MaxLifetimeDays = days,
            NamePatterns = patterns,
        };

    public static Arbitrary<AuditCase> AnyCase() => Arb.From(
        from key in Keys
        from policy in Gen.OneOf(Gen.Constant<KeyPolicy?>(null), Policies.Select(KeyPolicy? (policy) => policy))
        from workspace in Gen.Elements<Workspace?>(null, Default)
        select new AuditCase(key, policy, workspace),
        Shrink);

    [Property]
    public bool Ids_are_unique_and_ordered(AuditCase audited) => audited.Ids.SequenceEqual(audited.Ids.Distinct().Order(StringComparer.Ordinal));

    [Property]
    public bool Nothing_is_reported_twice_under_two_ids(AuditCase audited) =>
        !(audited.Has("ORK6001") && (audited.Has("ORK5001") || audited.Has("ORK5002")))
        && !(audited.Has("ORK6002") && (audited.Has("ORK5004") || audited.Has("ORK5005")))
        && !(audited.Has("ORK6003") && audited.Has("ORK6004"))
        && !(audited.Has("ORK6005") && audited.Has("ORK6006"));

    [Property]
    public bool Key_without_limit_or_expiration_is_always_reported(AuditCase audited) =>
        (audited.Key.LimitUsd is not null || audited.Has("ORK5001") || audited.Has("ORK5002") || audited.Has("ORK6001"))
        && (audited.Key.ExpiresAt is not null || audited.Has("ORK5004") || audited.Has("ORK5005") || audited.Has("ORK6002"));

    // A key whose creation is requested now has the lifetime that the validator computes, except for the tolerance of a day.
    [Property]
    public bool Policy_rules_agree_with_the_validator(AuditCase audited)
    {
        var policy = (audited.Policy ?? new()) with { RequireWorkspace = false };
        var key = audited.Key with { CreatedAt = TestTime.Now, Name = audited.Key.Name.Length == 0 ? "a" : audited.Key.Name };
        var expected = KeyRequest.CopyOf(key).Validate(policy, TestTime.NewProvider()).Errors.Select(failure => failure.ErrorCode)
            .Where(id => id.StartsWith("ORK5", StringComparison.Ordinal));
        var isInTolerance = policy.MaxLifetimeDays is { } days && (key.ExpiresAt - TestTime.Now)?.TotalDays is { } lifetime && lifetime > days && lifetime <= days + 1;
        return expected.Where(id => !isInTolerance || id != "ORK5005").Order(StringComparer.Ordinal)
            .SequenceEqual(new AuditCase(key, policy, Default).Ids.Where(id => id.StartsWith("ORK5", StringComparison.Ordinal)));
    }

    [Property]
    public bool Missing_or_unreadable_property_adds_no_finding(AuditCase audited, byte index, bool isMissing)
    {
        var utf8 = new ArrayBufferWriter<byte>();
        audited.Key.WriteJson(utf8);
        var json = JsonNode.Parse(utf8.WrittenSpan)!.AsObject();
        var name = json.ElementAt(index % json.Count).Key;
        if (!isMissing)
        {
            json[name] = new JsonArray();
        }
        else if (name != ApiNames.ExpiresAt) // a key without it never expires
        {
            json.Remove(name);
        }

        var read = KeyResponse.ReadItem(JsonSerializer.SerializeToUtf8Bytes(json), [])!;
        return !(audited with { Key = read }).Ids.Except(audited.Ids).Any();
    }

    private static DateTimeOffset? At(double? daysFromNow) => daysFromNow is { } days ? TestTime.Now.AddDays(days) : null;

    private static IEnumerable<AuditCase> Shrink(AuditCase audited)
    {
        var (key, policy, _) = audited;
        KeyInfo[] keys =
        [
            key with { Name = "" }, key with { LimitUsd = null }, key with { LimitRemainingUsd = null }, key with { LimitReset = LimitReset.Never },
            key with { CreatedAt = null }, key with { ExpiresAt = null }, key with { LastUsedAt = null }, key with { Usage = default },
            key with { ByokUsage = default }, key with { WorkspaceId = null }, key with { ExternalUser = null },
        ];
        KeyPolicy?[] policies = policy is null ? []
            :
            [
                null, policy with { RequireLimit = false }, policy with { RequireReset = false }, policy with { RequireExpiration = false },
                policy with { RequireWorkspace = false }, policy with { RequireExternalUser = false }, policy with { MaxLimitUsd = null },
                policy with { MaxLifetimeDays = null }, policy with { NamePatterns = [] },
            ];
        return keys.Select(smaller => audited with { Key = smaller }).Concat(policies.Select(smaller => audited with { Policy = smaller }))
            .Append(audited with { Workspace = null }).Where(smaller => smaller != audited);
    }
}

public sealed record AuditCase(KeyInfo Key, KeyPolicy? Policy, Workspace? Workspace)
{
    public IReadOnlyList<string> Ids => [.. new KeyCheck(Policy, new(), TestTime.Now).FindIn(Key, Workspace).Select(finding => finding.Id)];

    public bool Has(string id) => Ids.Contains(id);
}
